import DNS
import Facts
import MailPolicy

extension ViewClient {
    /// A record of a kind that may exist once per domain, below the domain: `_smtp._tls`, `default._bimi`.
    func singleRecord(
        _ prefix: String, _ kind: RecordKind, at domain: DomainName
    ) async -> TypedObject<SingleRecordFacts> {
        var object = TypedObject<SingleRecordFacts>()
        guard let name = domain.prepending(prefix) else { return object }
        let (texts, answer) = await texts(at: name, optionally: true)
        let records = kind.records(in: texts ?? [])
        let place = name.lowercased.text
        object.set(\.name, place)
        object.set(\.records, answer.learned(records), from: [answer.source])
        let problems = records.count == 1 ? RecordLint.lint(kind: kind, text: records[0]).problems : []
        object.set(\.problems, answer.learned(problems.map { $0.fact(at: place) }), from: [answer.source])
        return object
    }
}
