import Rules

/// Failures that say the same of several addresses, or of several subjects in the very same words: shown once, with every
/// subject named. A failing one never disappears among those that pass.
struct EqualFindings {
    /// In the report's order; never empty.
    let findings: [Finding]

    /// The order is that of the first of each group.
    static func groups(_ findings: [Finding]) -> [EqualFindings] {
        findings.grouped(by: FindingKey.init).map(EqualFindings.init)
    }

    /// The records of every repair, once each, those of one view together.
    var publish: [PublishedRecord] {
        var seen: Set<PublishedRecord> = []
        let records = findings.flatMap { $0.fix?.publish ?? [] }.filter { seen.insert($0).inserted }
        return records.grouped(by: \.view).flatMap(\.self)
    }

    /// `3 of 5 addresses: 203.0.113.20, …` where the findings differ by the address alone, otherwise `3 times: …`; `nil` for
    /// a single finding.
    ///
    /// - Parameter all: the report's findings, of which those that passed count too.
    func share(of all: [Finding]) -> String? {
        guard findings.count > 1, let first = findings.first else { return nil }
        let subject = FindingKey.masked(first.subject.key, first.subject)
        let addresses = findings.compactMap(\.subject.address)
        let isByAddress =
            addresses.count == findings.count && Set(addresses).count == addresses.count
            && findings.allSatisfy { FindingKey.masked($0.subject.key, $0.subject) == subject }
        guard isByAddress else {
            return "\(findings.count) times: \(findings.map(\.subject.key).joined(separator: ", "))"
        }
        let judged: Set<Outcome> = [.pass, .fail, .undetermined, .waived, .error]
        let total = Set(
            all.filter {
                $0.rule == first.rule && judged.contains($0.outcome) && FindingKey.masked($0.subject.key, $0.subject) == subject
            }.compactMap(\.subject.address)
        ).count
        let share =
            addresses.count == total
            ? (total == 2 ? "both addresses" : "all \(total) addresses") : "\(addresses.count) of \(total) addresses"
        return "\(share): \(addresses.joined(separator: ", "))"
    }
}
