package import DNS
import Synchronization

/// Recorded answers. A question without an answer fails and is noted, so that the caller can ask it and plan again, until
/// none is open.
package final class RecordedAnswers: Lookup {
    package struct Open: Hashable, Sendable {
        package let question: Question
        package let view: String
    }

    private struct State {
        var answers: [Open: LookupResult] = [:]
        var open: Set<Open> = []
    }

    private let state = Mutex(State())

    package init(_ results: [LookupResult] = []) {
        add(results.map { (Open(question: $0.question, view: $0.view), $0) })
    }

    package func add(_ results: [(Open, LookupResult)]) {
        state.withLock { state in
            for (key, result) in results { state.answers[key] = result }
        }
    }

    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        let key = Open(question: question, view: view)
        return state.withLock { state in
            if let answer = state.answers[key] { return answer }
            state.open.insert(key)
            return LookupResult(question: question, view: view, outcome: .failed(.cancelled))
        }
    }

    /// The open questions, in a fixed order; clears them.
    package func takeOpen() -> [Open] {
        let open = state.withLock { state in
            defer { state.open = [] }
            return state.open
        }
        return open.sorted { ($0.view, $0.question.description) < ($1.view, $1.question.description) }
    }
}
