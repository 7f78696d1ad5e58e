import AuthoritativeServer
import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

@Suite("The authoritative server on the wire", .timeLimit(.minutes(10)))
struct AuthoritativeServerTests {
    private let www = Question(DomainName("www.example.test") ?? .root, .a)

    private func server(
        _ endpoints: [Endpoint] = [Endpoint(address: Loopback.ipv4, port: 0)],
        behaviour: (@Sendable (Question) -> Behaviour)? = nil
    ) throws -> AuthoritativeServer {
        let origin = try #require(DomainName("example.test"))
        let records = try ZoneFile(parsing: "www IN A 192.0.2.1", origin: origin).records
        return AuthoritativeServer(
            data: AuthoritativeData(zones: [try Zone(origin: origin, records: records)]), endpoints: endpoints,
            behaviour: behaviour)
    }

    private func lookup(_ server: AuthoritativeServer) async throws -> LookupResult {
        let client = try DNSClient(views: [View(name: "auth", servers: server.endpoints, recursionDesired: false)])
        return await client.lookup(www, in: "auth")
    }

    @Test("it answers over UDP, stops, and starts again")
    func lifecycle() async throws {
        let server = try server()
        #expect(server.endpoints.isEmpty)
        let endpoints = try server.start()
        #expect(endpoints.count == 1 && endpoints.allSatisfy { $0.port > 0 })
        #expect(try await lookup(server).records?.count == 1)
        #expect(throws: AuthoritativeServer.Failure.alreadyStarted) { try server.start() }
        server.stop()
        #expect(server.endpoints.isEmpty)
        try server.start()
        #expect(try await lookup(server).records?.count == 1)
        server.stop()
    }

    @Test("a behaviour overrides the answer: truncation leads to TCP, a delay is observed")
    func behaviours() async throws {
        let truncating = try server { _ in .truncate }
        try truncating.start()
        let result = try await lookup(truncating)
        #expect(result.transport == .tcp && result.records?.count == 1)
        let slow = try server { _ in .delay(.milliseconds(120)) }
        try slow.start()
        #expect(try await lookup(slow).elapsed >= .milliseconds(100))
    }

    @Test("a taken port is an error that names it")
    func takenPort() throws {
        let first = try server()
        let endpoint = try #require(try first.start().first)
        let error = #expect(throws: AuthoritativeServer.Failure.self) { try server([endpoint]).start() }
        #expect(error?.description == "cannot listen on \(endpoint): address already in use")
    }

    @Test("garbage gets no answer or FORMERR; a newer EDNS version gets BADVERS")
    func hostileQueries() async throws {
        let server = try server()
        let endpoint = try #require(try server.start().first)
        let query = Message(id: 7, question: www, edns: EDNS(version: 1))
        let reply = try await exchange(try #require(MessageCodec.encode(query)), endpoint)
        #expect(try MessageCodec.decode(reply).code == .badVersion)
        let cut = try await exchange([0, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], endpoint)
        #expect(cut == [0, 9, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    /// Sends one datagram and returns the reply.
    private func exchange(_ octets: [UInt8], _ endpoint: Endpoint) async throws -> [UInt8] {
        try await Datagram.exchange(octets, with: endpoint)
    }
}
