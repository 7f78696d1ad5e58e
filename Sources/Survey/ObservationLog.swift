import DNS
import Facts
import Synchronization

/// Every answer of a survey, once each, in the order in which they came: facts refer to them by index.
final class ObservationLog: Sendable {
    private struct Key: Hashable {
        let view: String
        let question: Question
    }

    private struct State {
        var indexes: [Key: Int] = [:]
        var results: [LookupResult] = []
    }

    private let state = Mutex(State())

    /// The index of the answer, new or known.
    func record(_ result: LookupResult) -> Int {
        state.withLock { state in
            let key = Key(view: result.view, question: result.question)
            if let index = state.indexes[key] { return index }
            state.indexes[key] = state.results.count
            state.results.append(result)
            return state.results.count - 1
        }
    }

    var results: [LookupResult] { state.withLock { $0.results } }

    /// The order that files show: by view, name and type, whatever came first; `order[old]` is the new index.
    static func sorted(_ results: [LookupResult]) -> (results: [LookupResult], order: [Int]) {
        let permutation = results.indices.sorted { left, right in
            let (left, right) = (results[left], results[right])
            if left.view != right.view { return left.view < right.view }
            if left.question.name != right.question.name { return left.question.name < right.question.name }
            return left.question.type.rawValue < right.question.type.rawValue
        }
        var order = Array(repeating: 0, count: results.count)
        for (new, old) in permutation.enumerated() { order[old] = new }
        return (permutation.map { results[$0] }, order)
    }
}
