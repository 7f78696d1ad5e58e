import DNS
import Deployment
import Resolver
import Survey

/// The views of all deployments of a run, behind one client: a view that several describe alike is one view, whose questions
/// are asked once, and the client's budget for each server holds for the run.
struct SharedResolvers {
    /// Every distinct view, under a name of its own.
    private(set) var views: [View] = []
    private var names: [View: String] = [:]

    /// Adds the views of a deployment; says which name each has here.
    mutating func add(_ resolvers: [ViewName: [Endpoint]]) -> [String: String] {
        var shared: [String: String] = [:]
        for (name, servers) in resolvers.sorted(by: { $0.key < $1.key }) {
            let view = View(name: name.rawValue, servers: servers)
            if names[view] == nil {
                let namesakes = names.keys.count { $0.name == view.name }
                let own = namesakes == 0 ? view.name : "\(view.name) \(namesakes + 1)"
                names[view] = own
                views.append(View(name: own, servers: servers))
            }
            shared[view.name] = names[view]
        }
        return shared
    }

    /// The client as one deployment sees it: its views have the names that it gave them.
    struct Part: SurveyNetwork {
        let client: DNSClient
        /// The client's name of each of the deployment's views.
        let names: [String: String]

        func lookup(_ question: Question, in view: String) async -> LookupResult {
            await client.lookup(question, in: names[view] ?? view).seen(in: view)
        }

        func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
            await client.ask(question, server: server, in: names[view] ?? view).seen(in: view)
        }
    }
}
