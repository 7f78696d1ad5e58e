import DNS
import Facts
import Probes
import Report

/// The web servers of the demonstration, on loopback, in place of its documentation addresses.
struct DemoServers {
    private let roots: TrustStore
    private let servers: [Endpoint: DemonstrationServer]

    /// By the address in the demonstration's records.
    private static let manners: [(address: String, manner: DemonstrationServer.Manner)] = [
        ("203.0.113.10", .init(names: ["panel.acme.example", "api.acme.example"], days: -20...60, servesIntermediate: false)),
        ("203.0.113.11", .init(names: ["click.news.acme.example"], days: -10...80)),
        ("198.51.100.9", .init(names: ["click.news.acme.example"], days: -120 ... -30)),
    ]

    init() throws(CommandFailure) {
        do throws(DemonstrationServer.Failure) {
            let authority = try DemonstrationAuthority()
            var servers: [Endpoint: DemonstrationServer] = [:]
            for (text, manner) in Self.manners {
                guard let address = IPAddress(text) else { continue }
                servers[Endpoint(address: address, port: 443)] = try DemonstrationServer(manner, authority: authority)
            }
            self.servers = servers
            roots = try authority.roots
        } catch {
            throw CommandFailure(.internal, "the demonstration's web servers did not start: \(error.reason)")
        }
    }

    /// `40001, 40002`
    var ports: String { servers.values.map(\.endpoint.port).sorted().map(String.init).joined(separator: ", ") }

    /// Maps endpoints to the loopback servers; nothing leaves this machine.
    func prober(observedAt: Timestamp) -> Prober {
        var settings = ProbeSettings(roots: roots, now: observedAt.seconds)
        let places = servers.mapValues(\.endpoint)
        settings.endpointMapping = { places[$0] }
        return Prober(settings)
    }

    func stop() {
        for server in servers.values { server.stop() }
    }
}
