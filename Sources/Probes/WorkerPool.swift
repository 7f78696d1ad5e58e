import DequeModule
import Glibc
import Sockets
import Synchronization

/// Runs blocking work on a bounded number of threads, in order of arrival. A thread ends when nothing is waiting.
///
/// Work that waits for a slow peer may step aside: its place goes to the next, so that silent peers do not hold up others.
/// The number of threads that have stepped aside is bounded too.
final class WorkerPool: Sendable {
    private struct State {
        var threads = 0
        /// How many of them have stepped aside.
        var aside = 0
        var waiting: Deque<@Sendable () -> Void> = []
    }

    private let limit: Int
    private let limitWithAside: Int
    private let state = Mutex(State())

    init(threads limit: Int, withAside limitWithAside: Int) {
        self.limit = limit
        self.limitWithAside = max(limit, limitWithAside)
    }

    /// Runs `body` on a thread of the pool, as work of the same allowance; waiting for a thread is waiting for others. It must come
    /// to an end by itself; when the task is cancelled, its deadlines are over.
    func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        let allowance = Allowance.current
        let dialogue = Dialogue()
        allowance?.beginWaiting(at: .now)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock {
                    $0.waiting.append {
                        allowance?.endWaiting(at: .now)
                        let result = Dialogue.$current.withValue(dialogue) {
                            Allowance.$current.withValue(allowance, operation: body)
                        }
                        continuation.resume(returning: result)
                    }
                }
                startThread()
            }
        } onCancel: {
            dialogue.callOff()
        }
    }

    /// Runs `body`, which only waits, on the calling pool thread, while another thread takes its place.
    func aside<Result>(_ body: () -> Result) -> Result {
        state.withLock { $0.aside += 1 }
        startThread()
        defer { state.withLock { $0.aside -= 1 } }
        return body()
    }

    /// Starts a thread when something is waiting and there is room.
    private func startThread() {
        let starts = state.withLock { state in
            guard !state.waiting.isEmpty, state.threads - state.aside < limit, state.threads < limitWithAside else {
                return false
            }
            state.threads += 1
            return true
        }
        guard starts else { return }
        do {
            try Thread.start { self.work() }
        } catch {
            // No thread available: another one takes the job, or else the calling thread runs it at once.
            let isAlone = state.withLock { state in
                state.threads -= 1
                return state.threads == 0
            }
            if isAlone {
                while let job = state.withLock({ $0.waiting.popFirst() }) { job() }
            }
        }
    }

    /// Makes a write to a closed connection an error of that call instead of ending the process, for this thread.
    static func ignoreBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func work() {
        Self.ignoreBrokenPipes()
        while true {
            let job: (@Sendable () -> Void)? = state.withLock { state in
                // When threads that stepped aside return, there are too many.
                guard state.waiting.isEmpty || state.threads - state.aside > limit else { return state.waiting.removeFirst() }
                state.threads -= 1
                return nil
            }
            guard let job else { return }
            job()
        }
    }
}

/// Work on a thread of the pool that nobody may wait for any more.
final class Dialogue: Sendable {
    /// Of the running thread.
    @TaskLocal static var current: Dialogue?

    private let calledOff = Atomic(false)

    var isCalledOff: Bool { calledOff.load(ordering: .relaxed) }

    func callOff() { calledOff.store(true, ordering: .relaxed) }
}
