import DNS
import Survey
import Synchronization

/// Answers in rounds: all queries made while nothing returns are one round trip. Counts the rounds of a survey, independent
/// of the clock.
final class RoundNetwork: SurveyNetwork {
    private let memory: MemoryNetwork
    private let state = Mutex(State())

    private struct State {
        var waiting: [(Question, String, CheckedContinuation<LookupResult, Never>)] = []
        var cache: [String: Task<LookupResult, Never>] = [:]
        var rounds = 0
        var questions = 0
    }

    init(_ memory: MemoryNetwork) { self.memory = memory }

    var rounds: Int { state.withLock { $0.rounds } }
    var questions: Int { state.withLock { $0.questions } }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let task = state.withLock { state in
            let key = "\(question) \(view)"
            if let known = state.cache[key] { return known }
            state.questions += 1
            let task = Task { await self.wait(question, view) }
            state.cache[key] = task
            return task
        }
        return await task.value
    }

    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult { await wait(question, view) }

    private func wait(_ question: Question, _ view: String) async -> LookupResult {
        await withCheckedContinuation { continuation in
            state.withLock { $0.waiting.append((question, view, continuation)) }
        }
    }

    /// Ends rounds until `isDone`: a round is over when no new query has been made for a while.
    func serve(until isDone: () -> Bool) async {
        var before = 0
        var quiet = 0
        while !isDone() {
            try? await Task.sleep(for: .milliseconds(5))
            let count = state.withLock { $0.waiting.count }
            quiet = count == before ? quiet + 1 : 0
            before = count
            guard quiet >= 20, count > 0 else { continue }
            let round = state.withLock { state in
                defer { state.waiting = [] }
                state.rounds += 1
                return state.waiting
            }
            before = 0
            for (question, view, continuation) in round {
                continuation.resume(returning: await memory.lookup(question, in: view))
            }
        }
    }
}
