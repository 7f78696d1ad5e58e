import ArgumentParser
import DNS
import Report
import Resolver

/// How single-step commands query the DNS.
struct SingleStepOptions: ParsableArguments {
    @Option(
        help: "A resolver, ADDRESS[:PORT]; may be repeated. The system's by default.",
        transform: ResolverArgument.init(parsing:))
    var resolver: [ResolverArgument] = []

    @Option(
        help: "Total time limit: 10, 10s, 500ms. 20s by default.", transform: DurationArgument.init(parsing:))
    var timeout = DurationArgument(seconds: 20)

    @Option(help: "text or json.")
    var format: Format = .text

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    /// The name of the one view.
    static let view = "public"

    /// Runs `body` with a client that is shut down afterwards.
    func withClient<Result>(_ body: (DNSClient) async throws -> Result) async throws -> Result {
        let servers = try resolver.isEmpty ? NetworkOptions.systemResolvers() : resolver.map(\.endpoint)
        let client = try DNSClient(
            views: [View(name: Self.view, servers: servers)], deadline: ContinuousClock.now + timeout.duration)
        defer { client.shutdown() }
        return try await body(client)
    }
}

/// Ends a single step: 0 good, 2 bad, 3 undetermined.
func endStep(_ status: ExitStatus) throws {
    guard status == .ready else { throw ExitCode(status.rawValue) }
}
