/// Until when a dialogue may last: what a server is given, and never longer than everything together.
public struct Patience: Sendable {
    public let end: ContinuousClock.Instant
    /// The audit's own deadline comes first: running into `end` then says nothing about the server.
    public let isCut: Bool

    public init(_ duration: Duration, atMost deadline: ContinuousClock.Instant? = nil) {
        let own = ContinuousClock.now + duration
        end = min(own, deadline ?? own)
        isCut = deadline.map { $0 < own } ?? false
    }

    var isOver: Bool { ContinuousClock.now >= end }

    /// Milliseconds left, rounded up; 0 when it is over.
    var milliseconds: Int32 {
        let left = end - ContinuousClock.now
        guard left > .zero else { return 0 }
        return Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
    }
}
