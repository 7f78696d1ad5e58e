package import DNS
import Foundation

/// A root, an intermediate, and the certificates that tests need below them.
package struct CertificateHierarchy: Sendable {
    package let mint: CertificateMint
    package let root: CertificateMint.Minted
    package let intermediate: CertificateMint.Minted

    package init() async throws {
        mint = try CertificateMint()
        root = try await mint.authority("O=Acme Tests, CN=Acme Test Root")
        intermediate = try await mint.authority("O=Acme Tests, CN=Acme Test Intermediate", by: root)
    }

    /// A certificate for a name, signed by the intermediate.
    package func leaf(
        _ name: String, _ change: (inout CertificateMint.Wish) -> Void = { _ in }
    ) async throws -> CertificateMint.Minted {
        try await mint.mint(CertificateMint.Wish("CN=\(name)", names: [name]).with(change), by: intermediate)
    }

    /// Serves a certificate with the intermediate.
    package func serve(
        _ leaf: CertificateMint.Minted, options: [String] = [], address: IPAddress = Loopback.ipv4
    ) async throws -> ServerProcess {
        try await OpenSSLServer.start(leaf, chain: [intermediate], options: options, address: address)
    }

    /// The certificate with its intermediate, as files for web servers.
    package func fullChain(_ leaf: CertificateMint.Minted, in folder: TemporaryFolder) throws -> String {
        try folder.write(leaf.text + intermediate.text, to: "\(UUID().uuidString).fullchain.pem")
    }
}
