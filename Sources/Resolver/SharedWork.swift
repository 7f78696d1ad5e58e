import Synchronization

/// Work that many ask for and that is done once a key. A waiter that is cancelled leaves at once; work that nobody waits for
/// any more is cancelled and forgotten.
final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Continuation = CheckedContinuation<Value?, Never>

    private struct InFlight {
        let number: UInt64
        let task: Task<Void, Never>
        var waiters: [UInt64: Continuation]
    }

    private struct Table {
        var done: [Key: Value] = [:]
        var inFlight: [Key: InFlight] = [:]
        var lastNumber: UInt64 = 0

        mutating func nextNumber() -> UInt64 {
            lastNumber += 1
            return lastNumber
        }
    }

    private let table = Mutex(Table())

    /// The value for `key`, by `work` when nobody has asked for it; `nil` when the asking task is cancelled.
    func value(for key: Key, _ work: @escaping @Sendable () async -> Value) async -> Value? {
        let waiter = table.withLock { $0.nextNumber() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = table.withLock { table -> Value? in
                    if let value = table.done[key] { return value }
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
                // The handler may have run before there was anything to leave.
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
            table.done[key] = value
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
