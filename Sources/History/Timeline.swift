import Facts
import Report
import Rules

/// The times of a deployment's snapshots, and how long each of them counts.
struct Timeline {
    let times: [Timestamp]
    /// The longest time in seconds that a snapshot counts for: three times the usual interval.
    let reach: Int64

    init(_ times: [Timestamp]) {
        self.times = times
        let intervals = zip(times, times.dropFirst()).map { $1.seconds - $0.seconds }.filter { $0 > 0 }.sorted()
        reach = intervals.isEmpty ? 0 : 3 * intervals[intervals.count / 2]
    }

    enum FindingStatus {
        case passing, unseen
        case failing(Severity)
    }

    /// Seconds from a snapshot to the next that count as watched.
    private func watched(after index: Int) -> Int64 {
        guard index + 1 < times.count else { return 0 }
        let interval = times[index + 1].seconds - times[index].seconds
        return interval <= reach ? interval : 0
    }

    /// Consecutive snapshots with the same verdict.
    func periods(_ verdicts: [Verdict]) -> [Period<Verdict>] {
        var periods: [Period<Verdict>] = []
        for (index, verdict) in verdicts.enumerated() {
            let end = times[min(index + 1, times.count - 1)]
            if periods.last?.value == verdict {
                periods[periods.count - 1].to = end
                periods[periods.count - 1].seconds += watched(after: index)
            } else {
                if !periods.isEmpty { periods[periods.count - 1].isOver = true }
                periods.append(Period(value: verdict, from: times[index], to: end, seconds: watched(after: index), isOver: false))
            }
        }
        return periods
    }

    /// From the first failing snapshot to the first that passes again.
    func periods(_ statuses: [FindingStatus]) -> [Period<Severity>] {
        var periods: [Period<Severity>] = []
        for (index, status) in statuses.enumerated() {
            let isOpen = periods.last?.isOver == false
            let end = times[min(index + 1, times.count - 1)]
            switch status {
            case .failing(let severity):
                if isOpen, let open = periods.popLast() {
                    periods.append(
                        Period(
                            value: max(open.value, severity), from: open.from, to: end,
                            seconds: open.seconds + watched(after: index),
                            isOver: false))
                } else {
                    periods.append(
                        Period(value: severity, from: times[index], to: end, seconds: watched(after: index), isOver: false))
                }
            case .unseen where isOpen:
                periods[periods.count - 1].to = end
                periods[periods.count - 1].seconds += watched(after: index)
            case .passing where isOpen:
                periods[periods.count - 1].to = times[index]
                periods[periods.count - 1].isOver = true
            case .passing, .unseen: break
            }
        }
        return periods
    }
}
