import HeapModule

/// Scheduled timers, earliest first. Timers are never cancelled: the handler checks whether an expired one still matters.
struct TimerHeap<Element> {
    private struct Entry: Comparable {
        let due: ContinuousClock.Instant
        let element: Element

        static func == (left: Entry, right: Entry) -> Bool { left.due == right.due }
        static func < (left: Entry, right: Entry) -> Bool { left.due < right.due }
    }

    private var entries = Heap<Entry>()

    var count: Int { entries.count }
    var earliest: ContinuousClock.Instant? { entries.min?.due }

    mutating func insert(_ element: Element, due: ContinuousClock.Instant) {
        entries.insert(Entry(due: due, element: element))
    }

    mutating func popDue(_ now: ContinuousClock.Instant) -> Element? {
        guard let first = entries.min, first.due <= now else { return nil }
        return entries.popMin()?.element
    }

    /// Drops timers that no longer matter; linear, so worth it only now and then.
    mutating func keep(_ isLive: (Element) -> Bool) {
        entries = Heap(entries.unordered.filter { isLive($0.element) })
    }
}
