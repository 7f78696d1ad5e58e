package import DNS

/// What validation says of an answer (RFC 4033 §5).
package enum SecurityStatus: Hashable, Sendable {
    /// A chain of signatures leads from the trust anchor to it.
    case secure
    /// It is proved that there is no chain: the zone, or one above, is not signed, or in no way that counts.
    case insecure(String)
    /// There should be a chain, and it is broken: validating resolvers do not give the answer out.
    case bogus(SecurityFault)
    /// It could not be found out, and why: the failed question's cause, or `nil` when no trust anchor covers the name.
    case indeterminate(LookupResult.Failure?, String)

    /// `secure`, `insecure`, `bogus` or `indeterminate`.
    package var word: String {
        switch self {
        case .secure: "secure"
        case .insecure: "insecure"
        case .bogus: "bogus"
        case .indeterminate: "indeterminate"
        }
    }

    /// A sentence fragment; empty for a secure answer.
    package var reason: String {
        switch self {
        case .secure: ""
        case .insecure(let reason), .indeterminate(_, let reason): reason
        case .bogus(let fault): fault.reason
        }
    }

    /// What is broken, and in which zone; `nil` unless the answer is bogus.
    package var fault: SecurityFault? {
        guard case .bogus(let fault) = self else { return nil }
        return fault
    }

    /// Not judged, because it would cost more than a limit allows.
    static func cut(_ limit: AnswerLimit, _ what: String) -> SecurityStatus {
        .indeterminate(.limitReached, "\(what): it would cost more than \(limit) allows")
    }

    private var rank: Int {
        switch self {
        case .bogus: 0
        case .indeterminate: 1
        case .insecure: 2
        case .secure: 3
        }
    }

    /// Of several answers that are needed together: one that is bogus spoils all, then what is not known, then what is
    /// not signed.
    package static func weakest(_ statuses: some Sequence<SecurityStatus>) -> SecurityStatus? {
        statuses.min { $0.rank < $1.rank }
    }
}
