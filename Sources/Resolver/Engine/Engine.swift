import DNS
import Sockets
import Synchronization

/// Runs `EngineState` on a thread of its own, which alone opens, reads and closes sockets. Callers leave their wishes
/// in an inbox that is only ever locked for an instant.
final class Engine: Sendable {
    private enum Wish {
        case submit(EngineState.Submission)
        case cancel(UInt64)
    }

    private struct Inbox {
        var wishes: [Wish] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
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
        var isOpen = true
        while isOpen {
            let next = state.withLock { $0.timers.earliest }
            let tokens = poller.wait(next.map { ContinuousClock.now.duration(to: $0) })
            let (wishes, isClosed) = inbox.withLock { inbox in
                defer { inbox.wishes = [] }
                return (inbox.wishes, inbox.isClosed)
            }
            serve(wishes, tokens)
            if isClosed {
                deliver { $0.close(at: .now) }
                isOpen = false
            }
        }
    }

    private func serve(_ wishes: [Wish], _ tokens: [UInt64]) {
        deliver { state in
            let now = ContinuousClock.now
            for token in tokens { state.ready(token, at: now) }
            for wish in wishes {
                switch wish {
                case .submit(let submission): state.submit(submission, at: now)
                case .cancel(let waiter): state.cancel(waiter: waiter, at: now)
                }
            }
            state.fireTimers(at: now)
        }
    }

    /// Changes the state, then resumes whoever got a result, outside the lock.
    private func deliver(_ change: (inout EngineState) -> Void) {
        let results = state.withLock { state in
            change(&state)
            defer { state.results = [] }
            return state.results
        }
        for (waiter, conclusion) in results { waiter.resume(returning: conclusion) }
    }

    private func post(_ wish: Wish) {
        let (isFirst, isClosed) = inbox.withLock { inbox in
            if !inbox.isClosed { inbox.wishes.append(wish) }
            return (inbox.wishes.count == 1, inbox.isClosed)
        }
        // Without its thread the engine still knows what it has learned.
        if isClosed { serve([wish], []) } else if isFirst { poller.wake() }
    }

    /// Asks until a conclusion; a cancelled task gets `.cancelled` at once, while others may wait on.
    func conclude(
        _ question: Question, servers: [Endpoint], recursionDesired: Bool, asServersOf zone: DomainName? = nil,
        key: Inquiry.Key?, budget: Duration
    ) async -> Conclusion {
        let waiter = waiters.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                post(
                    .submit(
                        EngineState.Submission(
                            question: question, servers: servers, recursionDesired: recursionDesired, zone: zone, key: key,
                            budget: budget, waiter: waiter, continuation: continuation)))
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { post(.cancel(waiter)) }
            }
        } onCancel: {
            post(.cancel(waiter))
        }
    }

    var statistics: Statistics { state.withLock { $0.statistics } }

    func shutdown() {
        inbox.withLock { $0.isClosed = true }
        poller.wake()
    }
}
