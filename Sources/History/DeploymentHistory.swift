package import Facts
import RuleLanguage
package import Rules

/// What became of one deployment over time.
package struct DeploymentHistory: Sendable {
    package let deployment: String
    /// How many runs looked.
    package let snapshots: Int
    package let first: Timestamp
    package let last: Timestamp
    /// Snapshots in a row with one verdict, oldest first.
    package let verdicts: [Period<Verdict>]
    /// Sorted by rule, then subject.
    package let findings: [FindingHistory]

    /// Seconds for which a verdict held.
    package func seconds(_ verdict: Verdict) -> Int64 { verdicts.filter { $0.value == verdict }.reduce(0) { $0 + $1.seconds } }

    /// Seconds between snapshots that lie too far apart to say anything.
    package var unwatched: Int64 { last.seconds - first.seconds - Verdict.allCases.reduce(0) { $0 + seconds($1) } }

    /// The part of the time in which the deployment was ready, of the time in which that is known; `nil` when none is.
    package var availability: Double? {
        let ready = seconds(.ready) + seconds(.warnings)
        let known = ready + seconds(.notReady)
        return known > 0 ? Double(ready) / Double(known) : nil
    }
}

/// A time through which something held.
package struct Period<Value: Sendable>: Sendable {
    package let value: Value
    package let from: Timestamp
    /// When it was first seen to be over, or the last snapshot.
    public internal(set) var to: Timestamp
    /// What of it was watched: gaps between snapshots that are too long do not count.
    public internal(set) var seconds: Int64
    public internal(set) var isOver: Bool
}

/// What became of one finding over time.
package struct FindingHistory: Sendable {
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    package let title: String
    /// The periods in which it failed, oldest first, each with its gravest severity. What could not be looked at neither ends
    /// nor begins one.
    package let periods: [Period<Severity>]

    package var isFailing: Bool { periods.last?.isOver == false }
}

extension DeploymentHistory {
    /// Only the findings of some rules.
    package func showing(rulesMatching glob: String) -> DeploymentHistory {
        DeploymentHistory(
            deployment: deployment, snapshots: snapshots, first: first, last: last, verdicts: verdicts,
            findings: findings.filter { Glob(glob).matches($0.rule) })
    }
}
