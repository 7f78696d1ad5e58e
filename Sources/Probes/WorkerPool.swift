import Glibc
import Sockets
import Synchronization

/// Runs work that blocks on a bounded number of threads, first come, first served. A thread ends when nothing waits.
final class WorkerPool: Sendable {
    private struct State {
        var threads = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let limit: Int
    private let state = Mutex(State())

    init(threads limit: Int) { self.limit = limit }

    /// Runs `body` on a thread of the pool. It must come to an end by itself: nothing here can stop it.
    func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            add { continuation.resume(returning: body()) }
        }
    }

    private func add(_ job: @escaping @Sendable () -> Void) {
        let startsThread = state.withLock { state in
            state.waiting.append(job)
            guard state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        guard startsThread else { return }
        do {
            try Thread.start { self.work() }
        } catch {
            // No thread to be had: another one takes the job, or else this one does it at once.
            let isAlone = state.withLock { state in
                state.threads -= 1
                return state.threads == 0
            }
            if isAlone {
                while let job = next() { job() }
            }
        }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
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
                guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                state.threads -= 1
                return nil
            }
            guard let job else { return }
            job()
        }
    }
}
