package import DNS

/// The DMARC result of a message before it is sent, and what receivers do if it fails.
package struct DMARCEvaluation: Sendable, Hashable {
    package enum Result: String, Sendable, Hashable {
        case pass, fail
        /// No policy applies.
        case none
        /// A query on which the result depends failed.
        case undetermined
    }

    /// A domain that SPF or DKIM may authenticate.
    package struct Identifier: Sendable, Hashable {
        package let domain: DomainName
        package let outcome: Outcome

        package init(_ domain: DomainName, _ outcome: Outcome) {
            self.domain = domain
            self.outcome = outcome
        }
    }

    package enum Outcome: String, Sendable, Hashable {
        case pass
        /// Anything but a pass.
        case notPass = "not-pass"
        case unknown
    }

    package let result: Result
    /// `nil` when there is none, and when it is unknown.
    package let policy: DMARCPolicyInForce?
    /// An SPF pass whose MAIL FROM domain is aligned.
    package let spf: DMARCAlignment
    /// A DKIM pass whose signing domain is aligned.
    package let dkim: DMARCAlignment
    /// The organizational domain of the From domain; `nil` when it is unknown.
    package let organizationalDomain: DomainName?
    /// What a receiver is asked to do with the message; `nil` when it passes, when nothing applies, and when unknown.
    package let disposition: DMARCRequest?

    /// Evaluates mail from `from` (in A-labels). Only the MAIL FROM identity counts for SPF (RFC 9989 §4.4.2).
    ///
    /// `answers` gives the TXT answer at `_dmarc` below every domain of `reading.domains(for:)` of `from` and of each
    /// identifier. `existence` is that of `from`.
    package init(
        from: DomainName, existence: DomainExistence, spf: Identifier?, dkim: [Identifier], reading: DMARCReading = .treeWalk,
        answers: (DomainName) -> DMARCDiscovery.Answer
    ) {
        func organizational(_ domain: DomainName) -> DomainName? { reading.organizationalDomain(of: domain, answers: answers) }
        organizationalDomain = organizational(from)
        let discovered = reading.discover(from, answers: answers)
        var policy: DMARCPolicyInForce?
        var isKnown = true
        switch discovered {
        case .record(let record, let place):
            policy = DMARCPolicyInForce(
                record, at: place, for: from, existence: reading.existence(existence), testing: reading.knowsTesting)
        case .none: break
        case .unknown: isKnown = false
        }
        self.policy = policy

        func alignment(_ identifier: Identifier, _ mode: DMARCRecord.Alignment?) -> DMARCAlignment {
            guard identifier.outcome != .notPass else { return .notAligned }
            var result = DMARCAlignment.of(identifier.domain, with: from, mode: mode ?? .relaxed, organizational: organizational)
            // Without the record, strict alignment is possible.
            if !isKnown, result == .aligned, identifier.domain != from { result = .undetermined }
            return identifier.outcome == .unknown && result == .aligned ? .undetermined : result
        }
        let record = policy?.record
        let bySPF = spf.map { alignment($0, record?.spfAlignment) } ?? .notAligned
        let byDKIM = DMARCAlignment.any(dkim.map { alignment($0, record?.dkimAlignment) })
        self.spf = bySPF
        self.dkim = byDKIM
        let both = DMARCAlignment.any([bySPF, byDKIM])
        if case .unknown(let found) = discovered {
            result = found && both == .aligned ? .pass : .undetermined
        } else if policy == nil {
            result = .none
        } else {
            switch both {
            case .aligned: result = .pass
            case .notAligned: result = .fail
            case .undetermined: result = .undetermined
            }
        }
        disposition = result == .fail ? policy?.disposition : nil
    }
}
