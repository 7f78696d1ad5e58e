import AuthoritativeServer
import DNS
import LDNSCodec
import Sockets
import TestPeers
import Testing

@testable import Resolver

@Suite("Deployments that share servers, each with its own deadline", .timeLimit(.minutes(5)))
struct AllowanceTests {
    private static func silent() throws -> (socket: FileDescriptor, endpoint: Endpoint) {
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        return (socket, try Socket.localEndpoint(of: socket))
    }

    private static func failure(_ result: LookupResult) -> LookupResult.Failure? {
        guard case .failed(let failure) = result.outcome else { return nil }
        return failure
    }

    @Test("a shared query ends for one waiter at its deadline, and continues for the other")
    func shared() async throws {
        let (socket, endpoint) = try Self.silent()
        defer { withExtendedLifetime(socket) {} }
        var policy = ResolverPolicy()
        policy.questionDeadline = .seconds(3)
        let client = try DNSClient(views: [View(name: "public", servers: [endpoint])], policy: policy)
        defer { client.shutdown() }
        let asked = Question(try #require(DomainName("a.test")), .a)
        let (short, long) = (Allowance(.milliseconds(300)), Allowance(.seconds(60)))
        async let first = short.bounding { await client.lookup(asked, in: "public") }
        async let second = long.bounding { await client.lookup(asked, in: "public") }
        #expect(Self.failure(await first) == .deadline)
        #expect(Self.failure(await second) == .timeout)
        #expect(short[.questions] == 1 && long[.questions] == 1)
    }

    @Test("slots held by a silent server count against the deployments that query it")
    func ownSilence() async throws {
        let (socket, endpoint) = try Self.silent()
        defer { withExtendedLifetime(socket) {} }
        let client = try DNSClient(views: [View(name: "public", servers: [endpoint])])
        defer { client.shutdown() }
        let allowance = Allowance(.milliseconds(500))
        let names = try (0..<200).map { try #require(DomainName("n\($0).test")) }
        let failures = await allowance.bounding {
            await concurrently(names) { Self.failure(await client.lookup(Question($0, .a), in: "public")) }
        }
        #expect(failures.allSatisfy { $0 == .deadline })
        #expect(allowance.waited == .zero)
    }

    @Test("packets to a server keep to its rate, and waiting for it does not count")
    func rate() async throws {
        let zone = try Zone(
            origin: .root, records: try ZoneFile(parsing: ". 300 IN SOA a. b. 1 2 3 4 5\n*.test. 300 IN A 192.0.2.1").records)
        let server = AuthoritativeServer(data: AuthoritativeData(zones: [zone]), recursionAvailable: true)
        defer { server.stop() }
        let endpoint = try #require(try server.start().first)
        var policy = ResolverPolicy()
        policy.packetsPerSecond = 50
        let client = try DNSClient(views: [View(name: "public", servers: [endpoint])], policy: policy)
        defer { client.shutdown() }
        let allowance = Allowance(.seconds(60))
        let names = try (0..<60).map { try #require(DomainName("n\($0).test")) }
        let start = ContinuousClock.now
        let failures = await allowance.bounding {
            await concurrently(names) { Self.failure(await client.lookup(Question($0, .a), in: "public")) }
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        #expect(failures.allSatisfy { $0 == nil }, "\(failures)")
        // Sixty packets, of which the first few are sent at once.
        #expect(seconds > 1, "\(seconds)")
        #expect(allowance.waited > .milliseconds(500))
    }

    @Test("the deadline moves on only while something waits")
    func waiting() async throws {
        let now = ContinuousClock.now
        let allowance = Allowance(.seconds(10), from: now)
        allowance.beginWaiting(at: now + .seconds(1))
        allowance.beginWaiting(at: now + .seconds(2))
        allowance.endWaiting(at: now + .seconds(3))
        allowance.endWaiting(at: now + .seconds(5))
        allowance.beginWaiting(at: now + .seconds(7))
        allowance.endWaiting(at: now + .seconds(8))
        #expect(allowance.waited == .seconds(5) && allowance.deadline == now + .seconds(15))
    }

    @Test("shared results are bounded in number and age")
    func capped() async {
        let work = SharedWork<Int, Int>(capacity: 2)
        for key in 0..<3 { #expect(await work.value(for: key) { key } == key) }
        #expect(await work.value(for: 2) { -1 } == 2)
        #expect(await work.value(for: 0) { -1 } == -1, "the oldest has left")
        let aging = SharedWork<Int, Int>(lifetime: .milliseconds(20))
        #expect(await aging.value(for: 1) { 1 } == 1)
        try? await Task.sleep(for: .milliseconds(40))
        #expect(await aging.value(for: 1) { 2 } == 2)
    }
}
