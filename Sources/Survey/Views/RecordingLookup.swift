import DNS
import Facts
import Synchronization

/// Hands a view client's answers to mail policy, and remembers which ones it took: they are the evidence of what it says.
final class RecordingLookup: Lookup {
    private let client: ViewClient
    private let state = Mutex<[Int: Unknown?]>([:])

    init(_ client: ViewClient) { self.client = client }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let answer = await client.ask(question.name, question.type)
        state.withLock { $0[answer.source] = .some(answer.result.unknown) }
        return answer.result
    }

    /// The observations that were taken.
    var sources: [Int] { state.withLock { $0.keys.sorted() } }

    /// Why some of the answers are missing; `nil` when all were had.
    var unknown: Unknown? {
        Unknown.merging(state.withLock { $0.values.compactMap { $0 } })
    }
}
