/// Whether a served chain leads to a root, and if not, why. Dates and names are judged elsewhere.
package enum ChainTrust: Hashable, Sendable {
    case trusted
    /// The server's certificate is its own issuer.
    case selfSigned
    /// The chain ends at a root that is not trusted; its name.
    case untrusted(issuer: String)
    /// A certificate between the server's and a root is not served: the name of the missing one, and where it is published
    /// according to the certificate it issued.
    case incomplete(missing: String, urls: [String])
    /// The issuer's certificate is neither served nor trusted, and no URL for it is given: it may be a missing intermediate
    /// or an untrusted root.
    case issuerUnknown(issuer: String)
    /// A certificate with the issuer's name is served or trusted, but its key is not the one that signed `subject`.
    case otherKey(issuer: String, subject: String, isServed: Bool)
    /// A certificate of the chain must not be used for this purpose: what is wrong, for a sentence.
    case invalid(String)
    /// No certificate was served.
    case noCertificate
}

extension ChainTrust {
    /// Nothing is guessed from names: the result follows from keys, from authority information access (RFC 5280 §4.2.2.1)
    /// and from the other served certificates.
    ///
    /// - Parameter served: the verified chain. If another certificate in it leads to a trusted root, the missing one is a
    ///   gap.
    init(_ verification: ChainVerification, of served: [CertificateHandle], _ settings: ProbeSettings) {
        guard let last = verification.path.last else {
            self = .noCertificate
            return
        }
        let codes = Set(verification.problems.map(\.code))
        if codes.contains(VerifyCode.selfSignedLeaf) {
            self = .selfSigned
        } else if let pair = Self.wrongKey(verification) {
            let isServed = served.dropFirst().contains { $0.certificate == pair.issuer }
            self = .otherKey(issuer: pair.issuer.subject, subject: pair.subject, isServed: isServed)
        } else if codes.contains(VerifyCode.selfSignedInChain) {
            self = .untrusted(issuer: last.subject)
        } else if !codes.isDisjoint(with: VerifyCode.issuerMissing) {
            self = Self.withoutIssuer(last, verification, served, settings)
        } else if let other = verification.problems.first(where: { !VerifyCode.times.contains($0.code) }) {
            self = .invalid(other.sentence)
        } else {
            self = .trusted
        }
    }

    /// A link of the path that matches by name only.
    private static func wrongKey(_ verification: ChainVerification) -> (issuer: Certificate, subject: String)? {
        for problem in verification.problems where VerifyCode.signature.contains(problem.code) {
            let path = verification.path
            guard path.indices.contains(problem.depth + 1), path[problem.depth + 1].subject == path[problem.depth].issuer,
                let subject = CertificateHandle(path[problem.depth].octets),
                let issuer = CertificateHandle(path[problem.depth + 1].octets), !subject.isSigned(by: issuer)
            else { continue }
            return (path[problem.depth + 1], path[problem.depth].subject)
        }
        return nil
    }

    /// - Parameter last: the end of the path, whose issuer is neither served nor trusted.
    private static func withoutIssuer(
        _ last: Certificate, _ verification: ChainVerification, _ served: [CertificateHandle], _ settings: ProbeSettings
    ) -> ChainTrust {
        if let handle = CertificateHandle(last.octets) {
            let namesakes = served.dropFirst().filter { handle.namesAsIssuer($0) && $0.certificate != last }
            if let issuer = namesakes.first(where: handle.isSigned) {
                let (code, text) = handle.objection(toIssuer: issuer)
                let isIssuers = code == VerifyCode.mustNotSign
                return .invalid(
                    ChainVerification.Problem(
                        code: code, text: text, depth: isIssuers ? 1 : 0, subject: isIssuers ? last.issuer : last.subject
                    ).sentence)
            }
            if !namesakes.isEmpty { return .otherKey(issuer: last.issuer, subject: last.subject, isServed: true) }
        }
        if !last.issuerURLs.isEmpty || hasGap(served, settings) {
            return .incomplete(missing: last.issuer, urls: last.issuerURLs)
        }
        return verification.hasTrustedNamesake
            ? .otherKey(issuer: last.issuer, subject: last.subject, isServed: false) : .issuerUnknown(issuer: last.issuer)
    }

    /// A later certificate in the chain leads to a trusted root, whatever else is wrong with it.
    private static func hasGap(_ served: [CertificateHandle], _ settings: ProbeSettings) -> Bool {
        served.dropFirst().contains { other in
            ChainVerification([other] + served.dropFirst(), roots: settings.roots, at: settings.now).anchor != nil
        }
    }

    /// What is wrong, for a sentence; `nil` if nothing is.
    package var fault: String? {
        switch self {
        case .trusted: nil
        case .selfSigned: "the certificate is self-signed"
        case .untrusted(let issuer): "its chain ends at \(issuer), which is not a trusted root"
        case .incomplete(let missing, let urls):
            "the certificate of \(missing) is not served"
                + (urls.isEmpty ? "" : " (it is available at \(urls.joined(separator: ", ")))")
        case .issuerUnknown(let issuer):
            "the certificate of \(issuer) is neither served nor trusted: a missing intermediate, or an unknown root"
        case .otherKey(let issuer, let subject, let isServed):
            "the certificate of \(issuer) that is \(isServed ? "served" : "trusted") has another key than the one that has "
                + "signed \(subject)"
        case .invalid(let words): words
        case .noCertificate: "the server sends no certificate"
        }
    }
}
