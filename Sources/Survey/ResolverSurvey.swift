import DNS
import Deployment
import Facts

extension Survey {
    /// A resolver of a view: does it reply at all? Any reply counts; what it says is for other rules.
    func resolver(_ endpoint: Endpoint, of view: ViewName, question: Question) async -> FactObject {
        let result = await network.ask(question, server: endpoint, in: view.rawValue)
        let unknown = result.unknown
        var answers = true
        if case .failed(let failure) = result.outcome {
            answers = [.refused, .servfail, .bogus, .errorResponse, .aliasLoop].contains(failure)
        }
        var object = FactObject(.resolver)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(endpoint)/\(view.rawValue)", role: "resolver", view: view.rawValue, address: endpoint.address))
        object.set("view", .string(view.rawValue))
        object.set("endpoint", .string(endpoint.description))
        object.set("answers", .boolean(answers))
        object.set("cause", .string((unknown?.cause ?? .network).rawValue))
        object.set("detail", .string(result.failureDetail))
        return object
    }

    /// What failed, by name and view, from everything that was asked.
    static func names(_ results: [LookupResult]) -> [FactObject] {
        struct Key: Hashable {
            let view: String
            let name: DomainName
        }
        let indexed = Dictionary(grouping: results.indices) { Key(view: results[$0].view, name: results[$0].question.name) }
        return indexed.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }.map { key, indexes in
            let indexes = indexes.sorted { results[$0].question.type.rawValue < results[$1].question.type.rawValue }
            let failed = indexes.filter { results[$0].unknown != nil }
            let failures = failed.map { index in
                FactObject(.lookupFailure)
                    .setting("type", .string(results[index].question.type.description), from: [index])
                    .setting("cause", .string((results[index].unknown?.cause ?? .network).rawValue), from: [index])
                    .setting("detail", .string(results[index].failureDetail), from: [index])
            }
            return FactObject(.name)
                .setting(
                    "subject",
                    FactObject.identity(
                        key: "\(key.name.lowercased)/\(key.view)", role: "name", name: key.name.lowercased.text, view: key.view)
                )
                .setting("name", .string(key.name.lowercased.text))
                .setting("view", .string(key.view))
                .setting("failures", .objects(failures), from: failed.isEmpty ? indexes : failed)
        }
    }
}
