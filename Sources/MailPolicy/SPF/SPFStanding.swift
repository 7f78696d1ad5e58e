package import DNS

/// How a domain's record treats one address, in more detail than the bare result.
package enum SPFStanding: Hashable, Sendable {
    case passes
    /// A passing `ip4` or `ip6` of the domain's own record contains the address, but the evaluation ends before it.
    case namedButNotReached(SPFTerm)
    /// No `ip4` or `ip6` of the domain's own record passes it, nor does anything else.
    case notNamed
    /// A term that does not pass matches the address first.
    case refused(by: SPFTerm)
    /// No readable record.
    case noRecord
    /// A query failed.
    case undetermined

    package init(_ evaluation: SPFEvaluation, of address: IPAddress) {
        if evaluation.result == .pass {
            self = .passes
        } else if evaluation.result == .temperror || !evaluation.passedOver.isEmpty {
            self = .undetermined
        } else if let record = evaluation.trace?.record, record.isValid {
            let named = record.reachableTerms.first { term in
                term.mechanism?.qualifier == .pass && term.mechanism?.network?.contains(address.unmapped) == true
            }
            if let named {
                let taken = evaluation.matched.map(\.term)
                self = taken.map { .refused(by: $0) } ?? .namedButNotReached(named)
            } else if let taken = evaluation.matched?.term, taken.mechanism?.kind != .all {
                self = .refused(by: taken)
            } else {
                self = .notNamed
            }
        } else {
            self = .noRecord
        }
    }

    /// A clause without a final dot; `nil` when there is nothing to say.
    package func words(_ evaluation: SPFEvaluation) -> String? {
        switch self {
        case .passes: nil
        case .namedButNotReached(let term):
            "\(term.text) is named, but never reached: \(evaluation.problem?.message ?? "the evaluation ends before it")"
        case .notNamed: "no term names the address"
        case .refused(let term): "\(term.text) matches the address before any term that passes it"
        case .noRecord: evaluation.problem?.message
        case .undetermined: evaluation.problem?.message ?? "a query on which the result may depend failed"
        }
    }
}
