/// Values of OpenSSL's `X509_V_ERR_…`, which its header promises not to change.
enum VerifyCode {
    static let selfSignedLeaf = 18
    static let selfSignedInChain = 19
    /// Issuer not found; not found locally; the leaf's signature cannot be verified.
    static let issuerMissing: Set<Int> = [2, 20, 21]
    /// The path leads to no trusted certificate.
    static let noAnchor: Set<Int> = issuerMissing.union([selfSignedLeaf, selfSignedInChain])
    /// The issuer's key usage has no keyCertSign.
    static let mustNotSign = 32
    /// Not yet valid, expired, and illegal times.
    static let times: Set<Int> = [9, 10, 13, 14]
    /// The signature is unreadable, or does not match the issuer's key.
    static let signature: Set<Int> = [4, 6, 7, 24]
}

extension ChainVerification.Problem {
    /// The kind of problem.
    package enum Kind: String, Hashable, Sendable {
        /// Not yet valid, or expired.
        case dates
        /// The path leads to no trusted certificate.
        case issuer
        case signature
        /// A certificate that must not issue others, or not with this path length.
        case authority
        /// Names that an authority must not certify (RFC 5280 §4.2.1.10).
        case names
        /// Not for servers (extended key usage).
        case purpose
        /// A critical extension that is unknown, or an unreadable one.
        case `extension`
        /// The path exceeds the maximum depth.
        case length
        case other
    }

    package var kind: Kind {
        switch code {
        case _ where VerifyCode.times.contains(code): .dates
        case _ where VerifyCode.noAnchor.contains(code): .issuer
        case _ where VerifyCode.signature.contains(code): .signature
        case 25, VerifyCode.mustNotSign, 79: .authority
        case 47, 48, 49, 51, 52, 53: .names
        case 26, 28: .purpose
        // OpenSSL reports an unreadable extension as unspecified.
        case 1, 34, 41, 42: .extension
        case 22: .length
        default: .other
        }
    }

    /// For a report, by what is wrong: `CN=R10 must not issue certificates`.
    package var sentence: String {
        switch kind {
        case .signature: "the signature of \(subject) does not match the key of its issuer"
        case .authority where code == 25: "an authority above \(subject) does not allow such a long path below it"
        case .authority: "\(subject) must not issue certificates"
        case .names: "\(subject): one of its authorities must not certify such names (\(text))"
        case .purpose: "\(subject) is not made for servers (extended key usage)"
        case .extension: "\(subject) has an extension that no client understands (\(text))"
        case .length: "the chain is longer than the \(ChainVerification.maximumDepth) certificates that are followed"
        case .dates, .issuer, .other: depth == 0 ? text : "\(subject): \(text)"
        }
    }
}
