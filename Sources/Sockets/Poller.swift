internal import CEvents
import Glibc

/// Waits for descriptors (epoll). One thread waits; any thread may add or change descriptors and wake it.
package final class Poller: Sendable {
    private let epoll: FileDescriptor
    private let wakeup: FileDescriptor
    private static let wakeupToken = UInt64.max

    package struct Interest: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let read = Interest(rawValue: 1)
        package static let write = Interest(rawValue: 2)
    }

    package init() throws(SystemError) {
        epoll = try FileDescriptor(adopting: epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
        wakeup = try FileDescriptor(adopting: eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)), from: "eventfd")
        try control(EPOLL_CTL_ADD, wakeup, Self.wakeupToken, .read)
    }

    /// Reports `token` whenever the descriptor is ready. Closing the descriptor removes it.
    package func watch(_ descriptor: FileDescriptor, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, descriptor, token, interest)
    }

    package func change(_ descriptor: FileDescriptor, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, descriptor, token, interest)
    }

    private func control(
        _ operation: Int32, _ descriptor: FileDescriptor, _ token: UInt64, _ interest: Interest
    ) throws(SystemError) {
        var event = epoll_event()
        if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
        if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
        event.data.u64 = token
        guard epoll_ctl(epoll.number, operation, descriptor.number, &event) == 0 else { throw SystemError("epoll_ctl") }
    }

    /// The tokens that are ready; empty after `timeout` or a `wake`. `nil` waits indefinitely.
    package func wait(_ timeout: Duration?) -> [UInt64] {
        var milliseconds: Int32 = -1
        if let timeout {
            // Rounded up, so that a timer is due when its wait ends.
            let whole =
                timeout.components.seconds * 1000 + (timeout.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            milliseconds = Int32(clamping: max(whole, 0))
        }
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        let count = epoll_wait(epoll.number, &events, Int32(events.count), milliseconds)
        guard count > 0 else { return [] }
        var tokens = events[..<Int(count)].map(\.data.u64)
        if let index = tokens.firstIndex(of: Self.wakeupToken) {
            tokens.remove(at: index)
            var value: UInt64 = 0
            _ = read(wakeup.number, &value, MemoryLayout<UInt64>.size)
        }
        return tokens
    }

    /// Ends the current wait, or the next one.
    package func wake() {
        var one: UInt64 = 1
        _ = write(wakeup.number, &one, MemoryLayout<UInt64>.size)
    }
}
