/// Whether a certificate chain leads to a trusted root, dates and names apart.
package enum Trust: String, FactWord {
    case trusted
    case selfSigned = "self-signed"
    case untrusted, incomplete, invalid
    /// Neither served nor trusted, and nothing says whether it is a link or a root.
    case issuerUnknown = "issuer-unknown"
    /// An authority of that name is there, with another key.
    case otherKey = "other-key"
    case noCertificate = "no-certificate"
}

/// How a session's key was agreed on.
package enum KeyExchange: String, FactWord { case ecdhe, dhe, rsa, other }

/// What a stapled OCSP response says (RFC 6960).
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

/// What keeps visitors from a page over HTTPS.
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

/// What becomes of a bounce that is offered to a mail server.
package enum BounceAcceptance: String, FactWord { case accepted, rejected }
