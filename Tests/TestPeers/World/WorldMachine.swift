import DNS
import Foundation

/// One machine of a world: NSD with its zones, with or without a lossy path, or something other than a name server.
enum WorldMachine: Sendable {
    case server(ServerProcess, LossyPath?)
    case script(LyingServer)

    /// Starts all machines of a world concurrently.
    static func start(
        _ texts: ZoneTexts, contents: [WorldZone.Server], inside: [String: String], addresses: WorldAddresses, loss: Double
    ) async throws -> [UInt8: WorldMachine] {
        var plans: [UInt8: [String: String]] = texts.byHost
        if !inside.isEmpty { plans[WorldAddresses.inside] = inside }
        var ipv6: Set<UInt8> = []
        for server in contents {
            if case .nothing = server.content { plans[server.host, default: [:]] = plans[server.host] ?? [:] }
            if server.isAlsoIPv6 { ipv6.insert(server.host) }
        }
        var machines = try scripts(contents, addresses)
        let (served, addressesOfIPv6) = (plans, ipv6)
        return try await withThrowingTaskGroup(of: (UInt8, WorldMachine).self) { group in
            for (host, zones) in served {
                group.addTask {
                    let isLossy = loss > 0 && host != WorldAddresses.inside
                    let server = try await NSD.start(
                        zones: zones, address: addresses[host], port: isLossy ? LossyPath.innerPort : WorldAddresses.port,
                        alsoIPv6: addressesOfIPv6.contains(host))
                    guard isLossy else { return (host, .server(server, nil)) }
                    let outer = Endpoint(address: addresses[host], port: WorldAddresses.port)
                    do {
                        return (host, .server(server, try LossyPath(from: outer, to: server.endpoint, loss: loss)))
                    } catch {
                        await server.stop()
                        throw error
                    }
                }
            }
            var failure: (any Error)?
            while let result = await group.nextResult() {
                switch result {
                case .success(let (host, machine)): machines[host] = machine
                case .failure(let error): failure = error
                }
            }
            guard let failure else { return machines }
            for machine in machines.values { await machine.stop() }
            throw failure
        }
    }

    private static func scripts(_ servers: [WorldZone.Server], _ addresses: WorldAddresses) throws -> [UInt8: WorldMachine] {
        var machines: [UInt8: WorldMachine] = [:]
        for server in servers where machines[server.host] == nil {
            let answer: @Sendable ([UInt8], Int) -> [LyingServer.Step]
            switch server.content {
            case .silence: answer = { _, _ in [] }
            case .script(let script): answer = script
            default: continue
            }
            machines[server.host] = .script(
                try LyingServer(address: addresses[server.host], port: WorldAddresses.port, datagram: answer))
        }
        return machines
    }

    func publish(_ text: String, name: String) async throws {
        guard case .server(let process, _) = self else { return }
        try await NSD.publish([name: text], on: process)
    }

    func stop() async {
        switch self {
        case .script(let server): server.stop()
        case .server(let process, let path):
            path?.stop()
            await process.stop()
        }
    }
}
