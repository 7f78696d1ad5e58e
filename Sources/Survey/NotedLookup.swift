import DNS
import Facts
import Synchronization

/// Hands a vantage's answers to mail policy, and remembers which ones it took: they are the evidence of what it says.
final class NotedLookup: Lookup {
    private let vantage: Vantage
    private let state = Mutex<[Int: Unknown?]>([:])

    init(_ vantage: Vantage) { self.vantage = vantage }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let seen = await vantage.ask(question.name, question.type)
        state.withLock { $0[seen.source] = .some(seen.result.unknown) }
        return seen.result
    }

    /// The observations that were taken.
    var sources: [Int] { state.withLock { $0.keys.sorted() } }

    /// Why some of the answers are missing; `nil` when all were had.
    var unknown: Unknown? {
        Unknown.merging(state.withLock { $0.values.compactMap { $0 } })
    }
}

extension FactValue {
    /// What was found is certain; that nothing was found is certain only when every answer was had.
    static func found(_ texts: [String], unless unknown: Unknown?) -> FactValue {
        if texts.isEmpty, let unknown { return .unknown(unknown) }
        return .strings(texts)
    }

    static func found(_ objects: [FactObject], unless unknown: Unknown?) -> FactValue {
        if objects.isEmpty, let unknown { return .unknown(unknown) }
        return .objects(objects)
    }

    static func optional(_ text: String?) -> FactValue { text.map(FactValue.string) ?? .absent }
}
