import DNS
import Deployment
import Facts

/// Whether each resolver of a view replies at all: any reply counts; other rules judge its content.
struct ResolverCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [ResolverFacts.self]
    static let isAlwaysNeeded = true

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        let names = plan.webNames.map(\.host.name) + plan.mailDomains.map(\.domain.name)
        let question = Question(names.first ?? .root, names.isEmpty ? .ns : .a)
        let endpoints = context.resolvers.sorted { $0.key < $1.key }.flatMap { view, endpoints in endpoints.map { (view, $0) } }
        return CollectedSubjects(await concurrently(endpoints) { await resolver($0.1, of: $0.0, question: question) })
    }

    private func resolver(_ endpoint: Endpoint, of view: ViewName, question: Question) async -> TypedObject<ResolverFacts> {
        var result = await context.network.ask(question, server: endpoint, in: view.rawValue)
        // A resolver that waits for the dead servers of one zone still replies for another.
        if !Self.isReply(result) {
            let other = await context.network.ask(Question(.root, .ns), server: endpoint, in: view.rawValue)
            if Self.isReply(other) { result = other }
        }
        var object = TypedObject<ResolverFacts>(
            .resolver(endpoint, view), role: .resolver, view: view, address: endpoint.address)
        object.set(\.view, view)
        object.set(\.endpoint, endpoint.description)
        object.set(\.answers, Self.isReply(result))
        object.set(\.cause, result.unknown?.cause ?? .network)
        object.set(\.detail, result.failureDetail)
        return object
    }

    private static func isReply(_ result: LookupResult) -> Bool {
        guard case .failed(let failure) = result.outcome else { return true }
        return [.refused, .servfail, .bogus, .errorResponse, .aliasLoop].contains(failure)
    }
}
