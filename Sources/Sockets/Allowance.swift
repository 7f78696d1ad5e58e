import Synchronization

/// What one of many who share servers may use, and what it has used: the time of a deployment, its questions, and how long others kept it waiting.
///
/// The deadline counts from the allowance's beginning. Time in which something of it waits for a budget that others have taken
/// (of questions at a server, of packets a second, of connections) does not count: what is busy says nothing about what is asked.
/// Whoever asks in a task of `bounding` is cancelled at the deadline; shared work goes on for those who still wait for it.
package final class Allowance: Sendable {
    /// Whose work the running task does; `nil` where nothing is shared.
    @TaskLocal package static var current: Allowance?

    /// What is counted against limits that hold for one deployment.
    package enum Counter: Int, CaseIterable, Sendable {
        /// Questions to resolvers and to zones' own servers, those that others had asked already included.
        case questions
        /// Questions to zones' own servers alone.
        case authorityQuestions
        case signatureChecks
    }

    private struct State {
        var counts = Array(repeating: 0, count: Counter.allCases.count)
        /// How many of its questions and connections wait now, and since when at least one does.
        var waiting = 0
        var waitingSince: ContinuousClock.Instant?
        var waited = Duration.zero
    }

    package let timeout: Duration
    package let started: ContinuousClock.Instant
    private let state = Mutex(State())

    package init(_ timeout: Duration, from start: ContinuousClock.Instant = .now) {
        self.timeout = timeout
        started = start
    }

    /// Counts one more; how many there are now.
    @discardableResult
    package func count(_ counter: Counter) -> Int {
        state.withLock { state in
            state.counts[counter.rawValue] += 1
            return state.counts[counter.rawValue]
        }
    }

    package subscript(counter: Counter) -> Int { state.withLock { $0.counts[counter.rawValue] } }

    // MARK: Time

    /// Something of it waits for others from now on; each is ended by `endWaiting`.
    package func beginWaiting(at now: ContinuousClock.Instant) {
        state.withLock { state in
            state.waiting += 1
            if state.waiting == 1 { state.waitingSince = now }
        }
    }

    package func endWaiting(at now: ContinuousClock.Instant) {
        state.withLock { state in
            state.waiting -= 1
            guard state.waiting == 0, let since = state.waitingSince else { return }
            state.waited += since.duration(to: now)
            state.waitingSince = nil
        }
    }

    /// How long it was kept waiting so far.
    package var waited: Duration { waited(at: .now) }

    private func waited(at now: ContinuousClock.Instant) -> Duration {
        state.withLock { $0.waited + ($0.waitingSince?.duration(to: now) ?? .zero) }
    }

    /// The deadline as things stand: it moves on while something waits.
    package var deadline: ContinuousClock.Instant { deadline(at: .now) }

    private func deadline(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { started + timeout + waited(at: now) }

    package var isOver: Bool {
        let now = ContinuousClock.now
        return deadline(at: now) <= now
    }

    /// Runs `body` as work of this allowance; its task is cancelled at the deadline, and whenever the caller's is.
    package func bounding<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        let work = Self.$current.withValue(self) { Task { await body() } }
        let watch = atDeadline { work.cancel() }
        defer { watch.cancel() }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }

    /// Runs `body` as `bounding` does, and does not wait for it after the deadline, or when the caller is cancelled: `nil` then.
    /// It is cancelled, and ends by itself.
    package func abandoning<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result? {
        guard !isOver, !Task.isCancelled else { return nil }
        let (results, ending) = AsyncStream.makeStream(of: Result.self)
        let work = Task {
            ending.yield(await bounding(body))
            ending.finish()
        }
        let watch = atDeadline { ending.finish() }
        defer {
            work.cancel()
            watch.cancel()
        }
        return await results.first { _ in true }
    }

    /// Calls `action` once the deadline is over, unless the task is cancelled before.
    private func atDeadline(_ action: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        Task {
            while !isOver, !Task.isCancelled { try? await Task.sleep(until: max(deadline, .now + Self.shortestNap)) }
            if !Task.isCancelled { action() }
        }
    }

    /// While something waits, the deadline lies always ahead.
    private static let shortestNap = Duration.milliseconds(5)
}
