/// A certificate chain sent by a server, and its verification.
package struct ServedChain: Hashable, Sendable {
    /// As served, the server's own certificate first; at most `ProbeLimit.certificates`.
    package let served: [Certificate]
    /// How many more the server sent.
    package let omitted: Int
    /// `nil` when no certificate was served, or when this machine has no roots.
    package let verification: ChainVerification?
    package let trust: ChainTrust?
    package let staple: OCSPStaple

    package var certificate: Certificate? { served.first }

    /// From the server's own certificate to a root, as verified; as served when there are no roots.
    package var path: [Certificate] { verification?.path ?? served }

    /// The certificate of the path that expires first, and its depth. All must be valid (RFC 5280 §6.1.3 (a)(2)) except the
    /// trust anchor, whose dates do not count.
    package var firstEnd: (certificate: Certificate, depth: Int)? {
        let counted = verification?.certified ?? served
        return counted.enumerated().filter { $0.element.notAfter != nil }
            .min { ($0.element.notAfter ?? 0) < ($1.element.notAfter ?? 0) }.map { ($0.element, $0.offset) }
    }

    /// The root at the end of the path, if there is one. It is trusted for being in the store, but clients may remove it
    /// some day.
    package var anchor: Certificate? { verification?.anchor }

    static let none = ServedChain(served: [], omitted: 0, verification: nil, trust: nil, staple: .none)

    private init(
        served: [Certificate], omitted: Int, verification: ChainVerification?, trust: ChainTrust?, staple: OCSPStaple
    ) {
        self.served = served
        self.omitted = omitted
        self.verification = verification
        self.trust = trust
        self.staple = staple
    }

    /// - Parameter count: the number of all certificates sent, those beyond the limit included.
    init(_ handles: [CertificateHandle], count: Int, staple octets: [UInt8]?, _ settings: ProbeSettings) {
        let roots = settings.roots
        let served = handles.map(\.certificate)
        let verdict = handles.isEmpty || roots.isEmpty ? nil : Self.verdict(on: handles, served, settings)
        // Only the staple needs it.
        let issuer = octets.flatMap { _ in handles.first }.flatMap { leaf in
            handles.dropFirst().first { leaf.isIssued(by: $0) }
                ?? verdict?.verification.path.dropFirst().first.flatMap { CertificateHandle($0.octets) }
        }
        self.init(
            served: served, omitted: max(count - handles.count, 0), verification: verdict?.verification,
            trust: verdict?.trust ?? (handles.isEmpty ? .noCertificate : nil),
            staple: OCSPStaple(octets, chain: handles, issuer: issuer, roots: roots, at: settings.now))
    }

    private static func verdict(
        on handles: [CertificateHandle], _ served: [Certificate], _ settings: ProbeSettings
    ) -> VerifiedChains.Verdict {
        let known = settings.roots.verified
        if let verdict = known.verdict(on: served.map(\.fingerprint), at: settings.now) { return verdict }
        let verification = ChainVerification(handles, roots: settings.roots, at: settings.now)
        let verdict = VerifiedChains.Verdict(
            verification: verification, trust: ChainTrust(verification, of: handles, settings))
        known.keep(verdict, on: served, at: settings.now)
        return verdict
    }
}
