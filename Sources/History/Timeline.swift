import Facts
import Report
import Rules

/// The times at which somebody looked, and how long a look is worth something.
struct Timeline {
    let times: [Timestamp]
    /// A look says nothing beyond this many seconds: three times the usual interval.
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

    /// Seconds from a look to the next that count as watched.
    private func watched(after index: Int) -> Int64 {
        guard index + 1 < times.count else { return 0 }
        let interval = times[index + 1].seconds - times[index].seconds
        return interval <= reach ? interval : 0
    }

    /// Looks in a row with the same verdict.
    func spells(_ verdicts: [Verdict]) -> [Period<Verdict>] {
        var spells: [Period<Verdict>] = []
        for (index, verdict) in verdicts.enumerated() {
            let end = times[min(index + 1, times.count - 1)]
            if spells.last?.value == verdict {
                spells[spells.count - 1].to = end
                spells[spells.count - 1].seconds += watched(after: index)
            } else {
                if !spells.isEmpty { spells[spells.count - 1].isOver = true }
                spells.append(Period(value: verdict, from: times[index], to: end, seconds: watched(after: index), isOver: false))
            }
        }
        return spells
    }

    /// From the first failing look to the first that passes again.
    func spells(_ sightings: [FindingStatus]) -> [Period<Severity>] {
        var spells: [Period<Severity>] = []
        for (index, sighting) in sightings.enumerated() {
            let isOpen = spells.last?.isOver == false
            let end = times[min(index + 1, times.count - 1)]
            switch sighting {
            case .failing(let severity):
                if isOpen, let open = spells.popLast() {
                    spells.append(
                        Period(
                            value: max(open.value, severity), from: open.from, to: end,
                            seconds: open.seconds + watched(after: index),
                            isOver: false))
                } else {
                    spells.append(
                        Period(value: severity, from: times[index], to: end, seconds: watched(after: index), isOver: false))
                }
            case .unseen where isOpen:
                spells[spells.count - 1].to = end
                spells[spells.count - 1].seconds += watched(after: index)
            case .passing where isOpen:
                spells[spells.count - 1].to = times[index]
                spells[spells.count - 1].isOver = true
            case .passing, .unseen: break
            }
        }
        return spells
    }
}
