package import MailPolicy

extension Unknown.Cause: FactWord {}
extension DMARCRequest: FactWord {}
extension MTASTSPolicy.Mode: FactWord {}
extension PolicyProblem.Severity: FactWord {}

/// A certain result of check_host() (RFC 7208 §2.6), so not a temperror.
package enum SPFOutcome: String, FactWord {
    case none, neutral, pass, fail, softfail, permerror

    /// `nil` for a temperror.
    package init?(_ result: SPFResult) {
        switch result {
        case .none: self = .none
        case .neutral: self = .neutral
        case .pass: self = .pass
        case .fail: self = .fail
        case .softfail: self = .softfail
        case .permerror: self = .permerror
        case .temperror: return nil
        }
    }
}

/// The type of a DKIM key (RFC 6376 §3.6.1, RFC 8463).
package enum DKIMKeyType: String, FactWord {
    case rsa, ed25519

    package init(_ key: DKIMPublicKey) {
        self =
            switch key {
            case .rsa: .rsa
            case .ed25519: .ed25519
            }
    }
}

/// The DNSSEC validation result (RFC 4033 §5); indeterminate is unknown.
package enum DNSSECStatus: String, FactWord { case secure, insecure, bogus }

/// What a block list was queried for.
package enum ListingTarget: String, FactWord { case address, domain }
