import Facts
package import Rules

/// The status of one finding in a snapshot.
enum FindingStatus {
    case failing(Finding)
    case passing
    /// It should have been checked but could not be.
    case unseen
    /// It was not in the scope of the run.
    case outside
}

extension Snapshot {
    /// The status of a known finding in this snapshot. `known` identifies one that is missing from it.
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

    /// Whether it is unknown if a finding that failed before still fails or is fixed.
    package func cannotSee(_ fingerprint: String, _ subject: FindingSubject, rule: String) -> Bool {
        let finding = findings.first { $0.fingerprint == fingerprint }
        return switch status(of: finding, else: (rule, subject), unlearnedNames) {
        case .unseen, .outside: true
        case .failing, .passing: false
        }
    }
}

extension FindingSubject {
    /// Subjects such as the hosts of MX records exist only when some answer names them. A missing one may be gone from the
    /// DNS, or the answer that would name it may be missing.
    fileprivate func mayBeHidden(by unlearned: Set<String>) -> Bool {
        let parts =
            key.split(separator: "/").map(Snapshot.plain) + [name, address].compactMap { $0.map { Snapshot.plain($0[...]) } }
        if parts.contains(where: unlearned.contains) { return true }
        // Announced names come from PTR records.
        return role == "helo" && unlearned.contains { $0.hasSuffix(".in-addr.arpa") || $0.hasSuffix(".ip6.arpa") }
    }
}
