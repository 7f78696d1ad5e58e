/// A chain of certificates that a server has shown, and what follows from it.
package struct ServedChain: Hashable, Sendable {
    /// As served, the server's own certificate first; at most `ProbeLimit.certificates`.
    package let served: [Certificate]
    /// How many the server has served beyond those.
    package let omitted: Int
    /// `nil` when no certificate was served, or when there is no root to judge it by.
    package let verification: ChainVerification?
    package let trust: ChainTrust?
    package let staple: OCSPStaple

    package var certificate: Certificate? { served.first }

    /// From the server's own certificate to a root, as verified; without roots, as served.
    package var path: [Certificate] { verification?.path ?? served }

    /// The certificate of the path that ends first, with its place in it. Each of them has to be valid (RFC 5280 §6.1.3 (a)(2))
    /// but the trust anchor, of which no date counts.
    package var firstEnd: (certificate: Certificate, depth: Int)? {
        let counted = verification?.certified ?? served
        return counted.enumerated().filter { $0.element.notAfter != nil }
            .min { ($0.element.notAfter ?? 0) < ($1.element.notAfter ?? 0) }.map { ($0.element, $0.offset) }
    }

    /// The root's own end, where the path leads to one: it is trusted for being there, and clients drop it one day.
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

    /// - Parameter count: of all certificates that came, those beyond the limit among them.
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
