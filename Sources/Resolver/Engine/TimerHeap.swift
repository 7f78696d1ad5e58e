/// Things that are due, the earliest first. Nothing is ever taken out early: who is due checks whether it still matters.
struct TimerHeap<Element> {
    private var entries: [(due: ContinuousClock.Instant, element: Element)] = []

    var count: Int { entries.count }
    var earliest: ContinuousClock.Instant? { entries.first?.due }

    mutating func insert(_ element: Element, due: ContinuousClock.Instant) {
        entries.append((due, element))
        var child = entries.count - 1
        while child > 0, case let parent = (child - 1) / 2, entries[child].due < entries[parent].due {
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popDue(_ now: ContinuousClock.Instant) -> Element? {
        guard let first = entries.first, first.due <= now else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].due < entries[least].due {
                least = child
            }
            guard least != parent else { return first.element }
            entries.swapAt(parent, least)
            parent = least
        }
    }

    /// Drops what no longer matters; worth its linear cost now and then.
    mutating func keep(_ isLive: (Element) -> Bool) {
        let old = entries
        entries = []
        for entry in old where isLive(entry.element) { insert(entry.element, due: entry.due) }
    }
}
