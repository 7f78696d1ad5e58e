import DNS
import Facts
import MailPolicy
import Report

/// A tree walk with what follows from it, for people and as JSON.
struct DMARCDiscoveryText {
    let domain: DomainName
    let existence: DomainExistence
    let answers: [DomainName: LookupResult]
    let publicSuffixes: PublicSuffixList?

    private func answer(_ place: DomainName) -> DMARCDiscovery.Answer {
        guard let result = answers[place] else { return .texts([]) }
        return result.records.map { .texts($0.compactMap(\.data.joinedText)) } ?? .unknown
    }

    private var walk: DMARCTreeWalk { DMARCTreeWalk(domain, answers: answer) }

    private func evaluation(_ reading: DMARCReading) -> DMARCEvaluation {
        DMARCEvaluation(from: domain, existence: existence, spf: nil, dkim: [], reading: reading, answers: answer)
    }

    var status: ExitStatus {
        switch walk.policy {
        case .record(let record, _): record.standing == .notApplied ? .notReady : .ready
        case .none: .notReady
        case .unknown: .undetermined
        }
    }

    private var record: DMARCRecord? {
        guard case .record(let record, _) = walk.policy else { return nil }
        return record
    }

    private static func word(_ outcome: DMARCTreeWalk.Outcome) -> String {
        switch outcome {
        case .record(let record): record.text
        case .noRecord: "no record"
        case .several(let records): "\(records.count) records: all discarded"
        case .unknown: "could not be learned"
        }
    }

    var text: String {
        let evaluation = evaluation(.treeWalk)
        var lines: [String] = []
        for step in walk.steps {
            let status = answers[step.domain].map { $0.records == nil ? " (\($0.status))" : "" } ?? ""
            lines.append("asked     _dmarc.\(step.domain): \(Self.word(step.outcome))\(status)")
        }
        switch walk.policy {
        case .record(let record, let place):
            lines.append("record    at _dmarc.\(place)\(record.standing == .asWritten ? "" : ", \(record.standing.rawValue)")")
        case .none: lines.append("record    none")
        case .unknown(let found): lines.append("record    could not be learned\(found ? ", but there is one" : "")")
        }
        lines.append(
            "policy    \(evaluation.policy?.request?.rawValue ?? "none in force")\(evaluation.policy.map { " by \($0.relation?.rawValue ?? "sp or np")" } ?? "")"
        )
        lines.append("organizational domain  \(evaluation.organizationalDomain?.text ?? "could not be learned")")
        if let publicSuffixes {
            let older = self.evaluation(.publicSuffixList(publicSuffixes))
            lines.append(
                "by the public suffix list  \(older.policy?.request?.rawValue ?? "no policy") from \(older.policy?.place.text ?? "nowhere"), organizational domain \(older.organizationalDomain?.text ?? "unknown")"
            )
        }
        for problem in record?.problems ?? [] {
            lines.append(
                "\(problem.severity.rawValue.padding(to: 10))\(problem.message) (at octet \(problem.range.lowerBound + 1))")
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    var json: JSONValue {
        let evaluation = evaluation(.treeWalk)
        var place: DomainName?
        if case .record(_, let found) = walk.policy { place = found }
        let older = publicSuffixes.map { self.evaluation(.publicSuffixList($0)) }
        return [
            "domain": .string(domain.text), "found": status == .undetermined ? .null : .boolean(record != nil),
            "record": JSONValue(record?.text), "at": JSONValue(place.map { "_dmarc.\($0)" }),
            "policy": JSONValue(evaluation.policy?.request?.rawValue),
            "disposition": JSONValue(evaluation.policy?.disposition?.rawValue),
            "organizationalDomain": JSONValue(evaluation.organizationalDomain?.text),
            "steps": .array(
                walk.steps.map { step in
                    [
                        "name": .string("_dmarc.\(step.domain)"), "status": JSONValue(answers[step.domain]?.status),
                        "outcome": .string(Self.word(step.outcome)),
                    ]
                }),
            "older": older.map {
                [
                    "policy": JSONValue($0.policy?.request?.rawValue), "at": JSONValue($0.policy.map { "_dmarc.\($0.place)" }),
                    "organizationalDomain": JSONValue($0.organizationalDomain?.text),
                ]
            } ?? .null,
            "problems": .array((record?.problems ?? []).map(\.json)),
        ]
    }
}
