import Facts
import Rules

/// Failures with the same text for several addresses, or for several subjects: shown once, with all subjects. A failing
/// finding never disappears among passing ones.
struct EqualFindings {
    /// In the report's order; never empty.
    let findings: [Finding]

    /// Every observation behind them, once.
    var evidence: [Observation] {
        var known: Set<Observation> = []
        return findings.flatMap(\.evidence).filter { known.insert($0).inserted }
    }

    /// Ordered by the first member of each group.
    static func groups(_ findings: [Finding]) -> [EqualFindings] {
        FindingKey.groups(findings).map { EqualFindings(findings: $0.map { findings[$0] }) }
    }

    /// The records of all repairs, once each, grouped by view.
    var publish: [PublishedRecord] {
        var seen: Set<PublishedRecord> = []
        let records = findings.flatMap { $0.fix?.publish ?? [] }.filter { seen.insert($0).inserted }
        return records.grouped(by: \.view).flatMap(\.self)
    }

    /// Those shown individually, and how many more there are; slightly longer lists are shown in full.
    var shownRecords: (records: [PublishedRecord], others: Int) {
        let all = publish
        guard all.count > 2 * Cut.most else { return (all, 0) }
        return (Array(all.prefix(Cut.most)), all.count - Cut.most)
    }

    /// `3 of 5 addresses: 203.0.113.20, …` if the findings differ only by address, `all 1000 paths by MAIL FROM
    /// bounce.example` and the like for mail paths, otherwise `3 times: …`; `nil` for a single finding.
    ///
    /// - Parameter rule: the report's findings of the same rule, passed ones included.
    func share(of rule: [Finding]) -> String? {
        guard findings.count > 1, let first = findings.first else { return nil }
        let judged = rule.filter { $0.rule == first.rule && $0.isJudged }
        if first.subject.kind == "path" { return paths(judged) }
        let subject = FindingKey.masked(first.subject.key, first.subject)
        let addresses = findings.compactMap(\.subject.address)
        let isByAddress =
            addresses.count == findings.count && Set(addresses).count == addresses.count
            && findings.allSatisfy { FindingKey.masked($0.subject.key, $0.subject) == subject }
        guard isByAddress else {
            return "\(findings.count) times: \(Cut.listed(findings.map(\.subject.key)))"
        }
        let total = Set(
            judged.filter { FindingKey.masked($0.subject.key, $0.subject) == subject }.compactMap(\.subject.address)
        ).count
        let share =
            addresses.count == total
            ? (total == 2 ? "both addresses" : "all \(total) addresses") : "\(addresses.count) of \(total) addresses"
        return "\(share): \(Cut.listed(addresses))"
    }

    /// The names of the parts of a path's key.
    private static let parts = ["sender", "address", "From", "MAIL FROM"]

    /// Paths by what they have in common: the part that distinguishes them from the others, or the few paths that are
    /// excluded.
    private func paths(_ judged: [Finding]) -> String {
        let keys = findings.map(\.subject.key)
        let all = judged.map(\.subject.key)
        let whole = keys.count == 2 ? "both paths" : "all \(keys.count) paths"
        guard keys.count < all.count else { return whole }
        for (index, name) in Self.parts.enumerated() {
            let values = Set(keys.map { Self.part(index, of: $0) })
            guard let value = values.first, values.count == 1,
                all.count(where: { Self.part(index, of: $0) == value }) == keys.count
            else { continue }
            return "\(whole) by \(name) \(value)"
        }
        let own = Set(keys)
        let others = all.filter { !own.contains($0) }
        if others.count <= Cut.most, others.count < keys.count {
            return "all paths except \(others.count): \(Cut.listed(others))"
        }
        return "\(keys.count) of \(all.count) paths: \(Cut.listed(keys))"
    }

    private static func part(_ index: Int, of key: String) -> Substring {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        return parts.indices.contains(index) ? parts[index] : ""
    }
}
