import Facts
package import Rules

/// How a snapshot sees one finding.
enum FindingStatus {
    case failing(Finding)
    case passing
    /// It was to be looked at and could not be.
    case unseen
    /// It was not to be looked at.
    case outside
}

extension Snapshot {
    /// A finding that the state before knew, as this snapshot sees it. `known` tells of one that is not there.
    func status(of finding: Finding?, else known: (rule: String, subject: FindingSubject)?, _ unlearned: Set<String>)
        -> FindingStatus
    {
        switch finding?.outcome {
        case .fail, .error: finding.map(FindingStatus.failing) ?? .unseen
        case .pass, .notApplicable, .waived: .passing
        case .undetermined, .skipped: .unseen
        case nil:
            if let known, scope.contains(rule: known.rule, known.subject) {
                known.subject.mayBeHidden(by: unlearned) ? .unseen : .passing
            } else {
                .outside
            }
        }
    }

    /// Whether a finding that failed before can neither be said to fail nor to be repaired.
    package func cannotSee(_ fingerprint: String, _ subject: FindingSubject, rule: String) -> Bool {
        let finding = findings.first { $0.fingerprint == fingerprint }
        return switch status(of: finding, else: (rule, subject), unlearnedNames) {
        case .unseen, .outside: true
        case .failing, .passing: false
        }
    }
}

extension FindingSubject {
    /// Subjects such as the hosts of MX records exist only when some answer names them. One that is gone may be gone from
    /// the DNS, or the answer that would name it did not come.
    fileprivate func mayBeHidden(by unlearned: Set<String>) -> Bool {
        let parts =
            key.split(separator: "/").map(Snapshot.plain) + [name, address].compactMap { $0.map { Snapshot.plain($0[...]) } }
        if parts.contains(where: unlearned.contains) { return true }
        // Names that servers announce follow from PTR records.
        return role == "helo" && unlearned.contains { $0.hasSuffix(".in-addr.arpa") || $0.hasSuffix(".ip6.arpa") }
    }
}
