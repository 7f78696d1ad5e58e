import DNS
import Foundation

/// The finished texts of a world's zones: the root and top-level domains are added, every zone is delegated by its parent,
/// and signed zones are signed, the lowest first.
struct ZoneTexts {
    /// By machine, then by zone name (`.` is the root).
    private(set) var byHost: [UInt8: [String: String]] = [:]
    /// DS of the root, as zone-file text; `nil` for an unsigned root.
    private(set) var trustAnchor: String?
    private let addresses: WorldAddresses

    init(_ zones: [WorldZone], addresses: WorldAddresses, signer: ZoneSigner) async throws {
        self.addresses = addresses
        let all = Self.completed(zones)
        var delegations: [String: [String]] = [:]
        for zone in all.sorted(by: { Self.depth($0.name) > Self.depth($1.name) }) {
            let below = delegations[zone.name] ?? []
            var signers: [String] = []
            var finished: [String: String] = [:]
            for server in zone.servers {
                guard let text = Self.text(zone, server.content, below, addresses) else { continue }
                if finished[text] == nil, let signing = zone.signing {
                    (finished[text], signers) = try await signer.sign(text, name: zone.name, signing, digests: Self.digests(zone))
                }
                let served = finished[text] ?? text
                byHost[server.host, default: [:]][zone.name] = zone.tampering?(served) ?? served
            }
            if zone.name == "." {
                trustAnchor = signers.first
            } else {
                let parent = Self.parent(of: zone.name, in: all)
                delegations[parent, default: []] += Self.delegation(zone, signers, addresses)
            }
        }
    }

    /// Includes the root and the top-level domains that are not given.
    private static func completed(_ zones: [WorldZone]) -> [WorldZone] {
        var all = zones
        let topLevel = Set(zones.map(\.name).filter { $0 != "." }.compactMap { $0.split(separator: ".").last.map(String.init) })
        for name in topLevel.sorted() where !zones.contains(where: { $0.name == name }) {
            all.append(WorldZone(name, servers: [.init("ns", host: WorldAddresses.topLevel)]))
        }
        if !zones.contains(where: { $0.name == "." }) {
            all.append(WorldZone(".", servers: [.init("a.root-servers", host: WorldAddresses.root)]))
        }
        return all
    }

    private static func depth(_ name: String) -> Int { name == "." ? 0 : name.split(separator: ".").count }

    private static func parent(of name: String, in zones: [WorldZone]) -> String {
        zones.map(\.name).filter { $0 != name && ($0 == "." || name.hasSuffix(".\($0)")) }.max { depth($0) < depth($1) } ?? "."
    }

    private static func digests(_ zone: WorldZone) -> [Int] {
        if case .digests(let digests) = zone.delegation { return digests }
        return [2]
    }

    /// The zone as one of its servers serves it; `nil` if that server does not.
    private static func text(
        _ zone: WorldZone, _ content: WorldZone.Content, _ below: [String], _ addresses: WorldAddresses
    ) -> String? {
        var (records, serial) = (zone.records, zone.serial)
        switch content {
        case .zone: break
        case .other(let others, let other): (records, serial) = (others, other)
        case .nothing, .closed, .silence, .script: return nil
        }
        let listed = zone.servers.filter(\.isListed)
        var lines = ["$ORIGIN \(zone.name == "." ? "." : "\(zone.name).")", "$TTL 300"]
        lines.append("@ SOA \(listed.first?.name ?? "ns1") hostmaster \(serial) 3600 600 86400 60")
        for server in listed { lines.append("@ NS \(server.name)") }
        for server in zone.servers { lines += glue(server, of: zone, addresses) }
        return (lines + [records] + below).joined(separator: "\n") + "\n"
    }

    /// What the parent zone says, with absolute names.
    private static func delegation(_ zone: WorldZone, _ signers: [String], _ addresses: WorldAddresses) -> [String] {
        if case .text(let text) = zone.delegation { return [text] }
        let absolute = { (name: String) in name.hasSuffix(".") ? name : "\(name).\(zone.name)." }
        let servers = zone.servers.filter(\.isDelegatedTo)
        var lines = servers.map { "\(zone.name). NS \(absolute($0.name))" }
        lines += servers.flatMap { server in
            var named = server
            named.name = absolute(server.name)
            named.host = server.glueHost
            return glue(named, of: zone, addresses)
        }
        if case .signer(let text) = zone.delegation { return lines + [text] }
        return lines + signers
    }

    /// A server's addresses; an out-of-zone server's are elsewhere.
    private static func glue(_ server: WorldZone.Server, of zone: WorldZone, _ addresses: WorldAddresses) -> [String] {
        guard !server.name.hasSuffix(".") || zone.name == "." || server.name.hasSuffix(".\(zone.name).") else { return [] }
        return ["\(server.name) A \(addresses[server.host])"] + (server.isAlsoIPv6 ? ["\(server.name) AAAA ::1"] : [])
    }
}
