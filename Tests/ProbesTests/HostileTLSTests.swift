import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("Hostile TLS servers", .timeLimit(.minutes(3)))
struct HostileTLSTests {
    private static func tls(_ name: String, _ octets: [UInt8], then steps: [ScriptedStream.Step] = [.silence], _ expected: String)
        -> HostileBehaviour
    {
        // Leaves time for the ClientHello: a server that closes with unread octets resets the connection.
        HostileBehaviour(name, [.wait(.milliseconds(50)), .write(octets)] + steps, expected)
    }

    private static let fatal = TLSBytes.record(TLSBytes.alert, [2, 40])

    static let all: [HostileBehaviour] = [
        HostileBehaviour("says nothing", [.silence], "the server accepts the connection and then sends nothing"),
        HostileBehaviour(
            "resets at once", [.wait(.milliseconds(50)), .reset],
            "the server closes the connection in the middle of the handshake"),
        tls("a fatal alert", fatal, "the server sends the alert handshake_failure"),
        tls("an unknown alert", TLSBytes.record(TLSBytes.alert, [2, 200]), "the server sends the alert number_200"),
        tls("HTTP", Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), "no TLS"),
        tls("SMTP", Array("220 mx.acme.example ESMTP\r\n".utf8), "no TLS"),
        tls("SSLv2", [0x80, 0x2e, 0x04, 0x00, 0x01, 0x00, 0x02], "no TLS"),
        tls("zeros", Array(repeating: 0, count: 64), "no TLS"),
        tls("half a record head", [22, 3], then: [], "unknown: the server breaks off in the middle of the handshake"),
        tls(
            "half a ServerHello", Array(TLSBytes.serverHello().prefix(30)), then: [],
            "unknown: the server breaks off in the middle of the handshake"),
        tls(
            "a ServerHello and no more", TLSBytes.serverHello(), then: [],
            "unknown: the server breaks off in the middle of the handshake"),
        tls(
            "a ServerHello and silence", TLSBytes.serverHello(), "the server begins the handshake and does not finish it in time"),
        tls(
            "half a flight of certificates",
            TLSBytes.serverHello() + [22, 3, 3] + TLSBytes.number(3_000, 2) + [11] + TLSBytes.number(2_996, 3)
                + Array(repeating: 0, count: 500), then: [],
            "unknown: the server breaks off in the middle of the handshake"),
        tls(
            "half a flight of certificates, then a reset",
            TLSBytes.serverHello() + [22, 3, 3] + TLSBytes.number(3_000, 2) + [11] + TLSBytes.number(2_996, 3),
            then: [.wait(.milliseconds(100)), .reset], "unknown: the server breaks off in the middle of the handshake"),
        HostileBehaviour(
            "drips its ServerHello",
            [.drip(TLSBytes.serverHello() + Array(repeating: 0, count: 2_000), every: .milliseconds(150))],
            "the server begins the handshake and does not finish it in time"),
        tls("a ServerHello of SSL 3", TLSBytes.serverHello(version: [3, 0]), "no TLS"),
        tls("a ServerHello of a version to come", TLSBytes.serverHello(version: [3, 9]), "no TLS"),
        tls("a suite that was not offered", TLSBytes.serverHello(suite: 0x0005), "no TLS"),
        tls("an unknown suite", TLSBytes.serverHello(suite: 0xeeee), "no TLS"),
        tls(
            "an extension that was not offered", TLSBytes.serverHello(extensions: TLSBytes.number(0x7777, 2) + [0, 0]),
            "the server begins the handshake and does not finish it in time"),
        tls("an extension longer than the message", TLSBytes.serverHello(extensions: [0, 11, 0xff, 0xff]), "no TLS"),
        tls("a retry with a group that was not offered", TLSBytes.retry(group: 0x7777), "no TLS"),
        tls("retries for ever", TLSBytes.retry(group: 24), then: [.flood(TLSBytes.retry(group: 24))], "no TLS"),
        tls("no certificate in the certificate message", TLSBytes.serverHello() + TLSBytes.handshake(11, [0, 0, 0]), "no TLS"),
        tls(
            "a certificate that is none", TLSBytes.serverHello() + TLSBytes.handshake(11, [0, 0, 6, 0, 0, 3, 1, 2, 3]), "no TLS"),
        tls(
            "a certificate message of 16 MiB", TLSBytes.serverHello() + TLSBytes.record(22, [11, 0xff, 0xff, 0xff]),
            then: [.flood(TLSBytes.record(22, Array(repeating: 0, count: 16_384)))], "no TLS"),
        tls("a certificate before the ServerHello", TLSBytes.handshake(11, [0, 0, 0]), "no TLS"),
        tls("application data first", TLSBytes.record(23, [1, 2, 3]), "no TLS"),
        tls("a record of an unknown type", TLSBytes.record(99, [1]), "no TLS"),
        tls("a record longer than records may be", [22, 3, 3, 0xff, 0xff] + Array(repeating: 0, count: 16_384), "no TLS"),
        HostileBehaviour("empty records for ever", [.flood(TLSBytes.record(22, []))], "no TLS"),
        HostileBehaviour("warnings for ever", [.flood(TLSBytes.record(TLSBytes.alert, [1, 90]))], "no TLS"),
        HostileBehaviour("ChangeCipherSpec for ever", [.flood(TLSBytes.record(20, [1]))], "no TLS"),
        HostileBehaviour(
            "HelloRequest for ever", [.write(TLSBytes.handshake(0, [])), .flood(TLSBytes.handshake(0, []))],
            "what the server sends is not a TLS handshake (more than 262144 octets in a handshake)"),
        HostileBehaviour(
            "HelloRequests in one record after the other", [.flood(TLSBytes.record(22, Array(repeating: 0, count: 4_096)))],
            "what the server sends is not a TLS handshake (more than 262144 octets in a handshake)"),
        HostileBehaviour(
            "post-quantum groups alone",
            connections: Array(repeating: [.wait(.milliseconds(50)), .write(fatal), .silence], count: 5)
                + [[.wait(.milliseconds(50)), .write(TLSBytes.retry(group: 0x11ec)), .silence]],
            "unknown: the server agrees to X25519MLKEM768, which this program's OpenSSL does not speak"),
    ]

    @Test("a handshake ends, and partial results are unknown", arguments: all)
    func handshake(_ behaviour: HostileBehaviour) async throws {
        try await behaviour.check { endpoint in
            var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
            settings.connectionTimeout = .seconds(2)
            let report = await Prober(settings).tls(TLSTarget(endpoint: endpoint, serverName: DomainName("www.acme.example")))
            switch report.handshakeFailure {
            case nil: return "\(report)"
            // OpenSSL's texts change with its versions; those about limits are ours.
            case .notTLS(let words)? where !words.hasPrefix("more than"): return "no TLS"
            case .beyondLibrary(let group, _)?:
                return "unknown: the server agrees to \(group), which this program's OpenSSL does not speak"
            case let failure?: return (failure.isInconclusive ? "unknown: " : "") + failure.phrase
            }
        }
    }
}
