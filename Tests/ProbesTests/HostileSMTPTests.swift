import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("Hostile mail servers", .timeLimit(.minutes(2)))
struct HostileSMTPTests {
    private static let letters = Array(repeating: UInt8(0x61), count: 4_096)

    /// After greeting and EHLO.
    private static func dialogue(_ name: String, _ steps: [ScriptedStream.Step], _ expected: String) -> HostileBehaviour {
        HostileBehaviour(name, [.text("220 mx.acme.example\r\n"), .readLine, .text("250 mx.acme.example\r\n")] + steps, expected)
    }

    /// After the reply to STARTTLS; the next connection, for the bounce, finds no server.
    private static func secured(_ name: String, _ steps: [ScriptedStream.Step], _ expected: String) -> HostileBehaviour {
        let opening: [ScriptedStream.Step] = [
            .text("220 mx.acme.example\r\n"), .readLine, .text("250-mx.acme.example\r\n250 STARTTLS\r\n"), .readLine,
        ]
        return HostileBehaviour(name, connections: [opening + steps, [.text("554 no\r\n"), .silence]], expected)
    }

    static let all: [HostileBehaviour] = [
        HostileBehaviour("says nothing", [.silence], "does not finish in time"),
        HostileBehaviour("closes at once", [], "closes the connection"),
        HostileBehaviour("half a greeting", [.text("220 mx.acme")], "breaks off in the middle of an answer"),
        HostileBehaviour(
            "a greeting without its last line", [.text("220-mx\r\n220-more\r\n")], "breaks off in the middle of an answer"),
        HostileBehaviour(
            "a greeting that a reset ends", [.text("220-mx\r\n"), .wait(.milliseconds(100)), .reset],
            "breaks off in the middle of an answer"),
        HostileBehaviour("drips its greeting", [.drip(letters, every: .milliseconds(20))], "does not finish in time"),
        HostileBehaviour(
            "a greeting without an end", [.endless("220-mx\r\n")], "sends more than a client reads (128 lines in a reply)"),
        HostileBehaviour(
            "a line without an end", [.text("220 "), .flood(letters)],
            "sends more than a client reads (4096 octets in a line of a reply)"),
        HostileBehaviour(
            "SSH", [.text("SSH-2.0-OpenSSH_9\r\n"), .silence], "breaks the connection: its reply is not SMTP: SSH-2.0-OpenSSH_9"),
        HostileBehaviour(
            "HTTP", [.text("HTTP/1.1 400 Bad Request\r\n\r\n")],
            "breaks the connection: its reply is not SMTP: HTTP/1.1 400 Bad Request"),
        HostileBehaviour("code 999", [.text("999 x\r\n"), .silence], "breaks the connection: its reply is not SMTP: 999 x"),
        HostileBehaviour("code 100", [.text("100 x\r\n"), .silence], "breaks the connection: its reply is not SMTP: 100 x"),
        HostileBehaviour("two digits", [.text("22\r\n"), .silence], "breaks the connection: its reply is not SMTP: 22"),
        HostileBehaviour("all clients are refused", [.text("554 go away\r\n"), .silence], "greets with 554 go away"),
        HostileBehaviour(
            "greets and is gone", [.text("220 mx\r\n"), .readLine], "closes the connection"),
        HostileBehaviour(
            "EHLO and HELO are refused",
            [.text("220 mx\r\n"), .readLine, .text("502 no\r\n"), .readLine, .text("502 no\r\n"), .silence],
            "answers EHLO with 502 no"),
        HostileBehaviour(
            "extensions without an end", [.text("220 mx\r\n"), .readLine, .endless("250-X\r\n")],
            "sends more than a client reads (128 lines in a reply)"),
        HostileBehaviour(
            "the answer to EHLO is cut", [.text("220 mx\r\n"), .readLine, .text("250-mx\r\n250-STARTTLS\r\n")],
            "breaks off in the middle of an answer"),
        dialogue("the answer to MAIL is cut", [.readLine, .text("25")], "breaks off in the middle of an answer"),
        dialogue("MAIL is not answered", [.readLine, .silence], "does not finish in time"),
        dialogue(
            "greylisting", [.readLine, .text("451 later\r\n"), .silence],
            "deferred(command: \"MAIL FROM:<>\", reply: \"451 later\")"),
        dialogue(
            "empty senders are refused", [.readLine, .text("550 no bounces\r\n"), .silence],
            "rejected(command: \"MAIL FROM:<>\", reply: \"550 no bounces\")"),
        dialogue(
            "the code changes within a reply", [.readLine, .text("250-ok\r\n550 no\r\n"), .silence],
            "rejected(command: \"MAIL FROM:<>\", reply: \"550 ok / no\")"),
        dialogue("RCPT ends the connection", [.readLine, .text("250 ok\r\n"), .readLine], "closes the connection"),
        dialogue(
            "bare line feeds",
            [.readLine, .text("250 ok\n"), .readLine, .text("250 ok\n"), .readLine, .text("250 ok\n"), .readLine],
            "accepted"),
        dialogue(
            "replies of 4 KiB for ever",
            [.readLine, .text(String(repeating: "250-\(String(repeating: "x", count: 4_000))\r\n", count: 60))],
            "sends more than a client reads (65536 octets in a dialogue)"),
        secured(
            "STARTTLS is offered and refused", [.text("454 no\r\n"), .silence],
            "no TLS: the server answers STARTTLS with 454 no"),
        secured(
            "words slipped in behind STARTTLS", [.text("220 go\r\n250 injected\r\n"), .silence],
            "no TLS: plain text follows the server's answer to STARTTLS: someone may be tampering with the connection"),
        secured(
            "no TLS after STARTTLS", [.text("220 go\r\n"), .wait(.milliseconds(200)), .text("500 what?\r\n"), .silence],
            "no TLS: what the server sends is not a TLS handshake (wrong version number)"),
        secured(
            "silence after STARTTLS", [.text("220 go\r\n"), .silence],
            "no TLS: the server accepts the connection and then sends nothing"),
        secured(
            "STARTTLS ends the connection", [], "no TLS: the server closes the connection"),
        secured(
            "half an answer to STARTTLS", [.text("22")], "no TLS: the server breaks off in the middle of the handshake"),
    ]

