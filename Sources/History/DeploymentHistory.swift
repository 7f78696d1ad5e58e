package import Facts
import RuleLanguage
package import Rules

/// The history of one deployment.
package struct DeploymentHistory: Sendable {
    package let deployment: String
    /// The number of runs.
    package let snapshots: Int
    package let first: Timestamp
    package let last: Timestamp
    /// Consecutive snapshots with the same verdict, oldest first.
    package let verdicts: [Period<Verdict>]
    /// Sorted by rule, then subject.
    package let findings: [FindingHistory]

    /// The seconds that a verdict lasted.
    package func seconds(_ verdict: Verdict) -> Int64 { verdicts.filter { $0.value == verdict }.reduce(0) { $0 + $1.seconds } }

    /// Seconds between snapshots that are too far apart to say anything.
    package var unwatched: Int64 { last.seconds - first.seconds - Verdict.allCases.reduce(0) { $0 + seconds($1) } }

    /// The share of the known time in which the deployment was ready; `nil` when no time is known.
    package var availability: Double? {
        let ready = seconds(.ready) + seconds(.warnings)
        let known = ready + seconds(.notReady)
        return known > 0 ? Double(ready) / Double(known) : nil
    }
}

/// A period with one value.
package struct Period<Value: Sendable>: Sendable {
    package let value: Value
    package let from: Timestamp
    /// When it was first seen to have ended, or the last snapshot.
    public internal(set) var to: Timestamp
    /// The watched part of the period: gaps between snapshots that are too long do not count.
    public internal(set) var seconds: Int64
    public internal(set) var isOver: Bool
}

/// The history of one finding.
package struct FindingHistory: Sendable {
    package let fingerprint: String
    package let rule: String
    package let subject: FindingSubject
    package let title: String
    /// The periods in which it failed, oldest first, each with its highest severity. Snapshots that could not check it
    /// neither end nor begin one.
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
