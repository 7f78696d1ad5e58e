import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite(
    "TLSA associations are compared with a served chain", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct DANETests {
    @Test("usages 2 and 3, both selectors, every matching type")
    func matching() async throws {
        let fixture = try await TLSFixture()
        // An expired certificate: dates and names count only below a trust anchor.
        let leaf = try await fixture.leaf {
            $0.from = -20 * 86_400
            $0.until = -10 * 86_400
        }
        let server = try await OpenSSLServer.start(leaf, chain: [fixture.intermediate])
        let expired = try await fixture.probe(server.endpoint).served
        await server.stop()
        let soundServer = try await fixture.serve(try await fixture.leaf())
        let served = try await fixture.probe(soundServer.endpoint).served
        await soundServer.stop()
        let now = Int64(Date().timeIntervalSince1970)
        let names = [DomainName(TLSFixture.host), DomainName("acme.example")].compactMap { $0 }
        let others = [DomainName("other.example")].compactMap { $0 }
        func association(_ anchor: Bool, _ key: Bool, _ digest: Digest?, of certificate: Certificate) -> DANEAssociation {
            let subject = key ? certificate.keyOctets : certificate.octets
            return DANEAssociation(
                isTrustAnchor: anchor, isOfKey: key, digest: digest, data: digest.map { $0.octets(subject) } ?? subject)
        }
        for digest in [nil, Digest.sha256, .sha512] {
            for key in [true, false] {
                #expect(association(false, key, digest, of: expired[0]).matches(expired, names: others, at: now))
                #expect(association(true, key, digest, of: served[1]).matches(served, names: names, at: now))
                #expect(!association(true, key, digest, of: served[1]).matches(served, names: others, at: now))
                #expect(!association(true, key, digest, of: served[1]).matches(expired, names: names, at: now))
                #expect(!association(false, key, digest, of: served[1]).matches(served, names: names, at: now))
                #expect(!association(true, key, digest, of: expired[0]).matches(served, names: names, at: now))
            }
        }
        #expect(!association(false, true, .sha256, of: served[0]).matches([], names: names, at: now))
    }
}
