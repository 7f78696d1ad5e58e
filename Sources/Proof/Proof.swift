import DNS
import Deployment
package import Facts
package import Rules
package import Survey
import ZonePlan

/// Proves repairs before they are shown: surveys and judges once more, in memory, with the changes of the plan applied to
/// the run's own answers.
///
/// A change is dropped if its finding still fails, or if a new failure appears: no report ever shows it, and the tests
/// check that there is none.
package struct Proof: Sendable {
    let survey: Survey
    let configuration: RuleConfiguration
    private let facts: FactSet
    let judgement: Judgement
    /// The network, without its recorded answers.
    private let network: any SurveyNetwork

    /// The findings of the run, without those that only a trial has.
    private let known: Set<String>

    /// Public zones that the internal view has no copy of: what is published there is seen there too.
    private var passedOn: Set<DomainName> = []

    /// How often changes are dropped because of what they would break.
    private static let maximumRounds = 4

    /// - Parameters:
    /// - survey: the source of `facts`; over a `RecordedNetwork`, no query is repeated.
    /// - judgement: of `facts` by `configuration`.
    package init(_ survey: Survey, _ configuration: RuleConfiguration, _ facts: FactSet, _ judgement: Judgement) {
        self.survey = survey
        self.configuration = configuration
        self.facts = facts
        self.judgement = judgement
        known = Set(judgement.findings.map(\.fingerprint))
        network = survey.network
    }

    /// Without failures there is nothing to prove.
    package static func isWorthwhile(_ judgement: Judgement) -> Bool { judgement.findings.contains { $0.outcome == .fail } }

    /// The judgement with only the repairs that were proven.
    package func run() async -> Judgement {
        guard Self.isWorthwhile(judgement) else { return judgement.unproven }
        let wishes = RecordWishes { configuration.enabled.contains($0) }
        let plan = await survey.planner(over: network, served: ServedRecords(facts), wishes: wishes).zonePlan()
        guard !Task.isCancelled else { return judgement.unproven }
        var proof = self
        proof.passedOn = await passedOn(plan)
        return await proof.run(plan)
    }

    private func passedOn(_ plan: ZonePlan) async -> Set<DomainName> {
        guard survey.views.contains(.internal) else { return [] }
        let planner = survey.planner(over: network)
        let own = Set(plan.zones.filter { $0.view == .internal }.map(\.name))
        let candidates = plan.zones.filter { $0.view == .public && !own.contains($0.name) }.map(\.name)
        let found = await concurrently(candidates) { await planner.isPassedOn($0) }
        return Set(zip(candidates, found).filter(\.1).map(\.0))
    }

    private func run(_ plan: ZonePlan) async -> Judgement {
        // Without authoritative servers some facts are unknown: then both sides of the comparison lack them.
        let before = survey.asksAuthorities ? await trial([]) : Trial([], judgement)
        var dropped: [ProvenRepairs.Dropped]
        var accepted: Trial
        var clears: [[String]]
        (accepted, dropped) = await harmless(ProposedChange.all(plan), before)
        let tried = accepted
        (accepted, clears) = await needed(accepted, before)
        dropped += ineffective(tried, without: accepted.changes, before)
        let written = await WrittenFixes(self, before: before, accepted: accepted).proven()
        if !written.isEmpty {
            let all = await trial(accepted.changes + written)
            if all.worse(than: before).isEmpty, accepted.cleared(since: before).isSubset(of: all.cleared(since: before)) {
                accepted = all
                clears += self.clears(all, before).dropFirst(clears.count)
            }
        }
        // Nobody else is asked for what is only a notice.
        let grave = Set(judgement.findings.lazy.filter { $0.severity > .notice }.map(\.fingerprint))
        let repairs = zip(accepted.changes, Self.withTargets(accepted.changes, clears)).map { $0.repair(clearing: $1) }.filter {
            !$0.clears.isEmpty && ($0.by == .you || $0.clears.contains(where: grave.contains))
        }.sorted {
            ($0.view, $0.zone, $0.owner, $0.type) < ($1.view, $1.zone, $1.owner, $1.type)
        }
        let own = accepted.changes.filter { $0.by == .you }
        let after = own.count == accepted.changes.count ? accepted : await trial(own)
        return judgement.with(outcome(repairs, dropped, after, before))
    }

    /// The changes that should clear a finding, but clear none and leave that finding failing.
    private func ineffective(_ tried: Trial, without kept: [ProposedChange], _ before: Trial) -> [ProvenRepairs.Dropped] {
        let standing = before.broken.filter { old in known.contains(old.fingerprint) && tried[old.fingerprint]?.isBroken == true }
        let kept = Set(kept)
        return tried.changes.filter { !kept.contains($0) }.compactMap { change in
            let left = standing.filter { change.repairs.contains(RepairedFinding(rule: $0.rule, subject: $0.subject.key)) }
            return left.isEmpty ? nil : ProvenRepairs.Dropped(change.repair(clearing: []), breaks: false, left)
        }
    }

    /// Surveys and judges with some changes applied. When the proof is cancelled, nothing changes.
    func trial(_ changes: [ProposedChange]) async -> Trial {
        guard !Task.isCancelled else { return Trial(changes, judgement) }
        let seen = await survey.replayed(over: overlaid(changes)).run(observedAt: facts.observedAt)
        return Trial(changes, configuration.judge(seen))
    }

    func overlaid(_ changes: [ProposedChange]) -> OverlayNetwork {
        let inside = changes.filter { $0.view == .public && passedOn.contains($0.zone) }.map { $0.seen(in: .internal) }
        let known = Set(changes.filter { $0.view == .internal }.map(\.place))
        return OverlayNetwork(network, overlays: (changes + inside.filter { !known.contains($0.place) }).overlays)
    }

    /// The changes after which nothing is worse than before.
    private func harmless(
        _ changes: [ProposedChange], _ before: Trial
    ) async -> (trial: Trial, dropped: [ProvenRepairs.Dropped]) {
        var rest = changes
        var dropped: [ProvenRepairs.Dropped] = []
        for round in 1...Self.maximumRounds {
            guard !rest.isEmpty else { break }
            let trial = await trial(rest)
            let new = trial.worse(than: before)
            guard !new.isEmpty else { return (trial, dropped) }
            let fewer = round < Self.maximumRounds ? Self.without(rest, blamedFor: new) : []
            let kept = Set(fewer)
            dropped += rest.filter { !kept.contains($0) }.map {
                ProvenRepairs.Dropped($0.repair(clearing: []), breaks: true, new)
            }
            rest = fewer
        }
        return (Trial([], before.judgement), dropped)
    }

    /// The changes that no new finding depends on; if it depends on none, their first half.
    private static func without(_ changes: [ProposedChange], blamedFor findings: [Finding]) -> [ProposedChange] {
        let read = ReadNames(findings)
        let subjects = Set(findings.map(\.subject.key))
        let rest = changes.filter { change in
            !read.include(change) && !change.repairs.contains { subjects.contains($0.subject) }
        }
        return rest.count < changes.count ? rest : Array(changes.prefix(changes.count / 2))
    }

    /// The remaining changes without those that clear nothing, unless others need them: then they count as clearing with
    /// them.
    private func needed(_ all: Trial, _ before: Trial) async -> (trial: Trial, clears: [[String]]) {
        let clears = clears(all, before)
        let cleared = all.cleared(since: before)
        var clearing = zip(all.changes, clears).filter { !$0.1.isEmpty }
        guard clearing.count < all.changes.count else { return (all, clears) }
        guard !clearing.isEmpty else { return (Trial([], before.judgement), []) }
        for _ in 0..<Self.maximumRounds {
            let fewer = await trial(clearing.map(\.0))
            // Publishing the rest must not require a second edit for a small remainder.
            let faults = fewer.broken.filter { all[$0.fingerprint]?.isBroken != true }
            guard !faults.isEmpty else { return (fewer, clearing.map(\.1)) }
            let kept = Set(clearing.map(\.0))
            let missing = all.changes.filter { !kept.contains($0) }.compactMap { change in
                supported(by: change, faults, clearing, before).map { (change, $0) }
            }
            guard !missing.isEmpty else { break }
            clearing += missing
        }
        // It is unknown which of the rest are needed: they clear what no single change clears.
        let alone = Set(clears.flatMap(\.self))
        let together = cleared.intersection(known).subtracting(alone)
        return (all, clears.map { $0.isEmpty ? (together.isEmpty ? alone : together).sorted() : $0 })
    }

    /// What a change helps to clear, when some faults remain without it; `nil` when it does not affect them.
    private func supported(
        by change: ProposedChange, _ faults: [Finding], _ clearing: [(ProposedChange, [String])], _ before: Trial
    ) -> [String]? {
        let own = faults.filter { ReadNames([$0]).include(change) }
        guard !own.isEmpty else { return nil }
        let read = ReadNames(own)
        let helped = clearing.filter { read.include($0.0) || $0.0.mentions(change.owner) }
        let all = helped.isEmpty ? clearing : helped
        // A change of the planner that clears something by itself needs no help.
        let shared = all.flatMap { helper, clears in
            clears.filter { fingerprint in
                guard let finding = before[fingerprint] else { return true }
                return !helper.repairs.contains(RepairedFinding(rule: finding.rule, subject: finding.subject.key))
            }
        }
        return Set(shared.isEmpty ? all.flatMap(\.1) : shared).sorted()
    }

    /// For each change, the cleared failures that depend on it.
    private func clears(_ trial: Trial, _ before: Trial) -> [[String]] {
        let index = ChangeIndex(trial.changes)
        var result = trial.changes.map { _ in [String]() }
        for fingerprint in trial.cleared(since: before).intersection(known).sorted() {
            guard let old = before[fingerprint] else { continue }
            let reads = ReadNames([old, trial[fingerprint]])
            // The planner names what fixes a finding; if it names nothing, anything the finding depends on may have.
            let named = index.expected(toClear: old)
            let read = named.filter { reads.include(trial.changes[$0]) }
            let clearing = !read.isEmpty ? read : !named.isEmpty ? named : index.changes(at: reads)
            for index in clearing { result[index].append(fingerprint) }
        }
        return result
    }

    /// A record that leads to a name clears nothing before that name leads on: the records of the name belong to it.
    private static func withTargets(_ changes: [ProposedChange], _ clears: [[String]]) -> [[String]] {
        changes.indices.map { target in
            guard changes[target].leadsOn else { return clears[target] }
            let leading = changes.indices.filter {
                changes[$0].view == changes[target].view && changes[$0].mentions(changes[target].owner)
            }
            var known = Set(clears[target])
            return leading.reduce(into: clears[target]) { all, index in
                all += clears[index].filter { known.insert($0).inserted }
            }
        }
    }

    /// The state after the operator has published: as judged now; if authoritative servers were queried, with their
    /// results.
    private func outcome(
        _ repairs: [Repair], _ dropped: [ProvenRepairs.Dropped], _ after: Trial, _ before: Trial
    ) -> ProvenRepairs {
        var findings = after.judgement.findings
        var verdict = after.judgement.verdict
        if survey.asksAuthorities {
            let cleared = after.cleared(since: before)
            findings =
                judgement.findings.filter { !cleared.contains($0.fingerprint) }
                + findings.filter { !known.contains($0.fingerprint) }
            verdict = cleared.isEmpty ? judgement.verdict : Verdict(findings)
        }
        let others = repairs.filter { $0.by != .you }
        let helpers = Dictionary(others.flatMap { one in one.clears.map { ($0, one) } }) { first, _ in first }
        let left = findings.filter(\.isLeft).map { finding in
            let helper = helpers[finding.fingerprint]
            return ProvenRepairs.Left(finding, by: helper?.by ?? finding.owner)
        }
        let sorted = left.sorted {
            let (one, other) = ($0.finding, $1.finding)
            if one.severity != other.severity { return one.severity > other.severity }
            return (one.rule, one.subject.key) < (other.rule, other.subject.key)
        }
        return ProvenRepairs(repairs: repairs, verdict: verdict, left: sorted, dropped: dropped)
    }
}

extension Finding {
    /// Failures, and undetermined findings that could hide an error.
    fileprivate var isLeft: Bool {
        outcome == .fail || [.undetermined, .error].contains(outcome) && severity == .error
    }
}
