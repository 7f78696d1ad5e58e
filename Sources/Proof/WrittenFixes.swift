import DNS
import Deployment
import Rules
import Survey
import ZonePlan

/// The records in the rules' own fixes, for findings that no change of the plan clears: proven in the same way.
struct WrittenFixes: Sendable {
    private let proof: Proof
    private let before: Trial
    private let accepted: Trial

    init(_ proof: Proof, before: Trial, accepted: Trial) {
        self.proof = proof
        self.before = before
        self.accepted = accepted
    }

    private struct Candidate: Sendable {
        let finding: Finding
        let changes: [ProposedChange]
    }

    /// The changes that clear their findings and break nothing.
    func proven() async -> [ProposedChange] {
        var candidates = await candidates()
        // Dropped at most twice: if the rest still fails, another survey is not worthwhile.
        for _ in 0..<3 {
            guard !candidates.isEmpty else { return [] }
            let trial = await proof.trial(accepted.changes + Self.changes(candidates))
            let new = trial.worse(than: before)
            let cleared = trial.cleared(since: before)
            let read = ReadNames(new)
            let blamed = candidates.filter { $0.changes.contains(where: read.include) }
            let useless = candidates.filter { !cleared.contains($0.finding.fingerprint) }
            guard !new.isEmpty || !useless.isEmpty else { return Self.changes(candidates) }
            let dropped = Set((new.isEmpty ? useless : blamed.isEmpty ? candidates : blamed + useless).map(\.finding.fingerprint))
            candidates.removeAll { dropped.contains($0.finding.fingerprint) }
        }
        return []
    }

    /// One RRset per place: where two findings want different ones, or the plan has its own, the worse finding's counts.
    private func candidates() async -> [Candidate] {
        let cleared = accepted.cleared(since: before)
        let open = proof.judgement.findings.filter {
            $0.outcome == .fail && !cleared.contains($0.fingerprint) && $0.fix?.publish.isEmpty == false
        }
        guard !open.isEmpty else { return [] }
        let network = proof.overlaid(accepted.changes)
        let planner = proof.survey.planner(over: network)
        var taken: [ProposedChange.Place: [ProposedChange]] = Dictionary(grouping: accepted.changes, by: \.place)
        var result: [Candidate] = []
        for finding in open.sorted(by: { ($0.severity, $1.fingerprint) > ($1.severity, $0.fingerprint) }) {
            let changes = await ProposedChange.all(
                publishing: finding.fix?.publish ?? [], by: finding.owner, over: network, views: proof.survey.views
            ) { await planner.zone(of: $0, $1) }
            guard let changes, !changes.isEmpty else { continue }
            let places = Dictionary(grouping: changes, by: \.place)
            guard places.allSatisfy({ taken[$0.key] == nil || taken[$0.key] == $0.value }) else { continue }
            taken.merge(places) { first, _ in first }
            result.append(Candidate(finding: finding, changes: changes))
        }
        return result
    }

    private static func changes(_ candidates: [Candidate]) -> [ProposedChange] {
        var seen: Set<ProposedChange> = []
        return candidates.flatMap(\.changes).filter { seen.insert($0).inserted }
    }
}
