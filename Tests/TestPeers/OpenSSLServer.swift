package import DNS
import Foundation

/// OpenSSL's own test server: anything that a TLS server can do wrong, on demand.
package enum OpenSSLServer {
    package static let isInstalled = Program.isInstalled("openssl")

    /// Serves a certificate; `options` are those of `openssl s_server`.
    package static func start(
        _ certificate: CertificateMint.Minted, chain: [CertificateMint.Minted] = [], options: [String] = [],
        address: IPAddress = Loopback.ipv4, port: UInt16 = 0
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        var arguments = ["s_server", "-cert", certificate.path, "-key", certificate.keyPath, "-www"] + options
        if !chain.isEmpty {
            let file = try folder.write(chain.map(\.text).joined(), to: "chain.pem")
            arguments += ["-cert_chain", file]
        }
        return try await ServerProcess.startStreamServer("openssl", address: address, port: port, folder: folder) { endpoint in
            arguments + ["-accept", endpoint.description]
        }
    }

    /// Serves a certificate while continually disturbing its clients: `command` is typed at `openssl s_server` for ever,
    /// `R` to renegotiate (TLS 1.2), `K` to update keys (TLS 1.3).
    package static func startRestless(
        _ certificate: CertificateMint.Minted, command: String, options: [String] = []
    ) async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        return try await ServerProcess.startStreamServer("bash", address: Loopback.ipv4, folder: folder) { endpoint in
            let arguments =
                ["openssl", "s_server", "-quiet", "-cert", certificate.path, "-key", certificate.keyPath] + options
                + ["-accept", endpoint.description]
            return ["-c", "exec \(arguments.joined(separator: " ")) < <(yes \(command))"]
        }
    }

    /// Serves no certificate: only anonymous key exchange.
    package static func startAnonymous() async throws -> ServerProcess {
        let folder = try TemporaryFolder()
        return try await ServerProcess.startStreamServer("openssl", address: Loopback.ipv4, folder: folder) { endpoint in
            ["s_server", "-nocert", "-tls1_2", "-cipher", "aNULL:@SECLEVEL=0", "-www", "-accept", endpoint.description]
        }
    }
}
