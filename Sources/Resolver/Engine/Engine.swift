import DNS
import Sockets
import Synchronization

/// Runs `EngineState` on its own thread, the only one that opens, reads and closes sockets. Callers put commands into a
/// mailbox whose lock is only ever held briefly.
final class Engine: Sendable {
    private typealias Continuation = CheckedContinuation<QueryOutcome, Never>

    private enum Command {
        case submit(EngineState.Submission, Continuation)
        case cancel(UInt64)
    }

    private struct Mailbox {
        var commands: [Command] = []
        var isClosed = false
    }

    private struct Running {
        var state: EngineState
        /// By waiter.
        var continuations: [UInt64: Continuation] = [:]
    }

    private let mailbox = Mutex(Mailbox())
    private let running: Mutex<Running>
    private let poller: Poller
    private let waiters = Atomic<UInt64>(0)

    init(
        policy: ResolverPolicy, deadline: ContinuousClock.Instant?, random: any RandomNumberGenerator & Sendable
    ) throws(SystemError) {
        let poller = try Poller()
        self.poller = poller
        running = Mutex(
            Running(
                state: EngineState(
                    policy: policy, transport: SocketTransport(poller: poller), deadline: deadline, random: random)))
        // The thread keeps the engine alive until `shutdown`.
        try Thread.start { self.run() }
    }

    private func run() {
        var isOpen = true
        while isOpen {
            let next = running.withLock { $0.state.timers.earliest }
            let tokens = poller.wait(next.map { ContinuousClock.now.duration(to: $0) })
            let (commands, isClosed) = mailbox.withLock { mailbox in
                defer { mailbox.commands = [] }
                return (mailbox.commands, mailbox.isClosed)
            }
            serve(commands, tokens)
            if isClosed {
                deliver { $0.state.close(at: .now) }
                isOpen = false
            }
        }
    }

    private func serve(_ commands: [Command], _ tokens: [UInt64]) {
        deliver { running in
            let now = ContinuousClock.now
            for token in tokens { running.state.ready(token, at: now) }
            for command in commands {
                switch command {
                case .submit(let submission, let continuation):
                    running.continuations[submission.waiter] = continuation
                    running.state.submit(submission, at: now)
                case .cancel(let waiter): running.state.cancel(waiter: waiter, at: now)
                }
            }
            running.state.fireTimers(at: now)
        }
    }

    /// Changes the state, then resumes the waiters that got an outcome, outside the lock.
    private func deliver(_ change: (inout Running) -> Void) {
        let outcomes = running.withLock { running in
            change(&running)
            defer { running.state.outcomes = [] }
            return running.state.outcomes.compactMap { waiter, outcome in
                running.continuations.removeValue(forKey: waiter).map { ($0, outcome) }
            }
        }
        for (continuation, outcome) in outcomes { continuation.resume(returning: outcome) }
    }

    private func post(_ command: Command) {
        let (isFirst, isClosed) = mailbox.withLock { mailbox in
            if !mailbox.isClosed { mailbox.commands.append(command) }
            return (mailbox.commands.count == 1, mailbox.isClosed)
        }
        // After its thread has ended, the engine still serves its cache.
        if isClosed { serve([command], []) } else if isFirst { poller.wake() }
    }

    /// Waits for an outcome. A cancelled task gets `.cancelled` at once, while other waiters go on.
    func outcome(
        of question: Question, servers: [Endpoint], recursionDesired: Bool, asServersOf zone: DomainName? = nil,
        key: PendingQuery.Key?, timeLimit: Duration
    ) async -> QueryOutcome {
        let waiter = waiters.add(1, ordering: .relaxed).newValue
        let submission = EngineState.Submission(
            question: question, servers: servers, recursionDesired: recursionDesired, zone: zone, key: key,
            timeLimit: timeLimit, waiter: waiter, allowance: Allowance.current)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                post(.submit(submission, continuation))
                // The handler may have run before the waiter was registered.
                if Task.isCancelled { post(.cancel(waiter)) }
            }
        } onCancel: {
            post(.cancel(waiter))
        }
        guard case .failed(.cancelled, let reply) = outcome.result, Allowance.current?.isOver == true else { return outcome }
        return QueryOutcome(result: .failed(.deadline, reply), attempts: outcome.attempts, elapsed: outcome.elapsed)
    }

    var statistics: Statistics { running.withLock { $0.state.statistics } }

    func shutdown() {
        mailbox.withLock { $0.isClosed = true }
        poller.wake()
    }
}
