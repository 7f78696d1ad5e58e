import Synchronization

/// The share of one deployment in servers that many deployments use, and what it has used: time, questions, and how long
/// others kept it waiting.
///
/// The deadline counts from the creation of the allowance. Time spent waiting for a budget that others have taken
/// (questions per server, packets per second, connections) does not count: congestion says nothing about the servers under
/// test. Callers in a task of `bounding` are cancelled at the deadline; shared work goes on for those that still wait for
/// it.
package final class Allowance: Sendable {
    /// The deployment that the running task works for; `nil` where nothing is shared.
    @TaskLocal package static var current: Allowance?

    /// What counts against the limits of one deployment.
    package enum Counter: Int, CaseIterable, Sendable {
        /// Questions to resolvers and to authoritative servers, including those already asked for another deployment.
        case questions
        /// Questions to authoritative servers alone.
        case authorityQuestions
        case signatureChecks
    }

    private struct State {
        var counts = Array(repeating: 0, count: Counter.allCases.count)
        /// How many of its questions and connections are waiting now.
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

    /// Increments a counter and returns its new value.
    @discardableResult
    package func count(_ counter: Counter) -> Int {
        state.withLock { state in
            state.counts[counter.rawValue] += 1
            return state.counts[counter.rawValue]
        }
    }

    package subscript(counter: Counter) -> Int { state.withLock { $0.counts[counter.rawValue] } }

    // MARK: Time

    /// Part of its work starts to wait for others; each call is ended by `endWaiting`.
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

    /// How long it has been kept waiting so far.
    package var waited: Duration { waited(at: .now) }

    private func waited(at now: ContinuousClock.Instant) -> Duration {
        state.withLock { $0.waited + ($0.waitingSince?.duration(to: now) ?? .zero) }
    }

    /// The current deadline: it moves on while something waits.
    package var deadline: ContinuousClock.Instant { deadline(at: .now) }

    private func deadline(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { started + timeout + waited(at: now) }

    package var isOver: Bool {
        let now = ContinuousClock.now
        return deadline(at: now) <= now
    }

    /// Runs `body` as work of this allowance; its task is cancelled at the deadline or when the caller is cancelled.
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

    /// Runs `body` as `bounding` does, but returns `nil` at the deadline, or when the caller is cancelled, without waiting
    /// for it. The cancelled task ends by itself.
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

    /// Calls `action` after the deadline, unless the task is cancelled first.
    private func atDeadline(_ action: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        Task {
            while !isOver, !Task.isCancelled { try? await Task.sleep(until: max(deadline, .now + Self.minimumSleep)) }
            if !Task.isCancelled { action() }
        }
    }

    /// While something waits, the deadline is always in the future.
    private static let minimumSleep = Duration.milliseconds(5)
}
