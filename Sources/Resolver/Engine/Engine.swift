import DNS
import Sockets
import Synchronization

/// Runs `EngineState`: one thread waits for sockets and timers, callers hand in questions from theirs.
final class Engine: Sendable {
    private let state: Mutex<EngineState>
    private let poller: Poller
    private let waiters = Atomic<UInt64>(0)

    init(
        policy: ResolverPolicy, deadline: ContinuousClock.Instant?, random: any RandomNumberGenerator & Sendable
    ) throws(SystemError) {
        let poller = try Poller()
        self.poller = poller
        state = Mutex(EngineState(policy: policy, poller: poller, deadline: deadline, random: random))
        // The thread keeps the engine alive until `shutdown`.
        try Thread.start { self.run() }
    }

    private func run() {
        while true {
            let next: ContinuousClock.Instant?? = state.withLock { $0.isClosed ? nil : .some($0.timers.earliest) }
            guard let next else { return }
            let tokens = poller.wait(next.map { ContinuousClock.now.duration(to: $0) })
            deliver { state in
                let now = ContinuousClock.now
                for token in tokens { state.ready(token, at: now) }
                state.fireTimers(at: now)
            }
        }
    }

    /// Changes the state, then resumes whoever got a result, outside the lock.
    private func deliver(_ change: (inout EngineState) -> Void) {
        let (results, mustWake) = state.withLock { state in
            let before = state.timers.earliest
            change(&state)
            defer { state.results = [] }
            let after = state.timers.earliest
            return (
                state.results, state.isClosed || before.map { earlier in after.map { $0 < earlier } ?? false } ?? (after != nil)
            )
        }
        for (waiter, conclusion) in results { waiter.resume(returning: conclusion) }
        if mustWake { poller.wake() }
    }

    /// Asks until a conclusion; a cancelled task gets `.cancelled` at once, while others may wait on.
    func conclude(
        _ question: Question, servers: [Endpoint], recursionDesired: Bool, key: Inquiry.Key?, budget: Duration
    ) async -> Conclusion {
        let waiter = waiters.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                deliver {
                    $0.submit(
                        question, servers: servers, recursionDesired: recursionDesired, key: key, budget: budget,
                        waiter: waiter, continuation, at: .now)
                }
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { cancel(waiter) }
            }
        } onCancel: {
            cancel(waiter)
        }
    }

    private func cancel(_ waiter: UInt64) { deliver { $0.cancel(waiter: waiter, at: .now) } }

    var statistics: Statistics { state.withLock { $0.statistics } }

    func shutdown() { deliver { $0.close(at: .now) } }
}