    @Test("a dialogue ends, and missing replies are unknown", arguments: all)
    func dialogue(_ behaviour: HostileBehaviour) async throws {
        try await behaviour.check { endpoint in
            var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
            settings.greetingTimeout = .seconds(1)
            settings.replyTimeout = .seconds(1)
            settings.connectionTimeout = .seconds(1)
            let host = try #require(DomainName("mx.acme.example") as DomainName?)
            let report = await Prober(settings).smtp(SMTPTarget(endpoint: endpoint, host: host, bounceDomain: host))
            if case .failed(let failure)? = report.startTLS { return "no TLS: \(failure.phrase)" }
            return report.refusal ?? report.breakdown?.phrase ?? "\(report.acceptance)"
        }
    }

    @Test("a delayed greeting is awaited beyond the connection timeout")
    func late() async throws {
        let steps: [ScriptedStream.Step] =
            [
                .wait(.milliseconds(1_500)), .text("220 mx\r\n"), .readLine, .text("250 mx\r\n"), .readLine, .text("550 no\r\n"),
                .silence,
            ]
        let server = try ScriptedStream(steps)
        var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
        settings.connectionTimeout = .milliseconds(500)
        settings.greetingTimeout = .seconds(20)
        let host = try #require(DomainName("mx.acme.example") as DomainName?)
        let prober = Prober(settings)
        let report = await prober.smtp(SMTPTarget(endpoint: server.endpoint, host: host, bounceDomain: host))
        let tls = await prober.tls(TLSTarget(endpoint: server.endpoint, serverName: host, opening: .smtp))
        server.stop()
        #expect(report.greeting?.text == "220 mx" && report.acceptance == .rejected(command: "MAIL FROM:<>", reply: "550 no"))
        #expect(tls.handshakeFailure == .noStartTLS("the server does not offer STARTTLS"))
    }
}
