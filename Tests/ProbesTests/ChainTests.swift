import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite(
    "Missing parts of a chain are found by keys and by the served certificates", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct ChainTests {
    private func probe(_ leaf: CertificateMint.Minted, _ chain: [CertificateMint.Minted], roots: String) async throws -> TLSReport
    {
        let server = try await OpenSSLServer.start(leaf, chain: chain)
        let settings = ProbeSettings(roots: try TrustStore(system: false, file: roots), now: Int64(Date().timeIntervalSince1970))
        let report = await Prober(settings).tls(TLSTarget(endpoint: server.endpoint, serverName: DomainName(TLSFixture.host)))
        await server.stop()
        return report
    }

    @Test("a missing second intermediate is reported with its URL, whatever its name")
    func secondIntermediate() async throws {
        let mint = try CertificateMint()
        let root = try await mint.authority("CN=Field Root")
        let policy = try await mint.authority("CN=Policy CA", by: root) {
            $0.extensions = ["authorityInfoAccess = caIssuers;URI:http://aia.field.example/root.cer"]
        }
        let issuing = try await mint.authority("CN=Issuing CA", by: policy) {
            $0.extensions = ["authorityInfoAccess = caIssuers;URI:http://aia.field.example/policy.cer"]
        }
        let leaf = try await mint.mint(TLSFixture.wish, by: issuing)
        let gap = try await probe(leaf, [issuing], roots: root.path)
        #expect(gap.trust == .incomplete(missing: "CN=Policy CA", urls: ["http://aia.field.example/policy.cer"]))
        #expect(try await probe(leaf, [issuing, policy], roots: root.path).trust == .trusted)
        // Without a URL, the reason is unknown.
        #expect(try await probe(leaf, [], roots: root.path).trust == .issuerUnknown(issuer: "CN=Issuing CA"))
        let stranger = try await mint.authority("CN=Other Root")
        #expect(
            try await probe(leaf, [issuing, policy, root], roots: stranger.path).trust == .untrusted(issuer: "CN=Field Root"))
    }

    @Test(
        "an authority of the same name with another key is reported, with and without key identifiers", arguments: [true, false])
    func otherKey(hasIdentifier: Bool) async throws {
        let mint = try CertificateMint()
        let root = try await mint.authority("CN=Field Root")
        let issuing = try await mint.authority("CN=Issuing CA", by: root)
        let renewed = try await mint.authority("CN=Issuing CA", by: root)
        let leaf = try await mint.mint(TLSFixture.wish.with { $0.hasIssuerKeyIdentifier = hasIdentifier }, by: issuing)
        let wrong = try await probe(leaf, [renewed], roots: root.path)
        #expect(wrong.trust == .otherKey(issuer: "CN=Issuing CA", subject: "CN=panel.acme.example", isServed: true))
        #expect(
            wrong.trust?.fault
                == "the certificate of CN=Issuing CA that is served has another key than the one that has signed "
                + "CN=panel.acme.example")
        #expect(try await probe(leaf, [renewed, issuing], roots: root.path).trust == .trusted)
        let trusted = try await probe(leaf, [], roots: renewed.path)
        #expect(trusted.trust == .otherKey(issuer: "CN=Issuing CA", subject: "CN=panel.acme.example", isServed: false))
    }

    @Test("an anchor that is not self-signed is an anchor, and so is the server's own certificate")
    func anchors() async throws {
        let fixture = try await TLSFixture()
        let leaf = try await fixture.leaf()
        let below = try await probe(leaf, [], roots: fixture.intermediate.path)
        #expect(below.trust == .trusted && below.verification?.problems == [])
        #expect(below.chain.anchor?.subject == "CN=Acme Test Intermediate, O=Acme Tests" && below.chain.firstEnd?.depth == 0)
        let own = try await probe(leaf, [], roots: leaf.path)
        #expect(own.trust == .trusted && own.chain.path.count == 1 && own.chain.firstEnd?.depth == 0)
        let store = try TrustStore(system: false, file: fixture.root.path)
        #expect(store.named.map(\.subject) == ["CN=Acme Test Root, O=Acme Tests"])
    }

    @Test("the first expiry in the verified path is known, without counting the root")
    func firstEnd() async throws {
        let mint = try CertificateMint()
        let root = try await mint.authority("CN=Field Root") { $0.until = 86_400 }
        let issuing = try await mint.authority("CN=R99b", by: root) { $0.until = 2 * 86_400 }
        let leaf = try await mint.mint(TLSFixture.wish.with { $0.until = 70 * 86_400 }, by: issuing)
        let report = try await probe(leaf, [issuing], roots: root.path)
        #expect(report.trust == .trusted && report.chain.path.count == 3)
        #expect(report.chain.firstEnd?.certificate.subject == "CN=R99b" && report.chain.firstEnd?.depth == 1)
        #expect(report.chain.anchor?.subject == "CN=Field Root")
    }

    @Test("violations of constraints are reported by kind")
    func kinds() async throws {
        let mint = try CertificateMint()
        let root = try await mint.authority("CN=Field Root")
        let leaf = try await mint.mint(TLSFixture.wish, by: root)
        let below = try await mint.mint(CertificateMint.Wish("CN=below", names: [TLSFixture.host]), by: leaf)
        let authority = try await probe(below, [leaf], roots: root.path)
        #expect(
            authority.verification?.problems.contains { $0.kind == .authority } == true,
            "\(authority.verification?.problems ?? [])")
        #expect(authority.trust == .invalid("CN=panel.acme.example must not issue certificates"))
        let constrained = try await mint.authority("CN=Constrained CA", by: root) {
            $0.extensions = ["nameConstraints = critical, permitted;DNS:other.example"]
        }
        let outside = try await probe(try await mint.mint(TLSFixture.wish, by: constrained), [constrained], roots: root.path)
        guard case .invalid(let words)? = outside.trust else { throw Program.Failure(description: "\(outside)") }
        #expect(words.hasPrefix("CN=panel.acme.example: one of its authorities must not certify such names"))
        let forClients = try await probe(
            try await mint.mint(TLSFixture.wish.with { $0.isForServers = false }, by: root), [], roots: root.path)
        #expect(forClients.trust == .invalid("CN=panel.acme.example is not made for servers (extended key usage)"))
        let odd = try await mint.mint(TLSFixture.wish.with { $0.extensions = ["1.2.3.4 = critical, DER:0500"] }, by: root)
        guard case .invalid(let extended)? = try await probe(odd, [], roots: root.path).trust else {
            throw Program.Failure(description: "not invalid")
        }
        #expect(extended == "CN=panel.acme.example has an extension that no client understands (unhandled critical extension)")
    }

    @Test("addresses are reported as addresses, and a name that looks like one as a name")
    func addresses() async throws {
        let mint = try CertificateMint()
        let wish = CertificateMint.Wish("CN=x", names: ["127.0.0.1", "a.example"]).with {
            $0.addresses = ["127.0.20.16", "2001:db8::1"]
        }
        let minted = try await mint.mint(wish)
        let certificate = try #require(try await probe(minted, [], roots: minted.path).certificate)
        #expect(certificate.namesPhrase == "127.0.0.1 as a DNS name, a.example, the address 127.0.20.16, the address 2001:db8::1")
        #expect(!certificate.covers(try #require(IPAddress("127.0.0.1"))))
        #expect(certificate.covers(try #require(IPAddress("127.0.20.16"))))
    }

    @Test("certificates and names beyond the limits are reported")
    func limits() async throws {
        let fixture = try await TLSFixture()
        let names = (0..<1_200).map { "h\($0).example" }
        let leaf = try await fixture.leaf { $0.names += names }
        let report = try await probe(leaf, Array(repeating: fixture.intermediate, count: 30), roots: fixture.root.path)
        #expect(report.served.count == 16 && report.chain.omitted == 15 && report.trust == .trusted)
        #expect(report.certificate?.names.count == 1_000 && report.certificate?.omittedNames == 201)
        #expect(
            report.certificate?.namesPhrase == "panel.acme.example, h0.example, h1.example, h2.example, h3.example and 1196 more")
    }

    @Test("the lifetime cap of a certificate by its first day, and the next cap")
    func lifetimes() {
        let day: Int64 = 86_400
        // 2026-03-14, 2026-03-15, 2027-03-15, 2029-03-15.
        for (first, cap, next) in [
            (1_773_446_400, 398, 200), (1_773_532_800, 200, 100), (1_805_068_800, 100, 47), (1_868_227_200, 47, nil),
        ] as [(Int64, Int64, Int64?)] {
            #expect(LifetimeCap.seconds(notBefore: first) == cap * day)
            #expect(LifetimeCap.next(notBefore: first)?.seconds == next.map { $0 * day })
        }
    }
}
