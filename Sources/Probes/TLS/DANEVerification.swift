package import DNS

/// A TLSA record's certificate association, usage 2 or 3, as compared with a chain (RFC 7672 §3.1).
package struct DANEAssociation: Hashable, Sendable {
    /// A trust anchor in the chain; otherwise the server's own certificate.
    package let isTrustAnchor: Bool
    /// For the public key alone; otherwise for the whole certificate.
    package let isOfKey: Bool
    /// `nil` to compare the data itself.
    package let digest: Digest?
    package let data: [UInt8]

    package init(isTrustAnchor: Bool, isOfKey: Bool, digest: Digest?, data: [UInt8]) {
        self.isTrustAnchor = isTrustAnchor
        self.isOfKey = isOfKey
        self.digest = digest
        self.data = data
    }

    /// The TLSA data that matches a server's certificate for as long as its key stays, across renewals (RFC 7671 §5.1).
    package static func record(for certificate: Certificate) -> String {
        "3 1 1 \(Digest.sha256.hexadecimal(certificate.keyOctets))"
    }

    /// Whether the served chain matches.
    ///
    /// - Parameter names: the names accepted in a certificate below a trust anchor: the host and the mail domain.
    package func matches(_ served: [Certificate], names: [DomainName], at seconds: Int64) -> Bool {
        guard let leaf = served.first else { return false }
        // For the server's own key or certificate, neither name nor dates count (§3.1.1).
        guard isTrustAnchor else { return fits(leaf) }
        guard names.contains(where: leaf.covers) else { return false }
        // An anchor whose full certificate is in the record need not be served (RFC 7671 §5.2.1).
        let published = digest == nil && !isOfKey ? [data] : []
        let anchors = (served.filter(fits).map(\.octets) + published).compactMap { CertificateHandle($0) }
        guard !anchors.isEmpty, let roots = try? TrustStore(anchors) else { return false }
        let chain = served.compactMap { CertificateHandle($0.octets) }
        return ChainVerification(chain, roots: roots, at: seconds).problems.isEmpty
    }

    private func fits(_ certificate: Certificate) -> Bool {
        let subject = isOfKey ? certificate.keyOctets : certificate.octets
        return (digest.map { $0.octets(subject) } ?? subject) == data
    }
}
