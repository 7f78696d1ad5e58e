package import DNS

/// How a domain's record treats one address, beyond the bare result.
package enum SPFStanding: Hashable, Sendable {
    case passes
    /// A passing `ip4` or `ip6` of the domain's own record holds the address, and the evaluation ends before it.
    case namedButNotReached(SPFTerm)
    /// No `ip4` or `ip6` of the domain's own record passes it, and nothing else did.
    case notNamed
    /// A term that does not pass takes the address first.
    case refused(by: SPFTerm)
    /// There is no record that could be read.
    case noRecord
    /// A question did not conclude.
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

    /// A clause without a final dot, `nil` where there is nothing to say.
    package func words(_ evaluation: SPFEvaluation) -> String? {
        switch self {
        case .passes: nil
        case .namedButNotReached(let term):
            "\(term.text) is named, but never reached: \(evaluation.problem?.message ?? "the evaluation ends before it")"
        case .notNamed: "no term names the address"
        case .refused(let term): "\(term.text) takes the address before any term that passes it"
        case .noRecord: evaluation.problem?.message
        case .undetermined: evaluation.problem?.message ?? "a question failed on which the result may depend"
        }
    }
}
