import DNS
import Deployment
import Resolver
import Survey
import Synchronization

/// The views of all deployments of a process, behind one client: identical views of several deployments are one view, whose
/// questions are asked once, and the client's budget for each server applies to all of them.
final class SharedResolvers: Sendable {
    let client: DNSClient
    /// The client's name of each distinct view.
    private let names = Mutex<[View: String]>([:])

    init(_ policy: ResolverPolicy) throws { client = try DNSClient(views: [], policy: policy) }

    /// The client with the views of one deployment.
    func part(_ resolvers: [ViewName: [Endpoint]]) throws -> Part {
        var shared: [String: String] = [:]
        for (name, servers) in resolvers.sorted(by: { $0.key < $1.key }) {
            shared[name.rawValue] = try add(View(name: name.rawValue, servers: servers))
        }
        return Part(client: client, names: shared)
    }

    private func add(_ view: View) throws -> String {
        try names.withLock { names in
            if let known = names[view] { return known }
            let own = "\(view.name) \(names.count + 1)"
            try client.add(View(name: own, servers: view.servers))
            names[view] = own
            return own
        }
    }

    /// The client as seen by one deployment: with the deployment's own view names.
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
