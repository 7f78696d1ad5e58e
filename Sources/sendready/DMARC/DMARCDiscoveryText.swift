import DNS
import Facts
import MailPolicy
import Report

/// A tree walk and its conclusion, for people and as JSON.
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
        case .record: .ready
        case .none: .notReady
        case .unknown: .undetermined
        }
    }

    /// The record in force, or the one that receivers discard, so that its problems are shown.
    private var record: DMARCRecord? {
        if case .record(let record, _) = walk.policy { return record }
        return walk.discarded?.record
    }

    private static let notLearned = "could not be learned"

    private static func word(_ outcome: DMARCTreeWalk.Outcome) -> String {
        switch outcome {
        case .record(let record): record.text
        case .noRecord: "no record"
        case .several(let records): "\(records.count) records: all discarded"
        case .unknown: notLearned
        }
    }

    // MARK: - For people

    var text: String {
        let walk = walk
        var lines: [String] = []
        for step in walk.steps {
            let status = answers[step.domain].map { $0.records == nil ? " (\($0.status))" : "" } ?? ""
            lines.append("asked     _dmarc.\(step.domain): \(Self.word(step.outcome))\(status)")
        }
        switch walk.policy {
        case .record(let record, let place):
            let effect = record.standing == .asNone ? ", receivers act as if every policy were none" : ""
            lines.append("record    at _dmarc.\(place)\(effect)")
        case .none:
            let discarded = walk.discarded.map {
                ": receivers discard the one at _dmarc.\($0.place), since \($0.reason.words)"
            }
            lines.append("record    none\(discarded ?? "")")
        case .unknown(let found): lines.append("record    \(Self.notLearned)\(found ? ", but there is one" : "")")
        }
        lines.append("policy    \(policy(.treeWalk, walk.policy))")
        let tag = walk.boundary?.tag.map { ", by \($0)" } ?? ""
        lines.append("organizational domain  \(walk.organizationalDomain?.text ?? Self.notLearned)\(tag)")
        if let publicSuffixes {
            let reading = DMARCReading.publicSuffixList(publicSuffixes)
            let older = evaluation(reading)
            let found = reading.discover(domain, answers: answer)
            lines.append(
                "by the public suffix list  \(policy(reading, found))\(place(found)), organizational domain \(older.organizationalDomain?.text ?? Self.notLearned)"
            )
        }
        for problem in record?.problems ?? [] {
            lines.append(
                "\(problem.severity.rawValue.padding(to: 10))\(problem.message) (at octet \(problem.range.lowerBound + 1))")
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    /// `reject by p`, `none by p (no sp)`, `none in force`, `could not be learned`.
    private func policy(_ reading: DMARCReading, _ found: DMARCDiscovery.Result) -> String {
        switch found {
        case .unknown: return Self.notLearned
        case .none: return "none in force"
        case .record(let record, let place):
            guard let policy = evaluation(reading).policy, let request = policy.request else {
                return "\(Self.notLearned): it is not known whether \(domain) exists"
            }
            if record.standing == .asNone { return "\(request.rawValue), whatever the tags say" }
            return "\(request.rawValue) by \(Self.source(of: policy.relation ?? .subdomain, in: record, at: place))"
        }
    }

    private func place(_ found: DMARCDiscovery.Result) -> String {
        guard case .record(_, let place) = found else { return "" }
        return " from _dmarc.\(place)"
    }

    /// The tag with the policy, and the preceding tags that are absent.
    private static func source(of relation: DMARCRecord.Relation, in record: DMARCRecord, at place: DomainName) -> String {
        let order: [DMARCRecord.Relation] =
            switch relation {
            case .sameDomain: [.sameDomain]
            case .subdomain: [.subdomain, .sameDomain]
            case .nonexistentSubdomain: [.nonexistentSubdomain, .subdomain, .sameDomain]
            }
        let used = order.first { record[$0.rawValue] != nil } ?? .sameDomain
        let absent = order.prefix { $0 != used }.map(\.rawValue)
        return absent.isEmpty ? used.rawValue : "\(used.rawValue) (no \(absent.joined(separator: ", no ")))"
    }

    // MARK: - As JSON

    var json: JSONValue {
        let walk = walk
        let evaluation = evaluation(.treeWalk)
        var place: DomainName?
        if case .record(_, let found) = walk.policy { place = found }
        let older = publicSuffixes.map { list in
            let reading = DMARCReading.publicSuffixList(list)
            return (evaluation: self.evaluation(reading), found: reading.discover(domain, answers: answer))
        }
        let isFound: Bool? = if case .unknown = walk.policy { nil } else { place != nil }
        return [
            "domain": .string(domain.text), "found": isFound.map(JSONValue.boolean) ?? .null,
            "record": place == nil ? .null : JSONValue(record?.text), "at": JSONValue(place.map { "_dmarc.\($0)" }),
            "discarded": walk.discarded.map {
                [
                    "at": .string("_dmarc.\($0.place)"), "record": .string($0.record.text), "reason": .string($0.reason.words),
                ]
            } ?? .null,
            "policy": JSONValue(evaluation.policy?.request?.rawValue),
            "disposition": JSONValue(evaluation.policy?.disposition?.rawValue),
            "organizationalDomain": JSONValue(walk.organizationalDomain?.text),
            "organizationalDomainBy": JSONValue(walk.boundary?.tag),
            "steps": .array(
                walk.steps.map { step in
                    [
                        "name": .string("_dmarc.\(step.domain)"), "status": JSONValue(answers[step.domain]?.status),
                        "outcome": .string(Self.word(step.outcome)),
                    ]
                }),
            "older": older.map { older in
                let isFound: Bool? = if case .unknown = older.found { nil } else { older.evaluation.policy != nil }
                return [
                    "found": isFound.map(JSONValue.boolean) ?? .null,
                    "policy": JSONValue(older.evaluation.policy?.request?.rawValue),
                    "at": JSONValue(older.evaluation.policy.map { "_dmarc.\($0.place)" }),
                    "organizationalDomain": JSONValue(older.evaluation.organizationalDomain?.text),
                ]
            } ?? .null,
            "problems": .array((record?.problems ?? []).map(\.json)),
        ]
    }
}
