package import DNS

/// Answers from memory, at once, following aliases. A name without records, and without any below it, does not exist.
package struct ScriptedZone: Lookup {
    public private(set) var records: [DomainName: [Record]] = [:]
    /// Every name that exists, empty non-terminals included.
    private var names: Set<DomainName> = []
    /// Names and types whose queries fail.
    public private(set) var failures: [DomainName: LookupResult.Failure] = [:]

    package init() {}

    package mutating func add(_ record: Record) {
        records[record.name, default: []].append(record)
        var name: DomainName? = record.name
        while let step = name, names.insert(step).inserted { name = step.parent }
    }

    package mutating func fail(_ name: DomainName, _ failure: LookupResult.Failure = .timeout) { failures[name] = failure }

    /// The outcome of a question without records, failures included.
    package func failure(of question: Question) -> LookupResult.Failure? {
        let isAnswered = records[question.name]?.contains { $0.type == question.type || $0.type == .cname } ?? false
        return isAnswered ? nil : failures[question.name]
    }

    /// What a wildcard gives a nonexistent name (RFC 4592 §3.3), owned by that name.
    private func wildcard(for name: DomainName) -> [Record] {
        guard !names.contains(name) else { return [] }
        var step = name.parent
        while let above = step, !names.contains(above) { step = above.parent }
        guard let found = step?.prepending("*").flatMap({ records[$0] }) else { return [] }
        return found.map { Record(name: name, type: $0.type, ttl: $0.ttl, data: $0.data) }
    }

    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        var aliases: [Record] = []
        var name = question.name
        while true {
            let link = Question(name, question.type)
            func result(_ outcome: LookupResult.Outcome) -> LookupResult {
                LookupResult(question: question, view: view, outcome: outcome, aliases: aliases, ttl: 300)
            }
            if let failure = failure(of: link) { return result(.failed(failure)) }
            let all = records[name] ?? wildcard(for: name)
            let found = all.filter { $0.type == question.type }
            guard found.isEmpty else { return result(.records(found)) }
            guard let alias = all.first(where: { $0.type == .cname }), case .name(let target) = alias.data else {
                return result(names.contains(name) || !all.isEmpty ? .noData : .nonexistent)
            }
            aliases.append(alias)
            guard aliases.count <= 16 else { return result(.failed(.aliasLoop)) }
            name = target
        }
    }
}

extension ScriptedZone {
    /// Reads one record per line, as `ScriptedRecord` does; `a.example TIMEOUT` or another failure's name makes all other
    /// queries fail.
    package init(_ text: String) throws {
        self.init()
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            if fields.count == 2, let name = DomainName(fields[0]),
                let failure = LookupResult.Failure(rawValue: fields[1].lowercased())
            {
                fail(name, failure)
            } else {
                add(try ScriptedRecord(line).record)
            }
        }
    }
}
