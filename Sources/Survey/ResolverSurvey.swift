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
}
