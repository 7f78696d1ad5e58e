import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite(
    "A TLS probe reports a server's properties", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct TLSProbeTests {
    @Test("a sound server: versions, session, chain as served and as completed, names, dates, key, signature")
    func sound() async throws {
        let fixture = try await TLSFixture()
        let server = try await fixture.serve(try await fixture.leaf { $0.names.append("*.acme.example") })
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.connectionFailure == nil && report.handshakeFailure == nil)
        #expect(report.accepted == [.tls13, .tls12])
        #expect(report.offers[.tls11]?.alert != nil && report.offers[.tls10]?.alert != nil)
        #expect(report.session?.version == .tls13 && report.session?.group == "X25519" && report.session?.keyExchange == .ecdhe)
        #expect(report.session?.cipher == "TLS_AES_128_GCM_SHA256")
        #expect(report.trust == .trusted)
        #expect(report.verification?.problems == [])
        #expect(report.served.map(\.subject) == ["CN=panel.acme.example", "CN=Acme Test Intermediate, O=Acme Tests"])
        #expect(
            report.verification?.path.map(\.subject) == [
                "CN=panel.acme.example", "CN=Acme Test Intermediate, O=Acme Tests", "CN=Acme Test Root, O=Acme Tests",
            ])
        let certificate = try #require(report.certificate)
        #expect(certificate.names == ["panel.acme.example", "*.acme.example"])
        #expect(certificate.keyType == "EC" && certificate.keyBits == 256)
        #expect(certificate.signatureAlgorithm == "ecdsa-with-SHA256" && certificate.signatureDigest == "SHA256")
        #expect(certificate.issuerOrganization == "Acme Tests" && !certificate.isAuthority && !certificate.isSelfIssued)
        // The two times are read from the clock one after the other.
        #expect((7_776_001...7_776_002).contains(certificate.lifetime ?? 0))
        #expect(certificate.fingerprint.count == 64)
        #expect(report.staple == .none)
    }

    @Test("IPv6 as well", .enabled(if: Loopback.hasIPv6, "no IPv6 on loopback"))
    func ipv6() async throws {
        let fixture = try await TLSFixture()
        let server = try await fixture.serve(try await fixture.leaf(), address: Loopback.ipv6)
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.accepted == [.tls13, .tls12] && report.trust == .trusted)
    }

    @Test("expired and not yet valid: every problem with its depth, and the chain is still trusted")
    func dates() async throws {
        let fixture = try await TLSFixture()
        for (from, until, code) in [(-80, -10, 10), (10, 80, 9)] {
            let leaf = try await fixture.leaf {
                $0.from = from * 86_400
                $0.until = until * 86_400
            }
            let server = try await fixture.serve(leaf)
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.verification?.problems.map(\.code) == [code])
            #expect(report.verification?.problems.first?.depth == 0)
            #expect(report.verification?.problems.first?.subject == "CN=panel.acme.example")
            #expect(report.trust == .trusted)
        }
    }

    @Test("self-signed, unknown root and missing intermediate are distinguished, and the missing one is named")
    func trust() async throws {
        let fixture = try await TLSFixture()
        let own = try await fixture.mint.mint(TLSFixture.wish)
        let foreign = try await fixture.mint.authority("CN=Somebody's Root")
        let stranger = try await fixture.mint.mint(TLSFixture.wish, by: foreign)
        let leaf = try await fixture.leaf()
        let urls = try await fixture.leaf { $0.extensions = ["authorityInfoAccess = caIssuers;URI:http://ca.example/r3.der"] }
        // Nothing in its name says that it is an intermediate; a root after the gap does.
        let plain = try await fixture.mint.authority("CN=Acme No 7", by: fixture.root)
        let below = try await fixture.mint.mint(TLSFixture.wish, by: plain)
        let cases: [(ServerProcess, ChainTrust)] = [
            (try await OpenSSLServer.start(below), .issuerUnknown(issuer: "CN=Acme No 7")),
            (try await OpenSSLServer.start(below, chain: [fixture.root]), .incomplete(missing: "CN=Acme No 7", urls: [])),
            (try await OpenSSLServer.start(below, chain: [fixture.root, plain]), .trusted),
            (try await OpenSSLServer.start(own), .selfSigned),
            (try await OpenSSLServer.start(stranger), .issuerUnknown(issuer: "CN=Somebody's Root")),
            (try await OpenSSLServer.start(stranger, chain: [foreign]), .untrusted(issuer: "CN=Somebody's Root")),
            (
                try await OpenSSLServer.start(leaf, options: ["-no_cache"]),
                .issuerUnknown(issuer: "CN=Acme Test Intermediate, O=Acme Tests")
            ),
            (
                try await OpenSSLServer.start(urls),
                .incomplete(missing: "CN=Acme Test Intermediate, O=Acme Tests", urls: ["http://ca.example/r3.der"])
            ),
        ]
        for (server, expected) in cases {
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.trust == expected)
            #expect(report.certificate?.covers(try #require(DomainName(TLSFixture.host))) == true)
        }
    }

    @Test("weak keys, signatures and ciphers connect and are reported")
    func weak() async throws {
        let fixture = try await TLSFixture()
        let short = try await fixture.leaf { $0.key = .rsa(1024) }
        let sha1 = try await fixture.leaf { $0.digest = "sha1" }
        let rsa = try await fixture.leaf { $0.key = .rsa(2048) }
        let shortServer = try await fixture.serve(short, options: ["-cipher", "ALL:@SECLEVEL=0"])
        let shortReport = try await fixture.probe(shortServer.endpoint)
        await shortServer.stop()
        #expect(shortReport.certificate?.keyType == "RSA" && shortReport.certificate?.keyBits == 1024)
        let sha1Server = try await fixture.serve(sha1, options: ["-cipher", "ALL:@SECLEVEL=0"])
        let sha1Report = try await fixture.probe(sha1Server.endpoint)
        await sha1Server.stop()
        #expect(sha1Report.certificate?.signatureDigest == "SHA1" && sha1Report.trust == .trusted)
        let dheServer = try await fixture.serve(rsa, options: ["-tls1_2", "-cipher", "DHE-RSA-AES128-SHA"])
        let dhe = try await fixture.probe(dheServer.endpoint)
        await dheServer.stop()
        #expect(dhe.accepted == [.tls12])
        #expect(dhe.session?.keyExchange == .dhe && dhe.session?.group == "DH 2048")
        #expect(dhe.session?.cipher == "TLS_DHE_RSA_WITH_AES_128_CBC_SHA")
        guard case .failure(.alert(let alert))? = dhe.ordinary else { throw Program.Failure(description: "\(dhe)") }
        #expect(alert.name == "handshake_failure")
        #expect(dhe.handshakeFailure == nil && dhe.trust == .trusted)
    }

    @Test("old protocols alone are found, one by one")
    func old() async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf()
        for (option, version) in [("-tls1", TLSVersion.tls10), ("-tls1_1", .tls11)] {
            let server = try await fixture.serve(leaf, options: [option, "-cipher", "ALL:@SECLEVEL=0"])
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.accepted == [version])
            #expect(report.session?.version == version && report.certificate != nil)
            guard case .failure? = report.ordinary else { throw Program.Failure(description: "\(report)") }
        }
        let closed = try await fixture.serve(try await fixture.leaf(), options: ["-tls1_2", "-Verify", "1"])
        let unknown = try await fixture.probe(closed.endpoint)
        await closed.stop()
        #expect(
            unknown.handshakeFailure?.phrase
                == "the server asks for a client certificate and, without one, sends the alert handshake_failure")
        #expect(unknown.served.count == 2)
        let anonymous = try await OpenSSLServer.startAnonymous()
        let report = try await fixture.probe(anonymous.endpoint)
        await anonymous.stop()
        #expect(report.accepted == [.tls12] && report.served == [] && report.trust == .noCertificate)
    }

    @Test("a stapled response is evaluated: good, revoked, for another certificate")
    func staple() async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf { $0.extensions = ["tlsfeature = status_request"] }
        let other = try await fixture.leaf()
        let cases: [(String, OCSPStaple)] = [
            (try await fixture.mint.staple(for: leaf, by: fixture.intermediate), .good),
            (try await fixture.mint.staple(for: leaf, by: fixture.intermediate, revoked: true), .revoked),
            (try await fixture.mint.staple(for: other, by: fixture.intermediate), .unrelated),
        ]
        for (file, expected) in cases {
            let server = try await fixture.serve(leaf, options: ["-status_file", file])
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.staple == expected)
            #expect(report.certificate?.mustStaple == true)
        }
    }

    @Test("only the subject alternative name counts, a wildcard matches one label")
    func names() async throws {
        let mint = try CertificateMint()
        let wish = CertificateMint.Wish("CN=cn.example", names: ["*.acme.example", "a.b.example"])
        let server = try await OpenSSLServer.start(try await mint.mint(wish.with { $0.addresses = ["192.0.2.1"] }))
        let fixture = try await TLSFixture()
        let certificate = try #require(try await fixture.probe(server.endpoint).certificate)
        await server.stop()
        for (name, covered) in [
            ("panel.acme.example", true), ("PANEL.acme.example.", true), ("acme.example", false), ("x.y.acme.example", false),
            ("cn.example", false), ("a.b.example", true), ("b.example", false),
        ] { #expect(certificate.covers(try #require(DomainName(name))) == covered, "\(name)") }
        #expect(certificate.covers(try #require(IPAddress("192.0.2.1"))))
        #expect(!certificate.covers(try #require(IPAddress("192.0.2.2"))))
    }
}

extension TLSReport.Offer {
    fileprivate var alert: Alert? {
        guard case .refused(.alert(let alert)) = self else { return nil }
        return alert
    }
}
