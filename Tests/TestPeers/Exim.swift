package import DNS
import Foundation

/// Debian's standard mail server.
package enum Exim {
    package static let isInstalled = Program.isInstalled("exim4")

    /// Accepts mail for `domains`; offers STARTTLS with a certificate.
    ///
    /// - Parameter name: the name that it announces.
    /// - Parameter rules: lines of Exim's access control before those for recipients; `accept` ends them.
    package static func start(
        name: String, domains: [String], chain: String? = nil, key: String? = nil, rules: [String] = [],
        address: IPAddress = Loopback.ipv4, port: UInt16 = 0
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        let path = folder.url.path
        try FileManager.default.createDirectory(atPath: "\(path)/spool", withIntermediateDirectories: true)
        let user = NSUserName()
        let tls = chain.map { "tls_advertise_hosts = *\ntls_certificate = \($0)\ntls_privatekey = \(key ?? "")" }
        let configuration = """
            exim_user = \(user)
            exim_group = \(user)
            never_users =
            spool_directory = \(path)/spool
            log_file_path = \(path)/%slog
            pid_file_path = \(path)/exim.pid
            primary_hostname = \(name)
            host_lookup =
            rfc1413_hosts =
            helo_accept_junk_hosts = *
            keep_environment =
            \(tls ?? "tls_advertise_hosts =")
            acl_smtp_rcpt = recipients
            begin acl
            recipients:
            \(rules.map { "  \($0)\n" }.joined())  accept domains = \(domains.joined(separator: " : "))
              deny message = relay not permitted

            """
        let file = try folder.write(configuration, to: "exim.conf")
        return try await ServerProcess.startStreamServer("exim4", address: address, port: port, folder: folder) { endpoint in
            ["-C", file, "-bdf", "-oX", "<; [\(endpoint.address)]:\(endpoint.port)"]
        }
    }
}
