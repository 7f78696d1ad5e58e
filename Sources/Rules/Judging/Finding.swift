package import Facts

/// What one rule says about one subject.
package struct Finding: Sendable, Hashable {
    /// The rule's id: `mx/target-missing`.
    package let rule: String
    public internal(set) var outcome: Outcome
    /// After escalation, lowering, profiles and overrides.
    public internal(set) var severity: Severity
    package let subject: FindingSubject
    package let title: String
    /// Text from the network stands in it as it came: whoever prints it escapes it.
    public internal(set) var message: String
    package let why: String
    /// Given for `fail` and for findings that are undetermined by the rule's own verdict.
    package let fix: Fix?
    /// The observations behind the facts that the verdict read, in the order of reading.
    package let evidence: [Observation]
    package let references: [String]
    /// Identifies rule and subject, never the values: 64-bit FNV-1a of rule, kind and key, in 16 hexadecimal digits.
    package var fingerprint: String { Facts.fingerprint(of: "\(rule)\n\(subject.kind)\n\(subject.key)") }
    /// Given exactly when the outcome is `undetermined`.
    package let unknown: Unknown?
    /// The question that did not conclude: `bounce.example.com. TXT`.
    package let question: String?
    package let tags: [String]
    /// The waiver or baseline that accepts the failure, or did until its day.
    public internal(set) var acceptance: Acceptance?

    package init(
        rule: String, outcome: Outcome, severity: Severity, subject: FindingSubject, title: String, message: String,
        why: String = "", fix: Fix? = nil, evidence: [Observation] = [], references: [String] = [],
        unknown: Unknown? = nil, question: String? = nil, tags: [String] = [], acceptance: Acceptance? = nil
    ) {
        self.rule = rule
        self.outcome = outcome
        self.severity = severity
        self.subject = subject
        self.title = title
        self.message = message
        self.why = why
        self.fix = fix
        self.evidence = evidence
        self.references = references
        self.unknown = unknown
        self.question = question
        self.tags = tags
        self.acceptance = acceptance
    }

    /// Nothing is said of a subject that a setting leaves out.
    func switchedOff(by setting: RuleSetting) -> Finding {
        var finding = self
        finding.outcome = .skipped
        let reason = setting.reason.map { ": \($0)" } ?? ""
        finding.message = "Switched off by \(setting.origin)\(reason)."
        return finding
    }
}
