import AuthoritativeServer
import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

func question(_ name: String, _ type: RecordType = .a) throws -> Question {
    Question(try #require(DomainName(name)), type)
}

func client(
    _ servers: [Endpoint], _ policy: ResolverPolicy = .init(), deadline: ContinuousClock.Instant? = nil,
    recursionDesired: Bool = true
) throws -> DNSClient {
    try DNSClient(
        views: [View(name: "public", servers: servers, recursionDesired: recursionDesired)], policy: policy,
        deadline: deadline)
}

/// Timeouts so short that a test with a silent server ends soon.
var impatient: ResolverPolicy {
    var policy = ResolverPolicy()
    policy.questionDeadline = .milliseconds(1500)
    policy.initialRetryTimeout = .milliseconds(150)
    policy.retryTimeout = .milliseconds(100)...(.milliseconds(400))
    return policy
}

func server(
    _ zone: String, origin: String = "example.test", address: IPAddress = Loopback.ipv4, recursionAvailable: Bool = true,
    behaviour: (@Sendable (Question) -> Behaviour)? = nil
) throws -> AuthoritativeServer {
    let name = try #require(DomainName(origin))
    let records = try ZoneFile(parsing: zone, origin: name).records
    let server = AuthoritativeServer(
        data: AuthoritativeData(zones: [try Zone(origin: name, records: records)]),
        endpoints: [Endpoint(address: address, port: 0)], recursionAvailable: recursionAvailable, behaviour: behaviour)
    try server.start()
    return server
}

extension AuthoritativeServer {
    var endpoint: Endpoint {
        get throws { try #require(endpoints.first) }
    }
}

/// The true reply of a lying server, or a changed one: an A record for any question.
func reply(to query: [UInt8], _ change: (inout Message) -> Void = { _ in }) -> [UInt8] {
    guard var message = try? MessageCodec.decode(query), let question = message.question else { return [] }
    message.flags.formUnion([.response, .recursionAvailable])
    message.flags.remove(.authenticatedData)
    message.edns = message.edns.map { _ in EDNS() }
    message.answers = [
        Record(
            name: question.name, type: .a, ttl: 60, data: .address(IPAddress(family: .ipv4, number: 0xc000_0201)))
    ]
    change(&message)
    return MessageCodec.encode(message) ?? []
}

extension LookupResult {
    var addresses: [String] {
        (records ?? []).compactMap { record in
            guard case .address(let address) = record.data else { return nil }
            return address.description
        }
    }
}

/// The time that something took.
func timed<Result>(_ body: () async throws -> Result) async rethrows -> (Result, Duration) {
    let start = ContinuousClock.now
    let result = try await body()
    return (result, start.duration(to: .now))
}
