package import DNS

/// An association of TLSA records, usage 2 or 3, as a probe compares it with a chain (RFC 7672 §3.1).
package struct DANEAssociation: Hashable, Sendable {
    /// A trust anchor in the chain; otherwise the server's own certificate.
    package let isTrustAnchor: Bool
    /// Of the public key alone; otherwise of the whole certificate.
    package let isOfKey: Bool
    /// `nil`: the data itself.
    package let digest: Digest?
    package let data: [UInt8]

    package init(isTrustAnchor: Bool, isOfKey: Bool, digest: Digest?, data: [UInt8]) {
        self.isTrustAnchor = isTrustAnchor
        self.isOfKey = isOfKey
        self.digest = digest
        self.data = data
    }

    /// The data of a TLSA record that fits a server's certificate as long as its key stays, whoever renews it (RFC 7671 §5.1).
    package static func record(for certificate: Certificate) -> String {
        "3 1 1 \(Digest.sha256.hexadecimal(certificate.keyOctets))"
    }

    /// Whether the chain that a server has served fits.
    ///
    /// - Parameter names: those that may stand in the certificate below a trust anchor: the host and the mail domain.
    package func matches(_ served: [Certificate], names: [DomainName], at seconds: Int64) -> Bool {
        guard let leaf = served.first else { return false }
        // The server's own key or certificate: neither name nor dates count (§3.1.1).
        guard isTrustAnchor else { return fits(leaf) }
        guard names.contains(where: leaf.covers) else { return false }
        // An anchor that stands in the record whole need not be served (RFC 7671 §5.2.1).
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
