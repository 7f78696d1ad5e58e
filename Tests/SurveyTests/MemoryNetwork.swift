import DNS
import Survey

/// Answers from a table, at once; names that it lacks do not exist. Counts queries.
struct MemoryNetwork: SurveyNetwork {
    var records: [String: [Record]] = [:]
    /// By name and type (`a.example A`), or by name alone, or `*` for everything.
    var failures: [String: LookupResult.Failure] = [:]
    var server = Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 53)

    mutating func add(_ name: String, _ type: RecordType, _ data: RecordData, ttl: UInt32 = 300) throws {
        guard let owner = DomainName(name) else { throw NotAName(text: name) }
        records[name.lowercased(), default: []].append(Record(name: owner, type: type, ttl: ttl, data: data))
    }

    struct NotAName: Error { let text: String }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        try? await Task.sleep(for: .milliseconds(1))
        let name = question.name.lowercased.text
        let attempt = LookupResult.Attempt(server: server, transport: .udp, result: "timeout", elapsed: .seconds(1))
        let keys = ["\(view) \(name) \(question.type)", "\(name) \(question.type)", name, view, "*"]
        if let failure = keys.lazy.compactMap({ failures[$0] }).first {
            return LookupResult(question: question, view: view, outcome: .failed(failure), attempts: [attempt, attempt])
        }
        guard let all = records["\(view) \(name)"] ?? records[name] else {
            return LookupResult(question: question, view: view, outcome: .nonexistent, server: server, transport: .udp, ttl: 60)
        }
        let found = all.filter { $0.type == question.type }
        return LookupResult(
            question: question, view: view, outcome: found.isEmpty ? .noData : .records(found), server: server,
            transport: .udp, ttl: found.map(\.ttl).min() ?? 60)
    }

    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await lookup(question, in: view)
    }
}
