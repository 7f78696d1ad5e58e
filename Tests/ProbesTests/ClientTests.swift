import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite(
    "Clients that are emulated, and certificates for each of them", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct ClientTests {
    @Test("OpenSSL supports every emulated client, and each has its source")
    func emulated() {
        #expect(EmulatedClient.all.map(\.name) == ["a browser of 2026", "a mail server of 2026", "a script with OpenSSL 3"])
        #expect(EmulatedClient.all.allSatisfy { $0.source.contains("November 2026") && !$0.offer.groups.isEmpty })
        #expect(EmulatedClient.browser.offer.groups.allSatisfy { $0 != "P-521" })
        #expect(
            !EmulatedClient.browser.offer.signatureAlgorithms.contains {
                $0.lowercased().contains("ed25519") || $0.contains("SHA1")
            })
    }

    @Test("a browser gets no session with Ed25519, with a leaf on P-521, or with P-521 as the only group")
    func narrow() async throws {
        let fixture = try await TLSFixture()
        let cases: [(CertificateMint.Key, [String], Bool)] = [
            (.ed25519, [], false), (.curve("P-521"), [], false), (.ec, ["-curves", "P-521"], false),
            (.ec, ["-curves", "X448"], false),
            (.curve("P-384"), [], true), (.rsa(2048), [], true), (.ec, ["-curves", "P-384"], true),
            (.rsa(2048), ["-tls1_2", "-cipher", "AES128-GCM-SHA256"], true),
            (.rsa(2048), ["-tls1_2", "-cipher", "DHE-RSA-AES256-GCM-SHA384"], false),
            (.ec, ["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-CCM"], false),
        ]
        for (key, options, isServed) in cases {
            let server = try await fixture.serve(try await fixture.leaf { $0.key = key }, options: options)
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            let isSuccess = if case .success? = report.ordinary { true } else { false }
            #expect(isSuccess == isServed, "\(key) \(options): \(String(describing: report.ordinary))")
            #expect(report.session != nil && report.trust == .trusted && report.client == .browser)
        }
    }

    @Test(
        "application protocols: a browser is refused by a server that has neither h2 nor http/1.1, and needs none",
        arguments: [("foo/1", false), ("acme-tls/1", false), ("h2", true), ("http/1.1,foo/1", true), (nil, true)]
            as [(String?, Bool)])
    func applicationProtocols(_ protocols: String?, _ isServed: Bool) async throws {
        let fixture = try await TLSFixture()
        let server = try await fixture.serve(try await fixture.leaf(), options: protocols.map { ["-alpn", $0] } ?? [])
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.session != nil)
        switch report.ordinary {
        case .success?: #expect(isServed)
        case .failure(let failure)?:
            #expect(!isServed && failure.phrase == "the server sends the alert no_application_protocol")
        case nil: Issue.record("no connection")
        }
    }

    @Test(
        "key usage: browsers need signatures where the server signs the key exchange, and encipherment for RSA key exchange",
        arguments: [
            (nil, [], nil), ("digitalSignature", [], nil), ("digitalSignature, keyEncipherment", ["-tls1_2"], nil),
            ("keyEncipherment", [], "keyEncipherment, without digitalSignature, which TLSv1.3 needs"),
            ("keyEncipherment", ["-tls1_2"], "keyEncipherment, without digitalSignature, which TLSv1.2 needs"),
            ("keyAgreement", [], "keyAgreement, without digitalSignature, which TLSv1.3 needs"),
            ("keyEncipherment", ["-tls1_2", "-cipher", "AES128-GCM-SHA256"], nil),
            (
                "digitalSignature", ["-tls1_2", "-cipher", "AES128-GCM-SHA256"],
                "digitalSignature, without keyEncipherment, which RSA key exchange needs"
            ),
        ] as [(String?, [String], String?)])
    func keyUsage(_ usage: String?, _ options: [String], _ fault: String?) async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf {
            $0.key = .rsa(2048)
            $0.extensions = usage.map { ["keyUsage = critical, \($0)"] } ?? []
        }
        let server = try await fixture.serve(leaf, options: options)
        let report = try await fixture.probe(server.endpoint)
        await server.stop()
        #expect(report.trust == .trusted && report.session != nil)
        let subject = try #require(report.certificate?.subject)
        #expect(report.keyUsageFault == fault.map { "the key usage of \(subject) is \($0)" })
    }

    @Test("a current mail server accepts Ed25519 and P-521 from an exchanger")
    func exchanger() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        for key in [CertificateMint.Key.ed25519, .curve("P-521")] where Exim.isInstalled {
            let leaf = try await hierarchy.leaf("mx.acme.example") { $0.key = key }
            let exim = try await Exim.start(
                name: "mx.acme.example", domains: [], chain: try hierarchy.fullChain(leaf, in: folder), key: leaf.keyPath)
            let roots = try TrustStore(system: false, file: hierarchy.root.path)
            let target = TLSTarget(endpoint: exim.endpoint, serverName: DomainName("mx.acme.example"), opening: .smtp)
            let report = await Prober(ProbeSettings(roots: roots, now: Int64(Date().timeIntervalSince1970))).tls(target)
            await exim.stop()
            #expect(report.client == .mailServer)
            guard case .success? = report.ordinary else { throw Program.Failure(description: "\(report)") }
        }
    }

    @Test("two certificates by signature algorithm are both found, whichever the ordinary client gets")
    func dual() async throws {
        let fixture = try await TLSFixture()
        let sound = try await fixture.leaf()
        let expired = try await fixture.leaf {
            $0.key = .rsa(2048)
            $0.from = -90 * 86_400
            $0.until = -3 * 86_400
        }
        for options in [[], ["-tls1_2"]] {
            let server = try await fixture.serve(
                sound,
                options: ["-dcert", expired.path, "-dkey", expired.keyPath, "-dcert_chain", fixture.intermediate.path] + options)
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.chains.compactMap(\.certificate?.keyType).sorted() == ["EC", "RSA"])
            #expect(report.chains.count == 2 && report.chains.allSatisfy { $0.trust == .trusted && $0.served.count == 2 })
            let rsa = try #require(report.chains.first { $0.certificate?.keyType == "RSA" })
            #expect(rsa.verification?.problems.map(\.code) == [10])
            #expect(rsa.firstEnd?.depth == 0)
        }
        let single = try await fixture.serve(sound)
        let report = try await fixture.probe(single.endpoint)
        await single.stop()
        #expect(report.chains.count == 1)
        guard case .refused? = report.signatures[.rsa] else { throw Program.Failure(description: "\(report.signatures)") }
    }

    @Test("a required client certificate: TLS 1.3 fails at the first read, TLS 1.2 in the handshake")
    func clientCertificate() async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf()
        for (options, alert) in [
            (["-tls1_3"], "certificate_required"), (["-tls1_2"], "handshake_failure"), ([], "certificate_required"),
        ] {
            let server = try await fixture.serve(leaf, options: ["-Verify", "1"] + options)
            let report = try await fixture.probe(server.endpoint)
            await server.stop()
            #expect(report.asksForCertificate && report.session == nil)
            #expect(
                report.handshakeFailure?.phrase
                    == "the server asks for a client certificate and, without one, sends the alert \(alert)")
            let version: TLSVersion = options == ["-tls1_2"] ? .tls12 : .tls13
            guard case .chosen(.wantsCertificate)? = report.offers[version] else {
                throw Program.Failure(description: "\(report.offers)")
            }
        }
        let wish = try await fixture.serve(leaf, options: ["-verify", "1"])
        let report = try await fixture.probe(wish.endpoint)
        await wish.stop()
        #expect(report.asksForCertificate && report.session?.version == .tls13 && report.accepted == [.tls13, .tls12])
    }
}
