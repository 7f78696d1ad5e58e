import DNS
import Facts
import MailPolicy

extension Survey {
    /// A record of a kind that a domain may have once, below the domain: `_smtp._tls`, `default._bimi`.
    func singleRecord(
        _ prefix: String, _ kind: RecordKind, at domain: DomainName, _ vantage: Vantage, isCandidate: @Sendable (String) -> Bool
    ) async -> FactObject {
        var object = FactObject(.singleRecord)
        guard let name = domain.prepending(prefix) else { return object }
        let (texts, seen) = await vantage.texts(at: name)
        let records = (texts ?? []).filter(isCandidate)
        let place = name.lowercased.text
        object.set("name", .string(place))
        object.set("records", seen.fact { _ in .strings(records) }, from: [seen.source])
        let problems = records.count == 1 ? RecordLint.lint(kind: kind, text: records[0]).problems : []
        object.set("problems", seen.fact { _ in .objects(problems.map { Self.problem($0, at: place) }) }, from: [seen.source])
        return object
    }

    /// Whether DMARC quarantines or rejects all mail of the domain: what BIMI asks for.
    static func isEnforced(_ dmarc: FactObject?) -> FactValue {
        guard let dmarc else { return .boolean(false) }
        if case .unknown(let unknown)? = dmarc["effective"] { return .unknown(unknown) }
        let isStrong = [FactValue.string("quarantine"), .string("reject")].contains(dmarc["effective"] ?? .absent)
        return .boolean(isStrong && dmarc["testing"] == .boolean(false))
    }
}
