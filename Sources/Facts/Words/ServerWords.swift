/// Whether a certificate chain leads to a trusted root, regardless of dates and names.
package enum Trust: String, FactWord {
    case trusted
    case selfSigned = "self-signed"
    case untrusted, incomplete, invalid
    /// Neither served nor trusted, and it is unclear whether it is an intermediate or a root.
    case issuerUnknown = "issuer-unknown"
    /// There is an authority of that name, but with another key.
    case otherKey = "other-key"
    case noCertificate = "no-certificate"
}

/// How a session's key was exchanged.
package enum KeyExchange: String, FactWord { case ecdhe, dhe, rsa, other }

/// The status of a stapled OCSP response (RFC 6960).
package enum Staple: String, FactWord {
    case none, good, revoked, unknown, malformed, unrelated, outdated, unsigned
}

/// Whether CAA records let an authority issue (RFC 8659).
package enum IssuePermission: String, FactWord { case unrestricted, allowed, forbidden }

/// Why CAA records do not let an authority issue.
package enum CAAReason: String, FactWord {
    case otherIssuers = "other-issuers"
    case criticalUnknown = "critical-unknown"
    case nobody
    case trailingDot = "trailing-dot"
    case malformed
}

/// Why visitors do not get a page over HTTPS.
package enum PageFault: String, FactWord {
    case plain = "leads-to-plain-http"
    case loop = "loops"
    case nowhere = "leads-nowhere"
    case tooManyRedirects = "too-many-redirects"
    /// 5xx.
    case failure = "fails"
    /// 4xx.
    case refusal = "refuses"
    case wantsCertificate = "wants-certificate"
}

/// The result of offering a bounce to a mail server.
package enum BounceAcceptance: String, FactWord { case accepted, rejected }
