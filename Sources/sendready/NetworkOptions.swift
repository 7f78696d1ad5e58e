import ArgumentParser
import DNS
import Deployment
import Report
import Resolver

/// How commands that use the network send their queries.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: "Time limit per deployment, from its first query: 30, 30s, 500ms, 2m. 30s by default.",
        transform: DurationArgument.init(parsing:))
    var timeout = DurationArgument(seconds: 30)

    @Flag(help: "Show no progress on standard error, even on a terminal.")
    var noProgress = false

    /// The resolvers of `/etc/resolv.conf`.
    static func systemResolvers() throws -> [Endpoint] {
        do {
            let endpoints = try SystemResolvers.read()
            guard !endpoints.isEmpty else {
                throw CommandFailure(
                    .refused, "/etc/resolv.conf names no resolver",
                    hint: "name one: --resolver ADDRESS, or views in the deployment file")
            }
            return endpoints
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.refused, "cannot read the system's resolvers: \(error)")
        }
    }
}

/// A resolver on the command line: an address with or without a port.
struct ResolverArgument {
    let endpoint: Endpoint

    init(parsing argument: String) throws {
        guard let endpoint = Endpoint(argument, defaultPort: 53) else {
            // The address alone may be right.
            let host = argument.lastIndex(of: ":").flatMap { Endpoint(String(argument[..<$0]), defaultPort: 53) }
            throw ValidationError(
                host == nil
                    ? "'\(argument)' does not begin with an address: a resolver is 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353"
                    : "the port of '\(argument)' is not a number from 1 to 65535")
        }
        self.endpoint = endpoint
    }
}
