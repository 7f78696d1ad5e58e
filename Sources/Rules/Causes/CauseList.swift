import Facts

/// Ranks findings, assigns each its cause, and counts the causes.
struct CauseList {
    private(set) var causes: [Cause] = []

    /// - Parameter reported: indexes of the records that reports show.
    /// - Parameter demanded: indexes of those that are errors for some provider.
    init(_ records: inout [Judge.Record], reported: [Int], demanded: Set<Int>, book: RuleBook, _ prepared: PreparedRules) {
        let shown = reported.filter { [.fail, .undetermined, .error].contains(records[$0].finding.outcome) }
        for index in shown { records[index].finding.rank = Self.rank(of: records[index].finding, demanded.contains(index)) }
        let finder = CauseFinder(records, book, prepared)
        let isShown = Set(shown)
        var consequences: [Int: [Int]] = [:]
        var roots: [Int] = []
        for index in shown {
            if let cause = finder.cause(of: index), isShown.contains(cause) {
                records[index].finding.causedBy = records[cause].finding.fingerprint
                consequences[cause, default: []].append(index)
            } else {
                roots.append(index)
            }
        }
        let isLookup = { (finding: Finding) in
            finding.outcome == .undetermined && prepared.aboutLookups.contains(finding.rule)
        }
        // It reads every answer: only where some lookup failed.
        let silent =
            roots.contains { isLookup(records[$0].finding) } ? SilentDomains(records, aboutLookups: prepared.aboutLookups) : nil
        let groups = Self.groups(roots, records) { isLookup($0) ? silent?.domain(of: $0.subject) : nil }
        let found = groups.compactMap { members -> (cause: Cause, severity: Severity)? in
            guard let first = members.first else { return nil }
            let explained = members.flatMap { consequences[$0] ?? [] }
            let ranks = (members + explained).compactMap { records[$0].finding.rank }
            let cause = Cause(
                rank: ranks.min() ?? .degraded, fingerprints: members.map { records[$0].finding.fingerprint },
                consequences: explained.map { records[$0].finding.fingerprint })
            return (cause, records[first].finding.severity)
        }
        // Equal ranks keep the order of the rules.
        causes = found.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.cause.rank != other.cause.rank { return one.cause.rank < other.cause.rank }
            if one.severity != other.severity { return one.severity > other.severity }
            let counts = (one.cause.consequences.count, other.cause.consequences.count)
            return counts.0 != counts.1 ? counts.0 > counts.1 : left.offset < right.offset
        }.map(\.element.cause)
    }

    /// A fault of one thing, whichever view shows it.
    private struct Fault: Hashable {
        let rule: String
        let outcome: Outcome
        let kind: String
        let key: String

        init(_ finding: Finding) {
            rule = finding.rule
            outcome = finding.outcome
            kind = finding.subject.kind
            key = finding.subject.keyInAnyView
        }
    }

    /// Names of one silent domain stand together, the domain itself first; of the others those that say the same, and those
    /// that are one thing's as several views see it.
    private static func groups(
        _ roots: [Int], _ records: [Judge.Record], _ silentDomain: (Finding) -> String?
    ) -> [[Int]] {
        let places = roots.map { silentDomain(records[$0].finding) }
        let lookups = zip(roots, places).filter { $1 != nil }.grouped { $1 }.map { $0.map(\.0) }
        let others = zip(roots, places).filter { $1 == nil }.map(\.0)
        let equal = joined(FindingKey.groups(others.map { records[$0].finding }).map { $0.map { others[$0] } }, records)
        let sorted = lookups.map { members in
            members.sorted { left, right in
                let names = [left, right].map { records[$0].finding.subject.name ?? "" }
                return (names[0].utf8.count, names[0]) < (names[1].utf8.count, names[1])
            }
        }
        return (sorted + equal).sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    }

    private static func joined(_ groups: [[Int]], _ records: [Judge.Record]) -> [[Int]] {
        var joined: [[Int]] = []
        var places: [Fault: Int] = [:]
        for group in groups {
            let faults = group.map { Fault(records[$0].finding) }
            let place = faults.lazy.compactMap { places[$0] }.first ?? joined.count
            if place == joined.count { joined.append([]) }
            joined[place] += group
            for fault in faults { places[fault] = place }
        }
        return joined
    }

    private static func rank(of finding: Finding, _ isDemanded: Bool) -> Rank {
        switch (finding.outcome, finding.severity) {
        case (.fail, .error): finding.harm.rank
        case (.fail, _) where isDemanded: .rejectedByProvider
        case (.fail, _): finding.harm == .later ? .breaksLater : .degraded
        case (_, .error): .notLearned
        default: .degraded
        }
    }
}
