public import DNS
import Foundation

/// NLnet Labs' validating resolver.
public enum Unbound {
    public static let isInstalled = Program.isInstalled("unbound")

    /// Sends every question to `upstream`, or to the servers that `forwarding` names for a zone: the root's servers are
    /// never asked. Validates what lies below `trustAnchors` (DS or DNSKEY records as text).
    public static func start(
        upstream: Endpoint, forwarding: [String: Endpoint] = [:], trustAnchors: [String] = [],
        address: IPAddress = IPAddress(family: .ipv4, number: 0x7f00_0001)
    ) async throws -> NameServerProcess {
        let folder = try TemporaryFolder()
        return try await NameServerProcess.start("unbound", flags: ["-d"], address: address, folder: folder) { endpoint in
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
                  qname-minimisation: no
                  ede: yes
                  num-threads: 1
                  module-config: "\(trustAnchors.isEmpty ? "iterator" : "validator iterator")"

                """
            let anchors = trustAnchors.map { "  trust-anchor: \"\($0)\"\n" }.joined()
            let forwards = forwarding.merging([".": upstream]) { own, _ in own }.sorted { $0.key < $1.key }
            return forwards.reduce(head + anchors) { text, forward in
                text + "forward-zone:\n  name: \"\(forward.key)\"\n"
                    + "  forward-addr: \(forward.value.address)@\(forward.value.port)\n"
            } + "remote-control:\n  control-enable: no\n"
        }
    }
}
