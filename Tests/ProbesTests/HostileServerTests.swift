import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("Silent, slow and hostile servers", .timeLimit(.minutes(10)))
struct HostileServerTests {
    private func prober(timeout: Duration = .milliseconds(400), deadline: ContinuousClock.Instant? = nil) throws -> Prober {
        var settings = ProbeSettings(roots: try TrustStore(), now: 0, deadline: deadline)
        settings.connectionTimeout = timeout
        return Prober(settings)
    }

    private func probe(_ endpoint: Endpoint, timeout: Duration = .milliseconds(400)) async throws -> TLSReport {
        await (try prober(timeout: timeout)).tls(TLSTarget(endpoint: endpoint, serverName: nil))
    }

    @Test("a closed port refuses the connection, which counts against the server")
    func closed() async throws {
        let report = try await probe(try Loopback.closedEndpoint())
        #expect(report.connectionFailure == .refused && report.connectionFailure?.isTheServers == true)
        #expect(report.offers.isEmpty && report.session == nil)
    }

    @Test("a tarpit and a dripping server are abandoned after their timeout, and probed once")
    func tarpit() async throws {
        let beginning: [UInt8] = [0x16, 0x03, 0x03, 0x40, 0x00, 0x02] + Array(repeating: 0, count: 200)
        let cases: [([ScriptedStream.Step], HandshakeFailure)] = [
            ([.silence], .timedOut), ([.drip(beginning, every: .milliseconds(20))], .stalled),
        ]
        for (steps, expected) in cases {
            let server = try ScriptedStream(steps)
            let report = try await probe(server.endpoint, timeout: .seconds(2))
            #expect(report.handshakeFailure == expected)
            #expect(report.offers.values.allSatisfy { $0 == .unknown(.handshake(expected)) } && report.offers.count == 4)
            #expect(server.connections == 1)
            server.stop()
        }
    }

