import DequeModule
import Synchronization

/// Work that many callers request and that runs once per key. A cancelled waiter leaves at once; work without waiters is
/// cancelled and forgotten.
///
/// The newest `capacity` results are kept, each for at most `lifetime`.
package final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Continuation = CheckedContinuation<Value?, Never>

    private struct InFlight {
        let number: UInt64
        let task: Task<Void, Never>
        var waiters: [UInt64: Continuation]
    }

    private struct Done {
        let value: Value
        let expires: ContinuousClock.Instant?
    }

    private struct Table {
        var done: [Key: Done] = [:]
        /// Keys of finished work, oldest first; a key that was computed again appears twice.
        var order: Deque<Key> = []
        var inFlight: [Key: InFlight] = [:]
        var lastNumber: UInt64 = 0

        mutating func nextNumber() -> UInt64 {
            lastNumber += 1
            return lastNumber
        }
    }

    private let table = Mutex(Table())
    private let capacity: Int
    private let lifetime: Duration?

    package init(capacity: Int = .max, lifetime: Duration? = nil) {
        self.capacity = capacity
        self.lifetime = lifetime
    }

    /// The value for `key`, computed by `work` for the first caller; `nil` when the calling task is cancelled.
    package func value(for key: Key, _ work: @escaping @Sendable () async -> Value) async -> Value? {
        let waiter = table.withLock { $0.nextNumber() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = table.withLock { table -> Value? in
                    if let done = table.done[key], done.expires.map({ $0 > .now }) ?? true { return done.value }
                    if table.inFlight[key] != nil {
                        table.inFlight[key]?.waiters[waiter] = continuation
                    } else {
                        let number = table.nextNumber()
                        let task = Task { self.finish(key, number, await work()) }
                        table.inFlight[key] = InFlight(number: number, task: task, waiters: [waiter: continuation])
                    }
                    return nil
                }
                if let known { continuation.resume(returning: known) }
                // The handler may have run before the waiter was registered.
                if Task.isCancelled { leave(key, waiter) }
            }
        } onCancel: {
            leave(key, waiter)
        }
    }

    private func finish(_ key: Key, _ number: UInt64, _ value: Value) {
        let waiters = table.withLock { table -> [Continuation] in
            guard let entry = table.inFlight[key], entry.number == number else { return [] }
            table.inFlight[key] = nil
            table.done[key] = Done(value: value, expires: lifetime.map { .now + $0 })
            table.order.append(key)
            while table.order.count > capacity, let oldest = table.order.popFirst() { table.done[oldest] = nil }
            return Array(entry.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: value) }
    }

    private func leave(_ key: Key, _ waiter: UInt64) {
        let (continuation, task) = table.withLock { table -> (Continuation?, Task<Void, Never>?) in
            guard var entry = table.inFlight[key], let continuation = entry.waiters.removeValue(forKey: waiter) else {
                return (nil, nil)
            }
            table.inFlight[key] = entry.waiters.isEmpty ? nil : entry
            return (continuation, entry.waiters.isEmpty ? entry.task : nil)
        }
        task?.cancel()
        continuation?.resume(returning: nil)
    }
}
