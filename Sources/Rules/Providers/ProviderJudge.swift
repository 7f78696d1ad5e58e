/// Decides from findings whether a provider's demands are met: the single computation behind a provider's line and the
/// verdict under its profile.
struct ProviderJudge {
    private let records: [Judge.Record]
    private let scopes: PathScopes
    /// By skipped record: the failures that it was skipped for.
    private let roots: [Int: [Int]]
    private let runs: [RuleRun]

    init(_ records: [Judge.Record], _ runs: [RuleRun], _ scopes: PathScopes) {
        self.records = records
        self.runs = runs
        self.scopes = scopes
        var roots: [Int: [Int]] = [:]
        // Blockers come before what they block.
        for (index, record) in records.enumerated() where !record.blockers.isEmpty {
            roots[index] = Set(record.blockers.flatMap { roots[$0] ?? [$0] }).sorted()
        }
        self.roots = roots
    }

    /// The findings that count for some part of the mail paths, each with the part: those of demanded rules, and for a
    /// skipped one those because of which it was skipped.
    private func forEachRelevant(_ demand: ProviderDemand, _ body: (_ part: Int, _ record: Int) -> Void) {
        for run in runs where demand.demands(run.rule) {
            for index in run.records {
                guard let part = scopes.parts[index] else { continue }
                guard let roots = roots[index] else {
                    body(part, index)
                    continue
                }
                for root in roots { body(part, root) }
            }
        }
    }

    /// The records that count for the provider's verdict, of those that `isWanted` accepts.
    func withSay(_ demand: ProviderDemand, where isWanted: (Finding) -> Bool = { _ in true }) -> Set<Int> {
        var found: Set<Int> = []
        forEachRelevant(demand) { part, record in
            if isWanted(records[record].finding), scopes.usedParts.contains(part) { found.insert(record) }
        }
        return found
    }

    func readiness(_ demand: ProviderDemand) -> ProviderReadiness {
        var parts = Array(repeating: Share(), count: scopes.partCount)
        forEachRelevant(demand) { part, record in
            let finding = records[record].finding
            guard finding.hasSay else { return }
            if finding.outcome == .pass || finding.outcome == .notApplicable {
                // All records that are demanded, or required by demanded ones, count, whatever their severity.
                parts[part].add(finding, finding.severity)
            } else if let severity = demand.severity(of: finding) {
                parts[part].add(finding, severity)
            }
        }
        var whole = Share()
        let paths = scopes.paths.map { path in
            var share = Share()
            for part in path.parts { share.add(parts[part]) }
            whole.add(share)
            return ProviderReadiness.Path(
                key: path.key, verdict: share.verdict, failing: share.failing.sorted(),
                undetermined: share.undetermined.sorted())
        }
        return ProviderReadiness(
            profile: demand.profile.id, title: demand.profile.title, verdict: paths.isEmpty ? .undetermined : whole.verdict,
            failing: whole.failing.sorted(), undetermined: whole.undetermined.sorted(), paths: paths,
            unchecked: demand.profile.unchecked)
    }

    /// What some findings contribute to the verdict on a path.
    private struct Share {
        private var tally = VerdictTally()
        private(set) var failing: Set<String> = []
        private(set) var undetermined: Set<String> = []

        var verdict: Verdict { tally.verdict }

        mutating func add(_ finding: Finding, _ severity: Severity) {
            tally.count(finding.outcome, severity)
            switch finding.outcome {
            case .fail: failing.insert(finding.rule)
            case .undetermined, .error: undetermined.insert(finding.rule)
            case .pass, .notApplicable, .skipped, .waived: break
            }
        }

        mutating func add(_ other: Share) {
            tally.add(other.tally)
            if !other.failing.isEmpty { failing.formUnion(other.failing) }
            if !other.undetermined.isEmpty { undetermined.formUnion(other.undetermined) }
        }
    }
}
