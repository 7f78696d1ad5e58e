import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("An SMTP probe talks as far as RCPT TO", .timeLimit(.minutes(10)))
struct SMTPProbeTests {
    private func probe(
        _ endpoint: Endpoint, host: String = "mta.acme.example", bounces: String? = "bounce.acme.example",
        roots: TrustStore? = nil, timeout: Duration = .seconds(60)
    ) async throws -> SMTPReport {
        var settings = ProbeSettings(
            roots: try roots ?? TrustStore(), now: Int64(Date().timeIntervalSince1970))
        settings.greetingTimeout = timeout
        settings.replyTimeout = timeout
        settings.dialogueTimeout = timeout
        let target = SMTPTarget(
            endpoint: endpoint, host: try #require(DomainName(host) as DomainName?),
            bounceDomain: bounces.flatMap { DomainName($0) })
        return await Prober(settings).smtp(target)
    }

    @Test(
        "Exim: greeting, STARTTLS with a valid certificate, a bounce accepted",
        .enabled(if: Exim.isInstalled, "exim4 is not installed"))
    func sound() async throws {
        let hierarchy = try await CertificateHierarchy()
        let leaf = try await hierarchy.leaf("mta.acme.example")
        let folder = try TemporaryFolder()
        let exim = try await Exim.start(
            name: "mta.acme.example", domains: ["bounce.acme.example"], chain: try hierarchy.fullChain(leaf, in: folder),
            key: leaf.keyPath)
        let roots = try TrustStore(system: false, file: hierarchy.root.path)
        let report = try await probe(exim.endpoint, roots: roots)
        let otherName = try await probe(exim.endpoint, host: "mx.acme.example", roots: roots)
        let unknownDomain = try await probe(exim.endpoint, bounces: "other.example", roots: roots)
        let target = TLSTarget(endpoint: exim.endpoint, serverName: DomainName("mta.acme.example"), opening: .smtp)
        let tls = await Prober(ProbeSettings(roots: roots, now: Int64(Date().timeIntervalSince1970))).tls(target)
        await exim.stop()
        #expect(report.greetingName == "mta.acme.example" && report.helloName == "mta.acme.example")
        #expect(report.extensions.contains("STARTTLS") && report.extensions.contains("PIPELINING"))
        guard case .established(let session)? = report.startTLS else { throw Program.Failure(description: "\(report)") }
        #expect(session.version == .tls13)
        #expect(report.certificateFaults == [] && report.served.count == 2)
        #expect(report.acceptance == .accepted && report.breakdown == nil && report.refusal == nil)
        #expect(otherName.certificateFaults == ["the certificate is for mta.acme.example, not for mx.acme.example"])
        #expect(
            unknownDomain.acceptance
                == .rejected(command: "RCPT TO:<postmaster@other.example>", reply: "550 relay not permitted"))
        #expect(tls.trust == .trusted && tls.session?.version == .tls13 && tls.certificate?.subject == "CN=mta.acme.example")
    }

    @Test(
        "Exim without TLS, greylisting, and one that rejects the empty sender",
        .enabled(if: Exim.isInstalled, "exim4 is not installed"))
    func policies() async throws {
        let greylisting = try await Exim.start(
            name: "mta.acme.example", domains: ["bounce.acme.example"], rules: ["defer message = greylisted, come back later"])
        let deferred = try await probe(greylisting.endpoint)
        await greylisting.stop()
        #expect(deferred.startTLS == .notOffered)
        guard case .deferred(_, let reply) = deferred.acceptance else { throw Program.Failure(description: "\(deferred)") }
        #expect(reply.hasPrefix("451 ") && reply.contains("greylisted"))
        let strict = try await Exim.start(
            name: "mta.acme.example", domains: ["bounce.acme.example"],
            rules: ["deny senders = :", "     message = no bounces here"])
        let rejected = try await probe(strict.endpoint)
        await strict.stop()
        guard case .rejected(_, let refusal) = rejected.acceptance else { throw Program.Failure(description: "\(rejected)") }
        #expect(refusal == "550 no bounces here")
    }

    @Test("closed, refusing, silent, dripping and hostile servers are distinguished")
    func faults() async throws {
        #expect(try await probe(try Loopback.closedEndpoint()).connectionFailure == .refused)
        let cases: [([ScriptedStream.Step], (SMTPReport) -> Bool)] = [
            (
                [.write(Array("554 no SMTP service here\r\n".utf8)), .silence],
                { $0.refusal == "greets with 554 no SMTP service here" }
            ),
            ([.write(Array("421 busy\r\n".utf8)), .silence], { $0.greeting?.isTransient == true }),
            ([.silence], { $0.breakdown == .timedOut && $0.greeting == nil }),
            (
                [.drip(Array("220 ".utf8) + Array(repeating: 0x61, count: 2000), every: .milliseconds(20))],
                { $0.breakdown == .timedOut }
            ),
            ([.write(Array("SSH-2.0-OpenSSH\r\n".utf8)), .silence], { if case .broken? = $0.breakdown { true } else { false } }),
            ([.flood(Array("220-hello\r\n".utf8))], { $0.breakdown == .beyond(.replyLines) }),
            ([.flood([0x61])], { $0.breakdown == .beyond(.replyLine) }),
            (
                [.write(Array("220 x\r\n".utf8)), .readLine],
                { $0.breakdown == .closed && $0.acceptance == .broken("closes the connection") }
            ),
        ]
        for (steps, holds) in cases {
            let server = try ScriptedStream(steps)
            let report = try await probe(server.endpoint, timeout: .seconds(2))
            server.stop()
            #expect(holds(report), "\(report)")
        }
    }

    @Test("octets after the reply to STARTTLS are refused, and the bounce is then sent in plain text")
    func injection() async throws {
        let server = try ScriptedStream([
            .write(Array("220 x\r\n".utf8)), .readLine, .write(Array("250-x\r\n250 STARTTLS\r\n".utf8)), .readLine,
            .write(Array("220 go ahead\r\n250 injected\r\n".utf8)), .silence,
        ])
        let report = try await probe(server.endpoint, timeout: .seconds(2))
        server.stop()
        guard case .failed(.noStartTLS(let words))? = report.startTLS else { throw Program.Failure(description: "\(report)") }
        #expect(words.contains("plain text follows the server's answer to STARTTLS"))
        #expect(server.connections == 2 && report.served == [])
    }

    @Test("never DATA: everything that is sent is a greeting, MAIL FROM, RCPT TO, RSET and QUIT")
    func restraint() async throws {
        let replies = ["220 x", "250 x", "250 ok", "550 no", "250 ok", "250 reset", "221 bye"]
        let steps = replies.flatMap { [ScriptedStream.Step.write(Array("\($0)\r\n".utf8)), .readLine] }
        let server = try ScriptedStream(steps)
        let report = try await probe(server.endpoint)
        server.stop()
        #expect(report.acceptance == .accepted)
        let commands = server.received.map { $0.split(separator: " ").first.map(String.init) ?? "" }
        #expect(commands == ["EHLO", "MAIL", "RCPT", "RCPT", "RSET", "QUIT"])
        #expect(server.received[1] == "MAIL FROM:<>" && server.received[2] == "RCPT TO:<bounce@bounce.acme.example>")
    }
}
