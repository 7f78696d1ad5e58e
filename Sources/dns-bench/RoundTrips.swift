import AuthoritativeServer
import DNS
import Deployment
import Facts
import LDNSCodec
import Resolver
import Survey

/// How many round trips to a distant resolver something takes: its time divided by the resolver's delay.
struct RoundTrips {
    static let delay = Duration.milliseconds(20)

    private let server: AuthoritativeServer
    private let endpoint: Endpoint

    init() throws {
        let names =
            (0..<24).map { "t\($0).bench. A 192.0.2.\($0)\n" }
            + (0..<6).map {
                "b\($0).bench. MX 10 mx\($0).bench.\nmx\($0).bench. A 198.51.100.\($0)\n\($0).100.51.198.in-addr.arpa. PTR mx\($0).bench.\n"
            }
        let zone = "$TTL 300\n. SOA ns. hostmaster. 1 7200 3600 1209600 60\n" + names.joined()
        let data = AuthoritativeData(zones: [try Zone(origin: .root, records: try ZoneFile(parsing: zone).records)])
        server = AuthoritativeServer(data: data, recursionAvailable: true) { _ in .delay(Self.delay) }
        endpoint = try server.start()[0]
    }

    private func client() throws -> DNSClient { try DNSClient(views: [View(name: "public", servers: [endpoint])]) }

    /// A whole audit: its number of questions and of round trips.
    func audit() async throws -> (questions: Int, roundTrips: Double) {
        var file = "version: 1\nname: bench\nscheme: direct\npanel:\n"
        for number in 0..<6 { file += "  - { host: t\(number).bench, addresses: [192.0.2.\(number)] }\n" }
        file += "senders:\n"
        for number in 0..<6 {
            file +=
                "  - { name: s\(number), addresses: [198.51.100.\(number)], from: [b\(number).bench], mail-from: [b\(number).bench] }\n"
        }
        let plan = Plan(try DeploymentFile.parse(text: file, file: "bench.yaml", folder: ".").deployment)
        let client = try client()
        defer { client.shutdown() }
        let start = ContinuousClock.now
        let facts = await Survey(plan: plan, resolvers: [.public: [endpoint]], network: client).run(
            observedAt: Timestamp(seconds: 0))
        return (facts.observations.count, start.duration(to: .now) / Self.delay)
    }

    /// Sixty questions in four levels, each of which waits for the previous one.
    func levels() async throws -> Double {
        let client = try client()
        defer { client.shutdown() }
        let start = ContinuousClock.now
        for (level, count) in [12, 20, 18, 10].enumerated() {
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<count {
                    guard let name = DomainName("t\(number).l\(level).bench") else { continue }
                    group.addTask { _ = await client.lookup(Question(name, .a), in: "public") }
                }
            }
        }
        return start.duration(to: .now) / Self.delay
    }

    func stop() { server.stop() }
}
