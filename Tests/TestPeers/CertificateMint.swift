import Foundation

/// Issues certificates with OpenSSL's command line, valid around the current date.
package final class CertificateMint: Sendable {
    package struct Minted: Sendable {
        package let path: String
        package let keyPath: String
        /// PEM.
        package let text: String

        package init(path: String, keyPath: String, text: String) {
            self.path = path
            self.keyPath = keyPath
            self.text = text
        }
    }

    package enum Key: Sendable {
        /// On P-256.
        case ec
        /// `P-384`, `P-521`, …
        case curve(String)
        case rsa(Int), ed25519, dsa
    }

    /// The content of a certificate.
    package struct Wish: Sendable {
        package var subject: String
        package var names: [String] = []
        package var addresses: [String] = []
        /// Seconds from now.
        package var from = -86_400
        package var until = 89 * 86_400
        package var key = Key.ec
        package var digest = "sha256"
        package var isAuthority = false
        /// Includes the identifier of the key that signed it.
        package var hasIssuerKeyIdentifier = true
        package var isForServers = true
        /// Additional lines of an OpenSSL extension section.
        package var extensions: [String] = []

        package init(_ subject: String, names: [String] = []) {
            self.subject = subject
            self.names = names
        }

        package func with(_ change: (inout Wish) -> Void) -> Wish {
            var copy = self
            change(&copy)
            return copy
        }
    }

    package static let isPossible = Program.isInstalled("openssl")
    private let folder: TemporaryFolder

    package init() throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "index.txt")
        try folder.write("unique_subject = no\n", to: "index.txt.attr")
    }

    /// A certificate that signs others; self-signed without an issuer.
    package func authority(
        _ subject: String, by issuer: Minted? = nil, _ change: (inout Wish) -> Void = { _ in }
    ) async throws -> Minted {
        let wish = Wish(subject).with {
            $0.isAuthority = true
            $0.until = 365 * 86_400
        }
        return try await mint(wish.with(change), by: issuer)
    }

    /// Signed by `issuer`, or by its own key.
    package func mint(_ wish: Wish, by issuer: Minted? = nil) async throws -> Minted {
        let name = UUID().uuidString
        let path = { (suffix: String) in self.folder.url.appending(path: "\(name)\(suffix)").path }
        let key = path(".key")
        switch wish.key {
        case .ec: try await openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        case .curve(let name):
            try await openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(name)", "-out", key)
        case .rsa(let bits): try await openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)", "-out", key)
        case .ed25519: try await openssl("genpkey", "-algorithm", "ED25519", "-out", key)
        case .dsa:
            try await openssl(
                "genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024", "-out", path(".p"))
            try await openssl("genpkey", "-paramfile", path(".p"), "-out", key)
        }
        try folder.write(configuration(wish, signer: issuer, name: name), to: "\(name).cnf")
        let subject = "/" + wish.subject.replacingOccurrences(of: ", ", with: "/")
        try await openssl(
            "req", "-new", "-config", path(".cnf"), "-utf8", "-key", key, "-subj", subject, "-out", path(".csr"))
        try await openssl(
            "ca", "-batch", "-config", path(".cnf"), "-in", path(".csr"), "-out", path(".pem"), "-notext",
            "-startdate", Self.date(wish.from), "-enddate", Self.date(wish.until), "-md", wish.digest, "-utf8",
            "-rand_serial", "-preserveDN", "-create_serial", "-extensions", "wanted",
            "-keyfile", issuer?.keyPath ?? key, issuer == nil ? "-selfsign" : "-cert", issuer?.path ?? "-batch")
        let text = try String(contentsOfFile: path(".pem"), encoding: .utf8)
        return Minted(path: path(".pem"), keyPath: key, text: text)
    }

    /// An OCSP response about a certificate, in DER.
    package func staple(for certificate: Minted, by issuer: Minted, revoked: Bool = false) async throws -> String {
        let name = UUID().uuidString
        let path = { (suffix: String) in self.folder.url.appending(path: "\(name)\(suffix)").path }
        let text = try await openssl("x509", "-in", certificate.path, "-noout", "-serial", "-enddate")
        let fields = text.split(separator: "\n").compactMap { $0.split(separator: "=").last.map(String.init) }
        let line = revoked ? "R\t350101000000Z\t260101000000Z" : "V\t350101000000Z\t"
        try folder.write("\(line)\t\(fields.first ?? "")\tunknown\t/CN=x\n", to: "\(name).index")
        try await openssl(
            "ocsp", "-index", path(".index"), "-CA", issuer.path, "-rsigner", issuer.path, "-rkey", issuer.keyPath,
            "-issuer", issuer.path, "-cert", certificate.path, "-reqout", path(".req"))
        try await openssl(
            "ocsp", "-index", path(".index"), "-CA", issuer.path, "-rsigner", issuer.path, "-rkey", issuer.keyPath,
            "-reqin", path(".req"), "-respout", path(".ocsp"), "-ndays", "2")
        return path(".ocsp")
    }

    @discardableResult
    private func openssl(_ arguments: String...) async throws -> String {
        try await Program.run("openssl", arguments, in: folder.url)
    }

    private func configuration(_ wish: Wish, signer: Minted?, name: String) -> String {
        let alternatives = wish.names.map { "DNS:\($0)" } + wish.addresses.map { "IP:\($0)" }
        let path = folder.url.path
        return """
            [req]
            distinguished_name = dn
            [dn]
            [ca]
            default_ca = mint
            [mint]
            dir = \(path)
            database = \(path)/index.txt
            new_certs_dir = \(path)
            serial = \(path)/serial-\(name)
            policy = any
            x509_extensions = wanted
            [any]
            commonName = optional
            [wanted]
            basicConstraints = critical, CA:\(wish.isAuthority ? "TRUE" : "FALSE")
            subjectKeyIdentifier = hash
            \(signer == nil || !wish.hasIssuerKeyIdentifier ? "" : "authorityKeyIdentifier = keyid")
            \(wish.isAuthority ? "keyUsage = critical, keyCertSign, cRLSign, digitalSignature" : "")
            \(wish.isAuthority ? "" : "extendedKeyUsage = \(wish.isForServers ? "serverAuth" : "clientAuth")")
            \(alternatives.isEmpty ? "" : "subjectAltName = \(alternatives.joined(separator: ", "))")
            \(wish.extensions.joined(separator: "\n"))

            """
    }

    /// `20261122120000Z`.
    private static func date(_ seconds: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyyMMddHHmmss'Z'"
        return formatter.string(from: Date(timeIntervalSinceNow: TimeInterval(seconds)))
    }
}
