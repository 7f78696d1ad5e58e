import DNS
import Facts
import Foundation
import Probes
import TestPeers
import Testing

/// Mail servers with keys in signed zones, in a separate name space from the root down.
@Suite(
    "An audit compares TLSA records with what mail servers serve", .timeLimit(.minutes(10)),
    .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"),
    .enabled(if: Exim.isInstalled && CertificateMint.isPossible, "exim4 or openssl is not installed"),
    .enabled(if: Loopback.mayListen(on: 25), "this user may not listen on port 25"), .serialized)
struct DANEAuditTests {
    /// A name space with two mail servers: one with TLS, one without.
    private struct Scene {
        let world: DNSWorld
        let servers: [ServerProcess]
        let hierarchy: CertificateHierarchy
        /// The folder of the servers' certificates, for the lifetime of this object.
        let folder: TemporaryFolder
        /// Data of TLSA records that match the first server: `3 1 1`, `3 0 2`, `2 0 1` and `2 0 0`.
        let fitting: [String]

        func stop() async {
            for server in servers { await server.stop() }
            await world.stop()
        }
    }

    private static let secure = "127.26.0.1"
    private static let plain = "127.26.0.2"
    private static let ended = "127.26.0.3"
    private static let zeros = String(repeating: "00", count: 32)
    private static let hosts = ["rolled", "deep", "other", "plain", "useless", "ended", "fit1", "fit2", "fit3"]

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        octets.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }

    private static func scene() async throws -> Scene {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("*.acme.example")
        // The servers' keys must be known before the zones are signed.
        let trial = try await hierarchy.serve(leaf)
        let prober = Prober(ProbeSettings(roots: try TrustStore(), now: Int64(Date().timeIntervalSince1970)))
        let served = await prober.tls(TLSTarget(endpoint: trial.endpoint, serverName: nil)).served
        await trial.stop()
        try #require(served.count == 2)
        let fitting = [
            DANEAssociation.record(for: served[0]), "3 0 2 \(hexadecimal(Digest.sha512.octets(served[0].octets)))",
            "2 0 1 \(hexadecimal(Digest.sha256.octets(served[1].octets)))", "2 0 0 \(hexadecimal(served[1].octets))",
        ]
        // An expired certificate is as good as any other if DANE secures its key.
        let expired = try await hierarchy.leaf("ended.acme.example") { ($0.from, $0.until) = (-90 * 86_400, -10 * 86_400) }
        let second = try await hierarchy.serve(expired)
        let old = await prober.tls(TLSTarget(endpoint: second.endpoint, serverName: nil)).served
        await second.stop()
        let world = try await DNSWorld.start(zones(fitting, expired: DANEAssociation.record(for: try #require(old.first))))
        let names = ["acme.example", "*.acme.example", "unsigned.example", "forged.example"]
        do {
            let secure = try await Exim.start(
                name: "mta.acme.example", domains: names, chain: try hierarchy.fullChain(leaf, in: folder), key: leaf.keyPath,
                address: try #require(IPAddress(secure) as IPAddress?), port: 25)
            let plain = try await Exim.start(
                name: "plain.acme.example", domains: names, address: try #require(IPAddress(plain) as IPAddress?), port: 25)
            let ended = try await Exim.start(
                name: "mx.ended.acme.example", domains: names, chain: try hierarchy.fullChain(expired, in: folder),
                key: expired.keyPath, address: try #require(IPAddress(ended) as IPAddress?), port: 25)
            return Scene(world: world, servers: [secure, plain, ended], hierarchy: hierarchy, folder: folder, fitting: fitting)
        } catch {
            await world.stop()
            throw error
        }
    }

    private static func zones(_ fitting: [String], expired: String) -> [WorldZone] {
        let tlsa = { (host: String, data: String) in "_25._tcp.\(host) TLSA \(data)" }
        let acme =
            [
                "@ MX 10 mta", "mta A \(secure)", tlsa("mta", fitting[0]), tlsa("mta", "3 1 1 \(zeros)"),
                "rolled MX 10 mx.rolled", "mx.rolled A \(secure)", tlsa("mx.rolled", "3 1 1 \(zeros)"),
                "other MX 10 mx.unsigned.example.",
                "plain MX 10 mx.plain", "mx.plain A \(plain)", tlsa("mx.plain", fitting[0]),
                // Only DANE secures the key here: the certificate is for other names.
                "deep MX 10 mx.deep", "mx.deep A \(secure)", tlsa("mx.deep", fitting[0]),
                "ended MX 10 mx.ended", "mx.ended A \(ended)", tlsa("mx.ended", expired),
                "useless MX 10 mx.useless", "mx.useless A \(secure)", tlsa("mx.useless", "1 0 1 \(zeros)"),
            ]
            + fitting.enumerated().dropFirst().flatMap { index, data in
                ["fit\(index) MX 10 fit\(index)-mx", "fit\(index)-mx A \(secure)", tlsa("fit\(index)-mx", data)]
            }
        return [
            WorldZone("acme.example", acme.joined(separator: "\n")),
            WorldZone(
                "unsigned.example", ["@ MX 10 mx", "mx A \(secure)", tlsa("mx", fitting[0])].joined(separator: "\n"), signing: nil
            ),
            WorldZone(
                "forged.example", ["@ MX 10 mx", "mx A \(secure)", tlsa("mx", fitting[0])].joined(separator: "\n")
            ) { $0.replacing(fitting[0].dropFirst(6), with: zeros) },
        ]
    }

    private func audit(_ scene: Scene, resolver: Endpoint, authoritative: Bool) async throws -> SendreadyProgram.Run {
        let world = scene.world
        let authority =
            authoritative
            ? ", authoritative: { root-hints: \"\(world.rootHints)\", trust-anchor: \"\(world.trustAnchor)\" }" : ""
        let domains = Self.hosts.map { "\($0).acme.example" } + ["unsigned.example", "forged.example"]
        let program = try SendreadyProgram()
        try program.folder.write(
            """
            version: 1
            name: acme
            scheme: direct
            views: { public: { resolvers: ["\(resolver)"] }\(authority) }
            networks: { public: [127.0.0.0/8] }
            tls: { ca-file: "\(scene.hierarchy.root.path)" }
            probes: { tls: true, smtp: true, http: false }
            senders:
              - { name: bulk, addresses: [\(Self.secure)], from: [acme.example], mail-from: [\(domains.joined(separator: ", "))] }
            """, to: "acme.yaml")
        return try await program.run([
            "audit", "acme.yaml", "--format", "json", "--rule", "dane/*", "--rule", "smtp/starttls-missing",
            "--rule", "smtp/certificate-invalid", "--rule", "tls/expired", "--rule", "tls/expires-soon",
        ])
    }

    /// The failures of a world where our validation, or the resolver, secures the signed zone.
    private func expectFaults(
        _ run: SendreadyProgram.Run, _ scene: Scene, forged: [String], failing: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(
            try run.findings("fail")
                == ([
                    "dane/not-secure other.acme.example/mx.unsigned.example/public",
                    "dane/tlsa-mismatch rolled.acme.example/mx.rolled.acme.example/\(Self.secure)/public",
                    "dane/unusable useless.acme.example/mx.useless.acme.example/public",
                    "smtp/certificate-invalid other.acme.example/mx.unsigned.example/\(Self.secure)/public",
                    "smtp/certificate-invalid rolled.acme.example/mx.rolled.acme.example/\(Self.secure)/public",
                    "smtp/certificate-invalid useless.acme.example/mx.useless.acme.example/\(Self.secure)/public",
                    "smtp/starttls-missing plain.acme.example/mx.plain.acme.example/\(Self.plain)/public",
                ] + failing).sorted(), "\(run.error)", sourceLocation: sourceLocation)
        let undetermined = try run.findings("undetermined")
        #expect(undetermined == forged, sourceLocation: sourceLocation)
        #expect(
            try run.all().filter { $0["outcome"]?.text == "undetermined" }.allSatisfy { $0["cause"]?.text == "bogus" },
            "\(run.output)", sourceLocation: sourceLocation)
        #expect(run.status == 2, sourceLocation: sourceLocation)
        let findings = try run.all().filter { $0["outcome"]?.text == "fail" }
        let mismatch = try #require(findings.first { $0["rule"]?.text == "dane/tlsa-mismatch" })
        #expect(
            mismatch["message"]?.text
                == "None of the TLSA records of mx.rolled.acme.example (3 1 1) matches what mx.rolled.acme.example (\(Self.secure)) serves; it accepts mail for rolled.acme.example.",
            sourceLocation: sourceLocation)
        let record = mismatch["fix"]?["publish"]?[0] ?? .null
        #expect(record["owner"]?.text == "_25._tcp.mx.rolled.acme.example." && record["type"]?.text == "TLSA", "\(mismatch)")
        #expect(record["value"]?.text == scene.fitting[0], sourceLocation: sourceLocation)
        // DANE senders deliver nothing without encryption.
        #expect(findings.first { $0["rule"]?.text == "smtp/starttls-missing" }?["severity"]?.text == "error")
        let insecure = findings.filter { $0["rule"]?.text == "dane/not-secure" }.compactMap { $0["message"]?.text }
        #expect(
            insecure == [
                "mx.unsigned.example, which accepts mail for other.acme.example and unsigned.example, has TLSA records that senders ignore: DNSSEC does not secure the A records of mx.unsigned.example, the AAAA records of mx.unsigned.example, the TLSA records of mx.unsigned.example, the MX records of unsigned.example."
            ], sourceLocation: sourceLocation)
    }

    @Test("a validating resolver, or our own validation where there is none: the rolled key is reported, with its record")
    func rolledKey() async throws {
        let scene = try await Self.scene()
        let credulous = try await Unbound.start(rootHints: scene.world.rootHints, trustAnchors: [])
        let byResolver = try await audit(scene, resolver: scene.world.publicView, authoritative: false)
        let byChain = try await audit(scene, resolver: credulous.endpoint, authoritative: true)
        let byNobody = try await audit(scene, resolver: credulous.endpoint, authoritative: false)
        await credulous.stop()
        await scene.stop()
        let (mx, forged) = ("rolled.acme.example/mx.rolled.acme.example", "forged.example/mx.forged.example")
        let (host, server) = ("\(forged)/public", "\(forged)/\(Self.secure)/public")
        let open = ["dane/not-secure \(host)", "dane/tlsa-mismatch \(server)"]
        let invalid = "smtp/certificate-invalid \(server)"
        // A validating resolver withholds forged data; another returns it, and our own validation detects it.
        try expectFaults(byResolver, scene, forged: open + ["dane/unusable \(host)", invalid])
        try expectFaults(byChain, scene, forged: open, failing: [invalid])
        // A resolver that does not validate proves nothing about a signed zone, and the report says so.
        let undetermined = try byNobody.findings("undetermined")
        for subject in ["dane/tlsa-mismatch \(mx)/\(Self.secure)/public", "dane/not-secure \(mx)/public"] {
            #expect(undetermined.contains(subject), "\(byNobody.output)")
        }
        #expect(try !byNobody.findings("fail").contains { $0.hasPrefix("dane/tlsa-mismatch") })
        #expect(byNobody.status == 3)
    }
}