    @Test("garbage, plain text and sudden ends are reported as not TLS")
    func garbage() async throws {
        let cases: [([ScriptedStream.Step], String)] = [
            ([.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)), .silence], "not a TLS handshake (wrong version number)"),
            ([.write((0..<600).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }), .silence], "not a TLS handshake"),
            ([], "closes the connection"),
        ]
        for (steps, words) in cases {
            let server = try ScriptedStream(steps)
            let report = try await probe(server.endpoint, timeout: .seconds(5))
            server.stop()
            #expect(report.handshakeFailure?.phrase.contains(words) == true, "\(String(describing: report.handshakeFailure))")
            #expect(report.session == nil && report.served == [])
        }
    }

    @Test("an endless handshake is cut at the limit, not by memory")
    func endless() async throws {
        // Instead of a ServerHello, an endless certificate message of 16 MiB comes in records of 16 KiB.
        let record: [UInt8] = [0x16, 0x03, 0x03, 0x40, 0x00] + Array(repeating: 0x0b, count: 0x4000)
        let server = try ScriptedStream([.flood(record)])
        let report = try await probe(server.endpoint, timeout: .seconds(10))
        server.stop()
        guard case .notTLS? = report.handshakeFailure else {
            throw Program.Failure(description: "\(String(describing: report.handshakeFailure))")
        }
    }

    @Test("a real server with an endless chain: the handshake ends at the limit", .enabled(if: CertificateMint.isPossible))
    func longChain() async throws {
        let fixture = try await TLSFixture()
        let big = try await fixture.mint.mint(
            CertificateMint.Wish("CN=big", names: (0..<400).map { "host-\($0).a-rather-long-label-to-fill-space.example" }),
            by: fixture.root)
        let server = try await OpenSSLServer.start(
            try await fixture.leaf(), chain: Array(repeating: big, count: 12), options: ["-no_check_time"])
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.handshakeFailure?.phrase.contains("excessive message size") == true, "\(report)")
    }

    @Test(
        "a session with endless renegotiation ends at its deadline", .enabled(if: CertificateMint.isPossible),
        arguments: [("R", "-tls1_2"), ("r", "-tls1_2"), ("K", "-tls1_3"), ("k", "-tls1_3")])
    func restless(_ command: String, _ version: String) async throws {
        let fixture = try await TLSFixture()
        let server = try await OpenSSLServer.startRestless(try await fixture.leaf(), command: command, options: [version])
        var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
        settings.fetchTimeout = .seconds(2)
        let host = try #require(DomainName(TLSFixture.host) as DomainName?)
        let start = ContinuousClock.now
        let report = await Prober(settings).page(HTTPTarget(endpoint: server.endpoint, host: host, isSecure: true))
        #expect(ContinuousClock.now - start < .seconds(30))
        await server.stop()
        guard case .noResponse = report.outcome else { throw Program.Failure(description: "\(report.outcome)") }
    }

    @Test(
        "unreadable names are ignored, and an OCSP error counts as no staple", .enabled(if: CertificateMint.isPossible))
    func brokenExtensions() async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf {
            $0.names = []
            $0.extensions = ["2.5.29.17 = DER:0500"]
        }
        let folder = try TemporaryFolder()
        let staple = folder.url.appending(path: "staple.der")
        // OCSPResponse with the status malformedRequest.
        try Data([0x30, 0x03, 0x0a, 0x01, 0x01]).write(to: staple)
        let server = try await fixture.serve(leaf, options: ["-status_file", staple.path])
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.certificate?.names == [] && report.certificate?.addresses == [] && report.staple == .malformed)
        #expect(report.certificate?.covers(try #require(DomainName(TLSFixture.host))) == false)
        guard case .invalid(let words)? = report.trust else { throw Program.Failure(description: "\(report)") }
        #expect(words.contains("CN=panel.acme.example"), "\(words)")
    }

    @Test("after the run's deadline, nothing is reported about the server")
    func outOfTime() async throws {
        let server = try ScriptedStream([.silence])
        let prober = try prober(timeout: .seconds(10), deadline: .now + .milliseconds(200))
        let report = await prober.tls(TLSTarget(endpoint: server.endpoint, serverName: nil))
        // Either the handshake is cut, or on a busy machine the connection fails.
        #expect(report.handshakeFailure == .outOfTime || report.connectionFailure == .outOfTime)
        let late = await prober.tls(TLSTarget(endpoint: try Loopback.closedEndpoint(), serverName: nil))
        #expect(late.connectionFailure == .outOfTime && late.connectionFailure?.isTheServers == false)
        server.stop()
    }

    @Test("probers that share threads keep to one connection limit, slow servers included")
    func sharing() async throws {
        let tarpits = try (0..<12).map { _ in try ScriptedStream([.silence]) }
        var settings = ProbeSettings(roots: try TrustStore(), now: 0)
        settings.connections = 2
        settings.connectionsWithSlow = 6
        settings.slowAfter = .milliseconds(10)
        settings.connectionTimeout = .seconds(300)
        let first = Prober(settings)
        let second = Prober(settings, sharing: first)
        async let reports = concurrently(tarpits.enumerated()) { index, tarpit in
            await (index < 6 ? first : second).tls(TLSTarget(endpoint: tarpit.endpoint, serverName: nil))
        }
        let connections = { tarpits.reduce(0) { $0 + $1.connections } }
        while connections() < 6 { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(200))
        #expect(connections() == 6)
        // The others get their turn when the first are done.
        for tarpit in tarpits { tarpit.stop() }
        #expect(await reports.count == 12)
    }

    @Test("a dialogue that nobody waits for any more ends, and its place is free")
    func cancelled() async throws {
        let tarpit = try ScriptedStream([.silence])
        var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
        settings.connections = 1
        settings.connectionsWithSlow = 1
        settings.connectionTimeout = .seconds(300)
        let prober = Prober(settings)
        let waiting = Task { await prober.tls(TLSTarget(endpoint: tarpit.endpoint, serverName: nil)) }
        while tarpit.connections == 0 { try await Task.sleep(for: .milliseconds(5)) }
        waiting.cancel()
        #expect(await waiting.value.connectionFailure == .outOfTime)
        // The one thread is taken as long as the first dialogue lasts.
        let next = await prober.tls(TLSTarget(endpoint: try Loopback.closedEndpoint(), serverName: nil))
        #expect(next.connectionFailure == .refused)
        tarpit.stop()
    }

    @Test("the named behaviours of web, mail and TLS servers are many, and none has another's name")
    func names() {
        let lists = [HostileHTTPTests.pages, HostileHTTPTests.visits, HostileSMTPTests.all, HostileTLSTests.all]
        #expect(lists.reduce(0) { $0 + $1.count } >= 120)
        for list in lists { #expect(Set(list.map(\.name)).count == list.count) }
    }

    @Test("many tarpits delay no other server, and the same target is looked at once")
    func many() async throws {
        let tarpits = try (0..<20).map { _ in try ScriptedStream([.silence]) }
        // Fewer places than tarpits: those step aside.
        var settings = ProbeSettings(roots: try TrustStore(), now: 0)
        settings.connections = 4
        settings.connectionTimeout = .seconds(300)
        settings.slowAfter = .milliseconds(50)
        let prober = Prober(settings)
        async let slow = withTaskGroup(of: TLSReport.self) { group in
            for tarpit in tarpits {
                group.addTask { await prober.tls(TLSTarget(endpoint: tarpit.endpoint, serverName: nil)) }
            }
            var reports: [TLSReport] = []
            for await report in group { reports.append(report) }
            return reports
        }
        while tarpits.contains(where: { $0.connections == 0 }) { try await Task.sleep(for: .milliseconds(5)) }
        // Every tarpit holds a connection for minutes.
        let quick = await prober.tls(TLSTarget(endpoint: try Loopback.closedEndpoint(), serverName: nil))
        #expect(quick.connectionFailure == .refused)
        #expect(tarpits.allSatisfy { $0.connections == 1 })
        async let again = prober.tls(TLSTarget(endpoint: tarpits[0].endpoint, serverName: nil))
        for tarpit in tarpits { tarpit.stop() }
        #expect(await slow.allSatisfy { $0.session == nil && $0.connectionFailure != .silent })
        #expect(await again == slow.first { $0.target.endpoint == tarpits[0].endpoint })
    }
}
