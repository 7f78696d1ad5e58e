import DequeModule
import Glibc
import Sockets
import Synchronization

/// Runs work that blocks on a bounded number of threads, first come, first served. A thread ends when nothing waits.
///
/// Work that waits for somebody slow may step aside: its place goes to the next, so that the silent hold up nobody. The threads
/// that have stepped aside are bounded too.
final class WorkerPool: Sendable {
    private struct State {
        var threads = 0
        /// Of these, those that have stepped aside.
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
    /// to an end by itself: nothing here can stop it.
    func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        let allowance = Allowance.current
        allowance?.beginWaiting(at: .now)
        return await withCheckedContinuation { continuation in
            state.withLock {
                $0.waiting.append {
                    allowance?.endWaiting(at: .now)
                    continuation.resume(returning: Allowance.$current.withValue(allowance, operation: body))
                }
            }
            startThread()
        }
    }

    /// Runs `body`, which only waits, on the calling thread of the pool, while another takes its place.
    func aside<Result>(_ body: () -> Result) -> Result {
        state.withLock { $0.aside += 1 }
        startThread()
        defer { state.withLock { $0.aside -= 1 } }
        return body()
    }

    /// Starts a thread when something waits and there is room.
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
            // No thread to be had: another one takes the job, or else this one does it at once.
            let isAlone = state.withLock { state in
                state.threads -= 1
                return state.threads == 0
            }
            if isAlone {
                while let job = state.withLock({ $0.waiting.popFirst() }) { job() }
            }
        }
    }

    /// A peer that goes away in the middle of a write is an error of that call, not the end of the program: for this thread.
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
                // Those that were aside come back: then there are threads too many.
                guard state.waiting.isEmpty || state.threads - state.aside > limit else { return state.waiting.removeFirst() }
                state.threads -= 1
                return nil
            }
            guard let job else { return }
            job()
        }
    }
}
