import Synchronization

/// Limits concurrency. It starts low, and admits one more whenever one finishes, until the limit is reached: the first
/// results arrive early, whereas many at once would all be late.
final class ConcurrencyGate: Sendable {
    private struct State {
        var free: Int
        /// By how much the number may still grow.
        var growth: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// About what two cores process without delaying each other.
    private static let first = 4

    private let state: Mutex<State>

    init(limit: Int) {
        let first = min(limit, Self.first)
        state = Mutex(State(free: first, growth: limit - first))
    }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            let places = state.growth > 0 ? 2 : 1
            if state.growth > 0 { state.growth -= 1 }
            let admitted = Array(state.waiting.prefix(places))
            state.waiting.removeFirst(admitted.count)
            state.free += places - admitted.count
            return admitted
        }
        for continuation in next { continuation.resume() }
    }
}
