import DNS
import Deployment
import Resolver
import Synchronization
import TestPeers

/// Name servers with the records of many deployments, one for each view: all zones are published with one reload.
final class ZoneServers: Sendable {
    private let servers: [ViewName: ServerProcess]
    private let serial = Mutex(UInt32(1))

    private init(_ servers: [ViewName: ServerProcess]) { self.servers = servers }

    /// With empty zones, which the SOA records of the deployments name.
    static func start(_ deployments: [Deployed]) async throws -> ZoneServers {
        var servers: [ViewName: ServerProcess] = [:]
        do {
            for (view, lines) in views(deployments) {
                let zones = texts(lines, serial: 1).mapValues { $0.split(separator: "\n").prefix(2).joined(separator: "\n") }
                servers[view] = try await NSD.start(zones: zones)
            }
        } catch {
            for server in servers.values { await server.stop() }
            throw error
        }
        return ZoneServers(servers)
    }

    /// Replaces all records; the way to them remembers no earlier answer.
    func publish(_ deployments: [Deployed]) async throws -> Deployed.Servers {
        let serial = serial.withLock { serial in
            serial += 1
            return serial
        }
        for (view, lines) in Self.views(deployments) {
            guard let server = servers[view] else { continue }
            try await NSD.publish(Self.texts(lines, serial: serial), on: server)
        }
        let client = try DNSClient(views: servers.map { View(name: $0.rawValue, servers: [$1.endpoint]) })
        return Deployed.Servers(network: client, resolvers: servers.mapValues(\.endpoint))
    }

    func stop() async { for server in servers.values { await server.stop() } }

    private static func views(_ deployments: [Deployed]) -> [ViewName: [Deployed.Line]] {
        Dictionary(grouping: Set(deployments.flatMap(\.shown)), by: \.view)
    }

    /// Zone files by name: each record in the nearest zone above it, where a SOA record stands, or in the root.
    private static func texts(_ lines: [Deployed.Line], serial: UInt32) -> [String: String] {
        let origins = Set(lines.filter { $0.record.type == .soa }.map(\.record.name) + [.root])
        // A zone of the internal view's own differs in its mailbox from the public one.
        let copies = Set(lines.filter { $0.record.type == .soa && $0.record.data != Deployed.publicStart }.map(\.record.name))
        let heads = origins.map { origin in
            let mailbox = copies.contains(origin) ? "inside.invalid." : "hostmaster.invalid."
            return "@ 300 IN SOA ns.invalid. \(mailbox) \(serial) 3600 600 86400 60\n@ 300 IN NS ns.invalid."
        }
        var texts = Dictionary(uniqueKeysWithValues: zip(origins, heads.map { [$0] }))
        for line in Set(lines.map(\.record)) where line.type != .soa {
            let origin = (0...line.name.labelCount).reversed().lazy.map { line.name.suffix($0) }.first { origins.contains($0) }
            texts[origin ?? .root, default: []].append(
                "\(line.name.lowercased.absoluteText) \(line.ttl) IN \(line.type) \(line.data.zoneText)")
        }
        return Dictionary(uniqueKeysWithValues: texts.map { ($0.lowercased.text, $1.joined(separator: "\n")) })
    }
}
