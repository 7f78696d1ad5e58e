/// Whether a served chain leads to a root, and if not, what stands in the way. Dates and names are other questions.
package enum ChainTrust: Hashable, Sendable {
    case trusted
    /// The server's certificate is its own issuer.
    case selfSigned
    /// The chain ends at a root that is not trusted; its name.
    case untrusted(issuer: String)
    /// A certificate between the server's and a root is not served: the name of the missing one, and where its issuer
    /// says that it can be had.
    case incomplete(missing: String, urls: [String])
    /// A certificate of the chain must not be used so: OpenSSL's words.
    case invalid(String)
    /// No certificate was served.
    case noCertificate
}

extension ChainTrust {
    /// - Parameter served: the chain that was verified. When another certificate in it leads to a trusted root, what is missing
    ///   before that is a gap.
    init(_ verification: ChainVerification, of served: [CertificateHandle], _ settings: ProbeSettings) {
        guard let leaf = verification.path.first, let last = verification.path.last else {
            self = .noCertificate
            return
        }
        let codes = Set(verification.problems.map(\.code))
        if codes.contains(VerifyCode.selfSignedLeaf) {
            self = .selfSigned
        } else if codes.contains(VerifyCode.selfSignedInChain) {
            self = .untrusted(issuer: last.subject)
        } else if !codes.isDisjoint(with: VerifyCode.issuerMissing) {
            self =
                IssuerGuess.isIntermediate(issuer: last.issuer, of: last, isLeaf: leaf == last)
                    || Self.hasGap(served, settings)
                ? .incomplete(missing: last.issuer, urls: last.issuerURLs) : .untrusted(issuer: last.issuer)
        } else if let other = verification.problems.first(where: { !VerifyCode.times.contains($0.code) }) {
            self = .invalid(other.depth == 0 ? other.text : "\(other.subject): \(other.text)")
        } else {
            self = .trusted
        }
    }

    private static let noRoot = VerifyCode.issuerMissing.union([VerifyCode.selfSignedLeaf, VerifyCode.selfSignedInChain])

    /// A certificate behind the server's own leads to a trusted root, whatever else is wrong with it.
    private static func hasGap(_ served: [CertificateHandle], _ settings: ProbeSettings) -> Bool {
        served.dropFirst().contains { other in
            ChainVerification([other] + served.dropFirst(), roots: settings.roots, at: settings.now).problems
                .allSatisfy { !noRoot.contains($0.code) }
        }
    }
}

/// Numbers of OpenSSL's `X509_V_ERR_…`, which its header promises to keep.
enum VerifyCode {
    static let selfSignedLeaf = 18
    static let selfSignedInChain = 19
    /// Issuer not found; not found locally; the leaf's signature cannot be verified.
    static let issuerMissing: Set<Int> = [2, 20, 21]
    /// Not yet valid, expired, and times that are none.
    static let times: Set<Int> = [9, 10, 13, 14]
}

/// A certificate whose issuer is neither served nor trusted: is a link missing, or is the root unknown? Nobody can tell for
/// sure without the issuer's certificate; its name and what public authorities always write let us tell nearly always.
enum IssuerGuess {
    static func isIntermediate(issuer: String, of certificate: Certificate, isLeaf: Bool) -> Bool {
        let name = issuer.lowercased()
        if ["intermediate", "issuing", "signing ca", "sub ca", "subca", "server ca", "tls ca"].contains(where: name.contains) {
            return true
        }
        if name.contains("root") { return false }
        // Public authorities say where the issuer's certificate can be had, and sign no server with a root. An intermediate
        // names its root in the same way, and roots are left out on purpose.
        return isLeaf && !certificate.issuerURLs.isEmpty
    }
}
