package import DNS
import Synchronization

/// A network that keeps its answers: each question is sent once, whatever its outcome.
package final class RecordedNetwork: SurveyNetwork {
    private struct Key: Hashable {
        let question: Question
        let view: String
        /// For questions sent to one server.
        let server: Endpoint?
    }

    private let base: any SurveyNetwork
    private let answers = Mutex<[Key: LookupResult]>([:])

    package init(_ base: any SurveyNetwork) { self.base = base }

    package func lookup(_ question: Question, in view: String) async -> LookupResult {
        await answer(Key(question: question, view: view, server: nil)) { await base.lookup(question, in: view) }
    }

    package func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await answer(Key(question: question, view: view, server: server)) {
            await base.ask(question, server: server, in: view)
        }
    }

    private func answer(_ key: Key, _ ask: () async -> LookupResult) async -> LookupResult {
        if let known = answers.withLock({ $0[key] }) { return known }
        let answer = await ask()
        return answers.withLock { answers in
            if let known = answers[key] { return known }
            answers[key] = answer
            return answer
        }
    }
}
