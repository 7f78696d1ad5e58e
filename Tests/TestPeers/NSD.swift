public import DNS
import Foundation

/// NLnet Labs' authoritative server.
public enum NSD {
    public static let isInstalled = Program.isInstalled("nsd")

    /// Serves zone texts by zone name: `["example.com": "@ IN SOA …"]`.
    public static func start(
        zones: [String: String], address: IPAddress = IPAddress(family: .ipv4, number: 0x7f00_0001)
    ) async throws -> NameServerProcess {
        let folder = try TemporaryFolder()
        for (name, text) in zones { try folder.write(text + "\n", to: "\(name).zone") }
        return try await NameServerProcess.start("nsd", flags: ["-d"], address: address, folder: folder) { endpoint in
            let path = folder.url.path
            let head = """
                server:
                  ip-address: \(endpoint.address)@\(endpoint.port)
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
}
