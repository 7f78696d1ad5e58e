package import DNS

/// One message under both readings of DMARC, and where they differ.
package struct DMARCReadings: Sendable, Hashable {
    package enum Difference: String, Sendable, Hashable, CaseIterable {
        case organizationalDomain = "organizational-domain"
        /// Another record applies, or one applies under only one reading.
        case policyRecord = "policy-record"
        /// The same record asks for something else.
        case disposition
        case spfAlignment = "spf-alignment"
        case dkimAlignment = "dkim-alignment"
        case result
    }

    package let treeWalk: DMARCEvaluation
    package let older: DMARCEvaluation
    /// Known differences; an undetermined result differs from nothing.
    package let differences: [Difference]

    package init(treeWalk: DMARCEvaluation, older: DMARCEvaluation) {
        self.treeWalk = treeWalk
        self.older = older
        differences = Difference.allCases.filter { $0.holds(treeWalk, older) }
    }

    /// Evaluates mail under both readings; the arguments as for `DMARCEvaluation`.
    package init(
        from: DomainName, existence: DomainExistence, spf: DMARCEvaluation.Identifier?, dkim: [DMARCEvaluation.Identifier],
        publicSuffixes: PublicSuffixList, answers: (DomainName) -> DMARCDiscovery.Answer
    ) {
        func evaluation(_ reading: DMARCReading) -> DMARCEvaluation {
            DMARCEvaluation(from: from, existence: existence, spf: spf, dkim: dkim, reading: reading, answers: answers)
        }
        self.init(treeWalk: evaluation(.treeWalk), older: evaluation(.publicSuffixList(publicSuffixes)))
    }
}

extension DMARCReadings.Difference {
    fileprivate func holds(_ left: DMARCEvaluation, _ right: DMARCEvaluation) -> Bool {
        func differ(_ ours: DMARCAlignment, _ theirs: DMARCAlignment) -> Bool {
            ours != theirs && ours != .undetermined && theirs != .undetermined
        }
        let policiesKnown = left.isPolicyKnown && right.isPolicyKnown
        switch self {
        case .organizationalDomain:
            guard let ours = left.organizationalDomain, let theirs = right.organizationalDomain else { return false }
            return ours != theirs
        case .policyRecord: return policiesKnown && left.policy?.place != right.policy?.place
        case .disposition:
            guard let ours = left.policy, let theirs = right.policy, ours.place == theirs.place,
                let first = ours.disposition, let second = theirs.disposition
            else { return false }
            return first != second
        case .spfAlignment: return differ(left.spf, right.spf)
        case .dkimAlignment: return differ(left.dkim, right.dkim)
        case .result: return left.result != right.result && left.result != .undetermined && right.result != .undetermined
        }
    }
}

extension DMARCEvaluation {
    /// Whether it is known which record applies, if any.
    fileprivate var isPolicyKnown: Bool { policy != nil || result == .none }
}
