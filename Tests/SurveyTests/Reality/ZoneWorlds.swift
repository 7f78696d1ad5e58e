import DNS
import Deployment
import Facts
import Foundation
import MailPolicy
import Resolver
import Survey
import TestPeers

/// Deployments whose zones are on name servers below their own root, seen through the authoritative view.
enum ZoneWorlds {
    /// Empty where NSD and Unbound are not installed: then the suite that needs them says so.
    static func facts() async throws -> [FactSet] {
        guard DNSWorld.isPossible else { return [] }
        let world = try await DNSWorld.start(zones)
        do {
            let hints = try RootHints(contentsOf: world.rootHints)
            // Nobody answers there.
            let closed = RootHints(
                servers: [NameServer(name: .root, glue: [IPAddress(family: .ipv4, number: 0x7fff_ff01)])])
            let facts = [
                try await survey(world, hints, anchored: true), try await survey(world, hints, anchored: false),
                try await survey(world, closed, anchored: false),
            ]
            await world.stop()
            return facts
        } catch {
            await world.stop()
            throw error
        }
    }

    private static let names = [
        "sound", "unsigned", "bogus", "expired", "lame", "differs", "single", "sha1", "old", "closed", "silent", "online",
        "stale", "all-lame", "moved",
    ]

    private static let content = """
        @ TXT "v=spf1 ip4:203.0.113.20 -all"
        @ MX 10 mx
        mx A 203.0.113.20
        _25._tcp.mx TLSA 3 1 1 0000000000000000000000000000000000000000000000000000000000000000
        click A 203.0.113.3
        _dmarc TXT "v=DMARC1; p=none"
        """

    private static var zones: [WorldZone] {
        names.map { name in
            var zone = WorldZone("\(name).example", content)
            switch name {
            case "unsigned": zone.signing = nil
            case "bogus": zone.tampering = { $0.replacing("203.0.113.20", with: "203.0.113.66") }
            case "expired": zone.signing = .init(inception: .seconds(-90 * 86_400), expiration: .seconds(-86_400))
            case "lame": zone.servers[1] = .init("ns2", host: 13, .nothing)
            case "all-lame": zone.servers = [.init("ns1", host: 13, .nothing)]
            case "differs":
                zone.signing = nil
                zone.servers = [
                    .init("ns1", host: 11),
                    .init("ns2", host: 12, .other("\(content)\n@ TXT \"other\"", serial: 9), isListed: false),
                    .init("ns3", host: 14, isDelegatedTo: false),
                ]
            case "single": zone.servers.removeLast()
            case "sha1": zone.delegation = .digests([1])
            case "old": zone.signing = .init(algorithm: "RSASHA1")
            case "moved": zone.servers[1].glueHost = 11
            case "closed": zone.servers[1] = .init("ns2", host: 15, .closed)
            case "silent": zone.servers[1] = .init("ns2", host: 16, .silence)
            default: break
            }
            return zone
        }
    }

    private static func survey(_ world: DNSWorld, _ hints: RootHints, anchored: Bool) async throws -> FactSet {
        let senders = names.map { name in
            "  - { name: \(name), addresses: [203.0.113.20], from: [\(name).example], mail-from: [\(name).example] }"
        }
        let file = """
            version: 1
            name: zones
            scheme: direct
            networks: { public: [203.0.113.0/24] }
            tracking: [\(names.map { "{ host: click.\($0).example, addresses: [203.0.113.3] }" }.joined(separator: ", "))]
            senders:
            \(senders.joined(separator: "\n"))
            """
        let plan = Plan(try DeploymentFile.parse(text: file, file: "zones.yaml", folder: "/").deployment)
        let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        let client = try AuthorityClient(hints: hints, deadline: .now + .seconds(30))
        defer { client.shutdown() }
        let anchors = anchored ? try TrustAnchors(contentsOf: world.trustAnchor) : nil
        let authority = Authority(
            client: client, validator: anchors.map { Validator(client: client, anchors: $0, now: now.seconds) })
        let resolver = try DNSClient(
            views: [View(name: "public", servers: [world.publicView])], deadline: .now + .seconds(30))
        defer { resolver.shutdown() }
        return await Survey(
            plan: plan, resolvers: [.public: [world.publicView]], network: resolver,
            publicSuffixes: PublicSuffixList("example\n"), authority: authority
        ).run(observedAt: now)
    }
}
