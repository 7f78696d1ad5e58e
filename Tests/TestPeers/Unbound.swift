package import DNS
import Foundation

/// NLnet Labs' validating resolver.
package enum Unbound {
    package static let isInstalled = Program.isInstalled("unbound")

    /// Sends every query to `upstream`, or to the servers that `forwarding` names for a zone: the root servers are never
    /// queried. Validates names below `trustAnchors` (DS or DNSKEY records as text).
    package static func start(
        upstream: Endpoint, forwarding: [String: Endpoint] = [:], trustAnchors: [String] = [],
        address: IPAddress = IPAddress(family: .ipv4, number: 0x7f00_0001)
    ) async throws -> ServerProcess {
        let forwards = forwarding.merging([".": upstream]) { own, _ in own }.sorted { $0.key < $1.key }
        let clauses = forwards.map { zone, server in
            "forward-zone:\n  name: \"\(zone)\"\n  forward-addr: \(server.address)@\(server.port)\n"
        }
        return try await start(
            trustAnchors: trustAnchors, address: address, server: "  qname-minimisation: no\n", clauses.joined())
    }

    /// Resolves from the servers in a hints file, except for the zones of `stubs`, which it queries at the given address
    /// without validation. Without trust anchors, it validates nothing.
    package static func start(
        rootHints: String, stubs: [String: IPAddress] = [:], trustAnchors: [String], address: IPAddress = Loopback.ipv4
    ) async throws -> ServerProcess {
        let insecure = stubs.keys.sorted().map { "  domain-insecure: \"\($0)\"\n" }.joined()
        let clauses = stubs.sorted { $0.key < $1.key }.map { zone, server in
            "stub-zone:\n  name: \"\(zone)\"\n  stub-addr: \(server)\n"
        }
        return try await start(
            trustAnchors: trustAnchors, address: address,
            server: "  root-hints: \"\(rootHints)\"\n  target-fetch-policy: \"0 0 0 0 0\"\n" + insecure, clauses.joined())
    }

    private static func start(
        trustAnchors: [String], address: IPAddress, server lines: String, _ clauses: String
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        return try await ServerProcess.startNameServer("unbound", flags: ["-d"], address: address, folder: folder) { endpoint in
            let path = folder.url.path
            let head = """
                server:
                  interface: \(endpoint.address)
                  port: \(endpoint.port)
                  username: ""
                  chroot: ""
                  directory: "\(path)"
                  pidfile: ""
                  use-syslog: no
                  do-daemonize: no
                  do-not-query-localhost: no
                  access-control: 127.0.0.0/8 allow
                  access-control: ::1/128 allow
                  unblock-lan-zones: yes
                  insecure-lan-zones: yes
                  local-zone: "test." nodefault
                  ede: yes
                  num-threads: 1
                  module-config: "\(trustAnchors.isEmpty ? "iterator" : "validator iterator")"

                """
            let anchors = trustAnchors.map { "  trust-anchor: \"\($0)\"\n" }.joined()
            return head + lines + anchors + clauses + "remote-control:\n  control-enable: no\n"
        }
    }
}
