import DNS
import Resolver
import TestPeers
import Testing

/// One world for all tests of iteration and validation: healthy zones, and one for each way in which a zone can be broken.
enum AuthorityWorld {
    static let shared = Task { try await DNSWorld.start(zones) }

    static var world: DNSWorld { get async throws { try await shared.value } }

    static func client(_ world: DNSWorld, _ policy: AuthorityPolicy = patient) throws -> AuthorityClient {
        try AuthorityClient(hints: try RootHints(contentsOf: world.rootHints), policy: policy)
    }

    /// Enough time for a loaded machine, but not six seconds for each silent server.
    static var patient: AuthorityPolicy {
        var policy = AuthorityPolicy()
        policy.resolver.questionDeadline = .seconds(3)
        return policy
    }

    static let www = "www A 203.0.113.1\n"
    private static let day = Duration.seconds(86_400)

    private static func signed(_ algorithm: String) -> WorldZone.Signing { .init(algorithm: algorithm) }

    static let zones = healthy + bogus + weak + ill

    private static let healthy = [
        WorldZone(
            "acme.example",
            www + """
                news MX 10 mx
                mx A 203.0.113.30
                alias CNAME www
                outside CNAME www.plain.test.
                *.wild TXT any
                a.empty TXT below
                moved DNAME target
                www.target A 203.0.113.7
                """),
        WorldZone("hashed.example", www + "*.wild TXT any\na.empty TXT below", signing: .init(denial: .nsec3(salt: "ab"))),
        WorldZone("opt-out.example", www, signing: .init(denial: .nsec3(optOut: true))),
        WorldZone("below.opt-out.example", www, servers: [.init("ns1", host: 13)], signing: nil),
        WorldZone("rsa.example", www, signing: signed("RSASHA256")),
        WorldZone("rsa512.example", www, signing: signed("RSASHA512")),
        WorldZone("p384.example", www, signing: signed("ECDSAP384SHA384"), delegation: .digests([4])),
        WorldZone("ed25519.example", www, signing: signed("ED25519")),
        WorldZone("both.example", www, servers: [.init("ns1", host: 14, isAlsoIPv6: Loopback.hasIPv6)]),
        WorldZone("plain.test", www, signing: nil),
        // As in registries with second levels: one server serves both, and refers past the second level.
        WorldZone("co.test", "", servers: [.init("ns", host: 2)]),
        WorldZone("acme.co.test", www),
        WorldZone("plain.co.test", www, signing: nil),
        // Their parents' servers serve them too: no referral shows the zone cut.
        WorldZone("deep.acme.example", www),
        WorldZone("deeper.deep.acme.example", www, signing: nil),
        WorldZone("elsewhere.acme.example", www, servers: [.init("ns3.moved.example.", host: 13)]),
    ]

    private static let bogus = [
        WorldZone("expired.example", www, signing: .init(inception: day * -40, expiration: day * -1)),
        WorldZone("not-yet.example", www, signing: .init(inception: day * 3, expiration: day * 20)),
        WorldZone("forged.example", www) { $0.replacing("203.0.113.1", with: "203.0.113.2") },
        WorldZone("stripped.example", www) { text in
            text.split(separator: "\n").filter { !$0.hasPrefix("www.") || !$0.contains("RRSIG") }.joined(separator: "\n")
        },
        WorldZone("undenied.example", www) { text in
            text.split(separator: "\n").filter { !$0.contains("NSEC") }.joined(separator: "\n")
        },
        WorldZone(
            "other-key.example", www,
            delegation: .signer(
                "other-key.example. DS 12345 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")),
        WorldZone(
            "unsigned.example", www, signing: nil,
            delegation: .signer(
                "unsigned.example. DS 12345 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")),
    ]

    private static let digest = "49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10"

    /// More DS records than are compared, none of which matches.
    private static let manySigners = (1...40).map { "many-keys.example. DS \($0) 13 2 \(digest)" }.joined(separator: "\n")

    private static let weak = [
        WorldZone("expiring.example", www, signing: .init(expiration: day * 2)),
        WorldZone("sha1-digest.example", www, delegation: .digests([1])),
        WorldZone("sha1.example", www, signing: signed("RSASHA1")),
        WorldZone("gost.example", www, delegation: .signer("gost.example. DS 12345 12 2 \(digest)")),
        WorldZone("gost-digest.example", www, delegation: .signer("gost-digest.example. DS 12345 13 3 \(digest)")),
        WorldZone("nsec3-sha1.example", www, delegation: .signer("nsec3-sha1.example. DS 12345 7 2 \(digest)")),
        WorldZone("many-keys.example", www, delegation: .signer(manySigners)),
        WorldZone("iterations.example", www, signing: .init(denial: .nsec3(iterations: 200))),
    ]

    private static let ill = [
        WorldZone("lame.example", www, servers: [.init("ns1", host: 11), .init("ns2", host: 13, .nothing)]),
        WorldZone(
            "differs.example", www,
            servers: [.init("ns1", host: 11), .init("ns2", host: 12, .other("www A 203.0.113.9", serial: 7))]),
        WorldZone("single.example", www, servers: [.init("ns1", host: 11)]),
        WorldZone(
            "moved.example", www,
            servers: [
                .init("ns1", host: 11), .init("ns2", host: 12, isListed: false), .init("ns3", host: 13, isDelegatedTo: false),
            ]),
        WorldZone("closed.example", www, servers: [.init("ns1", host: 91, .closed), .init("ns2", host: 92, .closed)]),
        WorldZone("silent.example", www, servers: [.init("ns1", host: 93, .silence)]),
        WorldZone(
            "mute.example", www, servers: [.init("ns1", host: 93, .silence)],
            delegation: .signer("mute.example. DS 12345 13 2 \(digest)")),
        WorldZone("half-silent.example", www, servers: [.init("ns1", host: 93, .silence), .init("ns2", host: 11)]),
        WorldZone("circle.example", "", servers: [.init("ns.circle.test.", host: 11)], delegation: .automatic),
        WorldZone("circle.test", "", servers: [.init("ns.circle.example.", host: 11)], delegation: .automatic),
    ]
}

extension String {
    func replacing(_ part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
