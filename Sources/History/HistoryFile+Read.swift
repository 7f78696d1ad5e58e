package import Facts
import GRDB
import Report
import Rules

extension HistoryFile {
    /// The histories of all deployments, or of one, since a time.
    package func histories(of name: String? = nil, since: Timestamp? = nil) throws(Failure) -> [DeploymentHistory] {
        do {
            return try database.read { database in
                let isChecked = try HistoryTables.check(database) >= Self.formatWithChecksums
                return try StoredDeployment.all(database).filter { name == nil || $0.name == name }.compactMap { deployment in
                    // Older ones are checked too: a damaged time could hide a snapshot among them.
                    let all = try StoredSnapshot.all(of: deployment, isChecked: isChecked, database)
                    return Self.history(
                        deployment.name, all.filter { snapshot in since.map { $0 <= snapshot.observedAt } ?? true })
                }
            }
        } catch {
            throw Failure(error)
        }
    }

    /// `nil` without snapshots.
    private static func history(_ deployment: String, _ snapshots: [StoredSnapshot]) -> DeploymentHistory? {
        guard let first = snapshots.first, let last = snapshots.last else { return nil }
        let timeline = Timeline(snapshots.map(\.observedAt))
        return DeploymentHistory(
            deployment: deployment, snapshots: snapshots.count, first: first.observedAt, last: last.observedAt,
            verdicts: timeline.periods(snapshots.map(\.verdict)), findings: findings(snapshots, timeline))
    }

    private static func findings(_ snapshots: [StoredSnapshot], _ timeline: Timeline) -> [FindingHistory] {
        var seen: [String: (finding: StoredFinding, statuses: [Timeline.FindingStatus])] = [:]
        for (index, snapshot) in snapshots.enumerated() {
            for sighting in snapshot.sightings {
                guard let status = Timeline.FindingStatus(sighting) else { continue }
                let fingerprint = sighting.finding.fingerprint
                seen[
                    fingerprint,
                    default: (sighting.finding, Array(repeating: .passing, count: snapshots.count))
                ].statuses[index] = status
            }
        }
        return seen.values.compactMap { finding, statuses in
            let periods = timeline.periods(statuses)
            guard !periods.isEmpty else { return nil }
            return FindingHistory(
                fingerprint: finding.fingerprint, rule: finding.rule, subject: finding.subject, title: finding.title,
                periods: periods)
        }.sorted { ($0.rule, $0.subject.kind, $0.subject.key) < ($1.rule, $1.subject.kind, $1.subject.key) }
    }
}

extension Timeline.FindingStatus {
    /// `nil` for an outcome that counts as passed.
    fileprivate init?(_ sighting: StoredSighting) {
        switch sighting.outcome {
        case .fail, .error: self = .failing(sighting.severity)
        case .undetermined: self = .unseen
        case .pass, .notApplicable, .skipped, .waived: return nil
        }
    }
}
