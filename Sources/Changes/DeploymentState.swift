package import Facts
import Rules

/// What is remembered of one deployment.
package struct DeploymentState: Sendable, Hashable {
    public internal(set) var lookedAt: Timestamp
    /// By fingerprint.
    public internal(set) var findings: [String: TrackedFinding] = [:]
    /// Since when something could not be learned in every look.
    public internal(set) var blindSince: Timestamp?
    public internal(set) var blindnessWasTold = false

    /// How long something must have been out of sight before it is told, in seconds: resolvers come back.
    static let patience: Int64 = 3_600

    /// By how much a run may be overtaken by another, in seconds. A look that is older by more is no late one: a clock was wrong.
    static let overlap: Int64 = 3_600

    /// Compares a look with what was remembered, and remembers it.
    ///
    /// - Parameter confirm: how many looks in a row must see a failure before it is new.
    package static func comparing(_ look: Snapshot, with memory: DeploymentState?, confirm: Int = 1) -> (Changes, DeploymentState) {
        var next = memory ?? DeploymentState(lookedAt: look.observedAt)
        // Another run that looked later has been faster: its truth is the newer one.
        guard !(1...overlap).contains(next.lookedAt.seconds - look.observedAt.seconds) else {
            let known = next.findings.values.map { next.unchanged($0, isStale: $0.staleSince != nil) }
            return (Changes(since: next.lookedAt, findings: shown(known), sight: nil), next)
        }
        let seen = Dictionary(look.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let unlearned = look.unlearnedNames
        var changed: [ChangedFinding] = []
        for fingerprint in Set(seen.keys).union(next.findings.keys) {
            let remembered = next.findings[fingerprint]
            if let remembered, !look.scope.knownRules.contains(remembered.rule) {
                next.findings[fingerprint] = nil
                continue
            }
            switch look.sighting(
                of: seen[fingerprint], else: remembered.map { ($0.rule, $0.subject) }, unlearned)
            {
            case .failing(let finding):
                changed.append(next.fail(finding, at: look.observedAt, confirm: confirm))
            case .passing: if let remembered, let change = next.pass(remembered, at: look.observedAt) { changed.append(change) }
            case .unseen:
                guard let remembered else { continue }
                next.findings[fingerprint]?.staleSince = remembered.staleSince ?? look.observedAt
                changed.append(next.unchanged(remembered, isStale: true))
            case .outside: if let remembered { changed.append(next.unchanged(remembered, isStale: remembered.staleSince != nil)) }
            }
        }
        next.lookedAt = look.observedAt
        let sight = next.noteSight(look)
        return (Changes(since: memory?.lookedAt, findings: shown(changed), sight: sight), next)
    }

    private mutating func fail(_ finding: Finding, at now: Timestamp, confirm: Int) -> ChangedFinding {
        var remembered =
            findings[finding.fingerprint]
            ?? TrackedFinding(
                fingerprint: finding.fingerprint, rule: finding.rule, subject: finding.subject, title: finding.title,
                severity: finding.severity, since: now, isBelieved: false, isFlapping: false, looks: [])
        if remembered.streak == 0, !remembered.isFlapping { remembered.since = now }
        remembered.append(true)
        let isWorse = remembered.isBelieved && finding.severity > remembered.severity
        remembered.title = finding.title
        remembered.severity = finding.severity
        let (change, isNews): (Change, Bool)
        if remembered.isFlapping {
            let settles = remembered.changesInWindow <= TrackedFinding.settled
            if settles { remembered.settle(failing: true) }
            (change, isNews) = settles ? (.new, true) : (.flapping, false)
        } else if remembered.changesInWindow >= TrackedFinding.restless {
            remembered.isFlapping = true
            remembered.since = now
            (change, isNews) = (.flapping, true)
        } else if remembered.isBelieved {
            (change, isNews) = isWorse ? (.escalated, true) : (.persisting, false)
        } else if remembered.streak >= confirm {
            remembered.isBelieved = true
            (change, isNews) = (.new, true)
        } else {
            (change, isNews) = (.unconfirmed, false)
        }
        findings[finding.fingerprint] = remembered
        return remembered.changed(change, isNews: isNews)
    }

    /// `nil` when nobody had heard of it.
    private mutating func pass(_ before: TrackedFinding, at now: Timestamp) -> ChangedFinding? {
        var remembered = before
        remembered.append(false)
        defer { findings[before.fingerprint] = remembered.isForgettable ? nil : remembered }
        if remembered.isFlapping {
            guard remembered.changesInWindow <= TrackedFinding.settled else {
                return remembered.changed(.flapping, isNews: false)
            }
            remembered.settle(failing: false)
            return remembered.changed(.resolved, isNews: true)
        }
        if remembered.changesInWindow >= TrackedFinding.restless {
            remembered.isFlapping = true
            remembered.since = now
            return remembered.changed(.flapping, isNews: true)
        }
        guard remembered.isBelieved else { return nil }
        remembered.isBelieved = false
        return remembered.changed(.resolved, isNews: true)
    }

    private func unchanged(_ finding: TrackedFinding, isStale: Bool) -> ChangedFinding {
        let change: Change =
            finding.isFlapping
            ? .flapping : finding.isBelieved ? .persisting : finding.looks.last == true ? .unconfirmed : .resolved
        return finding.changed(change, isNews: false, isStale: isStale)
    }

    private mutating func noteSight(_ look: Snapshot) -> Changes.Sight? {
        let reasons = look.blindness
        guard !reasons.isEmpty else {
            defer { (blindSince, blindnessWasTold) = (nil, false) }
            return blindnessWasTold ? blindSince.map { .regained(since: $0) } : nil
        }
        let since = blindSince ?? look.observedAt
        blindSince = since
        guard !blindnessWasTold, look.observedAt.seconds - since.seconds >= Self.patience else { return nil }
        blindnessWasTold = true
        return .lost(since: since, reasons: reasons)
    }

    /// Sorted, without what was resolved before.
    private static func shown(_ findings: [ChangedFinding]) -> [ChangedFinding] {
        findings.filter { $0.change != .resolved || $0.isNews }.sorted {
            ($0.rule, $0.subject.kind, $0.subject.key) < ($1.rule, $1.subject.kind, $1.subject.key)
        }
    }
}

extension TrackedFinding {
    fileprivate mutating func settle(failing: Bool) {
        isFlapping = false
        isBelieved = failing
    }

    fileprivate func changed(_ change: Change, isNews: Bool, isStale: Bool = false) -> ChangedFinding {
        ChangedFinding(
            change: change, isNews: isNews, isStale: isStale, since: since, fingerprint: fingerprint, rule: rule,
            subject: subject, title: title, severity: severity)
    }
}
