package import DNS

/// The result of validating an answer (RFC 4033 §5).
package enum SecurityStatus: Hashable, Sendable {
    /// A chain of signatures leads from the trust anchor to the answer.
    case secure
    /// Proved to have no chain: the zone, or one above it, is unsigned, or signed only in ways that do not count.
    case insecure(String)
    /// There should be a chain, and it is broken: validating resolvers withhold the answer.
    case bogus(SecurityFault)
    /// Undetermined, with the reason: the failed query's cause, or `nil` when no trust anchor covers the name.
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

    /// Not validated, because it would cost more than a limit allows.
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

    /// The combined status of answers that are needed together: one bogus answer outweighs all others, then indeterminate,
    /// then insecure.
    package static func weakest(_ statuses: some Sequence<SecurityStatus>) -> SecurityStatus? {
        statuses.min { $0.rank < $1.rank }
    }
}
