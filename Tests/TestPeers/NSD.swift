package import DNS
import Foundation
import LDNSCodec

/// NLnet Labs' authoritative server.
package enum NSD {
    package static let isInstalled = Program.isInstalled("nsd")

    /// Serves zone texts by zone name: `["example.com": "@ IN SOA …"]`; on `::1` too on request.
    package static func start(
        zones: [String: String], address: IPAddress = IPAddress(family: .ipv4, number: 0x7f00_0001), port: UInt16 = 0,
        alsoIPv6: Bool = false
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        for (name, text) in zones { try folder.write(text + "\n", to: "\(name).zone") }
        return try await ServerProcess.startNameServer(
            "nsd", flags: ["-d"], address: address, port: port, folder: folder
        ) { endpoint in
            let path = folder.url.path
            let ipv6 = alsoIPv6 ? "\n  ip-address: ::1@\(endpoint.port)" : ""
            let head = """
                server:
                  ip-address: \(endpoint.address)@\(endpoint.port)\(ipv6)
                  server-count: 1
                  username: ""
                  zonesdir: "\(path)"
                  database: ""
                  pidfile: "\(path)/nsd.pid"
                  xfrdfile: "\(path)/xfrd.state"
                  zonelistfile: "\(path)/zone.list"
                  rrl-ratelimit: 0
                remote-control:
                  control-enable: no

                """
            return zones.keys.sorted().reduce(head) { text, name in
                text + "zone:\n  name: \"\(name)\"\n  zonefile: \"\(path)/\(name).zone\"\n"
            }
        }
    }

    /// Replaces the texts of zones on a running server, and waits until they are served. Their serials must
    /// grow.
    package static func publish(_ zones: [String: String], on server: ServerProcess) async throws {
        var wanted: [(origin: DomainName, start: RecordData)] = []
        for (name, text) in zones {
            try server.folder.write(text + "\n", to: "\(name).zone")
            guard let origin = DomainName(name),
                let start = try ZoneFile(parsing: text, origin: origin).records.first(where: { $0.type == .soa })
            else { throw Program.Failure(description: "no SOA record in zone \(name)") }
            wanted.append((origin, start.data))
        }
        kill(server.processIdentifier, SIGHUP)
        for _ in 0..<200 {
            var left = wanted[...]
            // All are taken at once.
            while let zone = left.first, try await serves(zone.start, at: zone.origin, server) { left.removeFirst() }
            wanted = Array(left)
            if wanted.isEmpty { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        let log = (try? String(contentsOf: server.folder.url.appending(path: "nsd.log"), encoding: .utf8)) ?? ""
        throw Program.Failure(
            description:
                "nsd does not take the new text of zone \(wanted[0].origin.text): its serial must grow\n\(log.suffix(2_000))")
    }

    private static func serves(_ start: RecordData, at origin: DomainName, _ server: ServerProcess) async throws -> Bool {
        let query = MessageCodec.encode(Message(question: Question(origin, .soa))) ?? []
        let reply = try await Datagram.exchange(query, with: server.endpoint)
        return try MessageCodec.decode(reply).answers.contains { $0.data == start }
    }
}
