import DNS
import Facts
import Synchronization

/// Passes a view client's answers to mail policy, and records which ones it used: they are its evidence.
final class RecordingLookup: Lookup {
    private let client: ViewClient
    private struct Taken {
        let question: Question
        let unknown: Unknown?
    }

    private let state = Mutex<[Int: Taken]>([:])

    init(_ client: ViewClient) { self.client = client }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let answer = await client.ask(question.name, question.type)
        state.withLock { $0[answer.source] = Taken(question: answer.result.question, unknown: answer.result.unknown) }
        return answer.result
    }

    /// The observations that were used, by question: answers arrive in any order.
    var sources: [Int] {
        state.withLock { taken in
            taken.sorted { left, right in
                let (one, other) = (left.value.question, right.value.question)
                return one.name != other.name ? one.name < other.name : one.type.rawValue < other.type.rawValue
            }.map(\.key)
        }
    }

    /// Why some of the answers are missing; `nil` when none is.
    var unknown: Unknown? {
        Unknown.merging(state.withLock { $0.values.compactMap(\.unknown) })
    }
}
