/// Numbers of OpenSSL's `X509_V_ERR_…`, which its header promises to keep.
enum VerifyCode {
    static let selfSignedLeaf = 18
    static let selfSignedInChain = 19
    /// Issuer not found; not found locally; the leaf's signature cannot be verified.
    static let issuerMissing: Set<Int> = [2, 20, 21]
    /// The path leads to nobody who is trusted.
    static let noAnchor: Set<Int> = issuerMissing.union([selfSignedLeaf, selfSignedInChain])
    /// The issuer's key usage has no keyCertSign.
    static let mustNotSign = 32
    /// Not yet valid, expired, and times that are none.
    static let times: Set<Int> = [9, 10, 13, 14]
    /// The signature cannot be read, or does not fit the issuer's key.
    static let signature: Set<Int> = [4, 6, 7, 24]
}

extension ChainVerification.Problem {
    /// What kind of thing is wrong.
    package enum Kind: String, Hashable, Sendable {
        /// Not yet valid, or expired.
        case dates
        /// The path leads to nobody who is trusted.
        case issuer
        case signature
        /// A certificate that must not issue others, or not so many below it.
        case authority
        /// Names that an authority must not certify (RFC 5280 §4.2.1.10).
        case names
        /// Not for servers (extended key usage).
        case purpose
        /// A critical extension that nobody knows, or one that cannot be read.
        case `extension`
        /// Longer than paths are followed.
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
        // Unspecified is what OpenSSL says of an extension that it cannot read.
        case 1, 34, 41, 42: .extension
        case 22: .length
        default: .other
        }
    }

    /// For a report, by what is wrong: `CN=R10 must not issue certificates`.
    package var sentence: String {
        switch kind {
        case .signature: "the signature of \(subject) does not fit the key of its issuer"
        case .authority where code == 25: "above \(subject) stands an authority that allows no such long path below it"
        case .authority: "\(subject) must not issue certificates"
        case .names: "\(subject): one of its authorities must not certify such names (\(text))"
        case .purpose: "\(subject) is not made for servers (extended key usage)"
        case .extension: "\(subject) has an extension that no client understands (\(text))"
        case .length: "the chain is longer than the \(ChainVerification.maximumDepth) certificates that are followed"
        case .dates, .issuer, .other: depth == 0 ? text : "\(subject): \(text)"
        }
    }
}
