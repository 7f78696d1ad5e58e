package import DNS
import Foundation
import Synchronization

/// A separate name space on loopback: a signed root, top-level domains and the zones that a test publishes, each on NSD
/// servers at its own addresses, and two validating Unbound resolvers that resolve from that root.
///
///     let world = try await DNSWorld.start([WorldZone("acme.example", "news MX 10 mx\nmx A 203.0.113.30")])
///     // world.publicView, world.internalView, world.rootHints, world.trustAnchor
///     await world.stop()
package final class DNSWorld: Sendable {
    /// The requirements of every test that starts a world.
    package static let isPossible =
        NSD.isInstalled && Unbound.isInstalled && SignedZone.isPossible && WorldAddresses.isPossible
    package static let absence: String = "nsd, unbound and ldnsutils are needed, and port 53 of loopback addresses"

    /// Recursion from the world's root, with validation.
    package let publicView: Endpoint
    /// The same, except for the zones that shadow public ones internally.
    package let internalView: Endpoint
    /// Paths of files in the format of Debian's dns-root-data.
    package let rootHints: String
    package let trustAnchor: String
    /// The DS record of the root.
    package let trustAnchorText: String
    package let addresses: WorldAddresses
    package let folder: TemporaryFolder
    private let signer: ZoneSigner
    private let zones: Mutex<[WorldZone]>
    private let machines: Mutex<[UInt8: WorldMachine]>
    private let resolvers: [ServerProcess]

    /// Starts all servers concurrently and waits until all answer.
    ///
    /// - Parameters:
    /// - zones: the published zones; a root and top-level domains are added.
    /// - inside: zones that the internal view sees instead of the public ones: name and records.
    /// - loss: the share of datagrams lost in each direction between a zone's server and its client.
    package static func start(_ zones: [WorldZone], inside: [String: String] = [:], loss: Double = 0) async throws -> DNSWorld {
        guard let addresses = WorldAddresses() else { throw Program.Failure(description: absence) }
        let folder = try TemporaryFolder()
        let signer = ZoneSigner(folder: folder)
        let texts = try await ZoneTexts(zones, addresses: addresses, signer: signer)
        let anchor = texts.trustAnchor ?? ""
        let hints = try folder.write(
            ". 3600000 NS a.root-servers.\na.root-servers. 3600000 A \(addresses[WorldAddresses.root])\n", to: "root.hints")
        let anchorFile = try folder.write("\(anchor)\n", to: "root.key")
        let insideTexts = inside.mapValues { "@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\n\($0)" }
        let machines = try await WorldMachine.start(
            texts, contents: zones.flatMap(\.servers), inside: insideTexts, addresses: addresses, loss: loss)
        async let outside = started {
            try await Unbound.start(rootHints: hints, trustAnchors: [anchor], address: addresses[WorldAddresses.publicView])
        }
        async let within = started {
            try await Unbound.start(
                rootHints: hints,
                stubs: Dictionary(uniqueKeysWithValues: inside.keys.map { ($0, addresses[WorldAddresses.inside]) }),
                trustAnchors: [anchor], address: addresses[WorldAddresses.internalView])
        }
        let starts = await [outside, within]
        let resolvers: [ServerProcess]
        do { resolvers = try starts.map { try $0.get() } } catch {
            for case .success(let resolver) in starts { await resolver.stop() }
            for machine in machines.values { await machine.stop() }
            throw error
        }
        return DNSWorld(addresses, folder, signer, zones, machines, resolvers, (hints, anchorFile, anchor))
    }

    /// Waits for both resolvers: if one has started and the other has not, the first must be stopped.
    private static func started(_ start: () async throws -> ServerProcess) async -> Result<ServerProcess, any Error> {
        do { return .success(try await start()) } catch { return .failure(error) }
    }

    private init(
        _ addresses: WorldAddresses, _ folder: TemporaryFolder, _ signer: ZoneSigner, _ zones: [WorldZone],
        _ machines: [UInt8: WorldMachine], _ resolvers: [ServerProcess],
        _ root: (hints: String, anchorFile: String, anchor: String)
    ) {
        self.addresses = addresses
        self.folder = folder
        self.signer = signer
        self.zones = Mutex(zones)
        self.machines = Mutex(machines)
        self.resolvers = resolvers
        publicView = resolvers[0].endpoint
        internalView = resolvers[1].endpoint
        rootHints = root.hints
        trustAnchor = root.anchorFile
        trustAnchorText = root.anchor
    }

    /// Publishes a changed zone on every server that has it, with the same keys. Resolvers' caches are kept.
    package func publish(_ zone: WorldZone) async throws {
        let all = zones.withLock { zones in
            zones.removeAll { $0.name == zone.name }
            zones.append(zone)
            return zones
        }
        let texts = try await ZoneTexts(all, addresses: addresses, signer: signer)
        for server in zone.servers {
            guard let text = texts.byHost[server.host]?[zone.name], let machine = machines.withLock({ $0[server.host] })
            else { continue }
            try await machine.publish(text, name: zone.name)
        }
    }

    /// Stops a machine: its address accepts nothing any more.
    package func stop(host: UInt8) async {
        await machines.withLock { $0.removeValue(forKey: host) }?.stop()
    }

    package func stop() async {
        let all = machines.withLock { machines in
            defer { machines = [:] }
            return Array(machines.values)
        }
        await withTaskGroup(of: Void.self) { group in
            for machine in all { group.addTask { await machine.stop() } }
            for resolver in resolvers { group.addTask { await resolver.stop() } }
        }
    }
}
