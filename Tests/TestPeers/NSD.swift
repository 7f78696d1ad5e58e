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

    /// Replaces a zone's text on a running server, and waits until it is served.
    static func publish(_ text: String, zone name: String, on server: ServerProcess) async throws {
        try server.folder.write(text + "\n", to: "\(name).zone")
        guard let origin = DomainName(name),
            let wanted = try ZoneFile(parsing: text, origin: origin).records.first(where: { $0.type == .soa })
        else { throw Program.Failure(description: "no SOA record in zone \(name)") }
        kill(server.processIdentifier, SIGHUP)
        let query = MessageCodec.encode(Message(question: Question(origin, .soa))) ?? []
        for _ in 0..<200 {
            let reply = try await Datagram.exchange(query, with: server.endpoint)
            if try MessageCodec.decode(reply).answers.contains(where: { $0.data == wanted.data }) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Program.Failure(description: "nsd does not take the new text of zone \(name): its serial must grow")
    }
}
