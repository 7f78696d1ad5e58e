import HeapModule

/// Things that are due, the earliest first. Nothing is ever taken out early: who is due checks whether it still matters.
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

    /// Drops what no longer matters; worth its linear cost now and then.
    mutating func keep(_ isLive: (Element) -> Bool) {
        entries = Heap(entries.unordered.filter { isLive($0.element) })
    }
}
