package import Facts

/// The result of one rule for one subject.
package struct Finding: Sendable, Hashable {
    /// The part common to all findings of the rule, stored once.
    private let text: FindingText
    /// The part that rarely changes: findings are copied often.
    private var content: FindingContent
    package internal(set) var outcome: Outcome
    /// After escalation, lowering, profiles and overrides.
    package internal(set) var severity: Severity
    /// Its effect on mail; set if it failed, is undetermined, or could not be evaluated.
    package internal(set) var rank: Rank?
    /// Whether the verdict depends on it; otherwise it is only shown.
    package internal(set) var hasSay = true

    package init(
        rule: String, outcome: Outcome, severity: Severity, subject: FindingSubject, title: String, message: String,
        why: String = "", fix: Fix? = nil, evidence: [Observation] = [], references: [String] = [],
        unknown: Unknown? = nil, question: String? = nil, tags: [String] = [], acceptance: Acceptance? = nil
    ) {
        let verdict = RuleVerdict(
            outcome: outcome, severity: severity, message: message, fix: fix, unknown: unknown, question: question)
        self.init(
            FindingText(rule: rule, title: title, why: why, references: references, tags: tags), verdict, subject: subject,
            evidence: evidence)
        self.acceptance = acceptance
    }

    /// - Parameter owner: who can repair it, where that is not whom the rule names.
    init(
        _ text: FindingText, _ verdict: RuleVerdict, subject: FindingSubject, evidence: [Observation], owner: RepairOwner? = nil
    ) {
        self.text = text
        content = FindingContent(verdict, subject, evidence, owner)
        outcome = verdict.outcome
        severity = verdict.severity
    }

    package var subject: FindingSubject { content.subject }
    /// The effect of the rule's own conditions on its severity.
    var shift: SeverityShift? { content.shift }
    /// The observations behind the facts that the verdict depends on, in reading order.
    package var evidence: [Observation] { content.evidence }
    /// Set exactly when the outcome is `undetermined`.
    package var unknown: Unknown? { content.unknown }
    /// The failed query: `bounce.example.com. TXT`.
    package var question: String? { content.question }

    /// Contains raw text from the network: output must escape it.
    package internal(set) var message: String {
        get { content.notes.message }
        set { change { $0.message = newValue } }
    }

    /// Set for `fail` and for findings that are undetermined by the rule's own verdict.
    package internal(set) var fix: Fix? {
        get { content.notes.fix }
        set { change { $0.fix = newValue } }
    }

    /// The waiver or baseline that accepts the failure, or did so until its expiry.
    package internal(set) var acceptance: Acceptance? {
        get { content.notes.acceptance }
        set { change { $0.acceptance = newValue } }
    }

    /// The fingerprint of the finding that explains this one; `nil` for an independent one.
    package internal(set) var causedBy: String? {
        get { content.notes.causedBy }
        set { change { $0.causedBy = newValue } }
    }

    private mutating func change(_ edit: (inout FindingContent.Notes) -> Void) {
        var notes = content.notes
        edit(&notes)
        content = FindingContent(content, notes)
    }

    /// The rule's id: `mx/target-missing`.
    package var rule: String { text.rule }
    package var title: String { text.title }
    package var why: String { text.why }
    package var references: [String] { text.references }
    package var tags: [String] { text.tags }
    /// Who can repair it.
    package internal(set) var owner: RepairOwner {
        get { content.notes.owner ?? text.owner }
        set { change { $0.owner = newValue } }
    }

    var harm: Harm { text.harm ?? (severity == .error ? .rejected : .degraded) }

    /// Identifies rule and subject, never the values: 64-bit FNV-1a of rule, kind and key, in 16 hexadecimal digits.
    package var fingerprint: String { Facts.fingerprint(of: "\(rule)\n\(subject.kind)\n\(subject.key)") }

    /// A setting excludes the subject: there is no result.
    func switchedOff(by setting: RuleSetting) -> Finding {
        var finding = self
        finding.outcome = .skipped
        let reason = setting.reason.map { ": \($0)" } ?? ""
        finding.message = "Switched off by \(setting.origin)\(reason)."
        return finding
    }
}

/// The subject's part of a finding: one object, however often the finding is copied.
private final class FindingContent: Sendable, Hashable {
    /// The part that may change after the verdict.
    struct Notes: Sendable, Hashable {
        var message: String
        var fix: Fix?
        var acceptance: Acceptance?
        var causedBy: String?
        var owner: RepairOwner?
    }

    let subject: FindingSubject
    let shift: SeverityShift?
    let evidence: [Observation]
    let unknown: Unknown?
    let question: String?
    let notes: Notes

    init(_ verdict: RuleVerdict, _ subject: FindingSubject, _ evidence: [Observation], _ owner: RepairOwner?) {
        self.subject = subject
        self.evidence = evidence
        shift = verdict.shift
        unknown = verdict.unknown
        question = verdict.question
        notes = Notes(message: verdict.message, fix: verdict.fix, owner: owner)
    }

    /// The same finding with other notes.
    init(_ content: FindingContent, _ notes: Notes) {
        subject = content.subject
        shift = content.shift
        evidence = content.evidence
        unknown = content.unknown
        question = content.question
        self.notes = notes
    }

    static func == (left: FindingContent, right: FindingContent) -> Bool {
        left === right
            || (left.subject == right.subject && left.shift == right.shift && left.evidence == right.evidence
                && left.unknown == right.unknown && left.question == right.question && left.notes == right.notes)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(notes.message)
    }
}

/// The rule's part of a finding: one object, however many subjects the rule has.
final class FindingText: Sendable, Hashable {
    let rule: String
    let title: String
    let why: String
    let references: [String]
    let tags: [String]
    let harm: Harm?
    let owner: RepairOwner

    init(
        rule: String, title: String, why: String, references: [String], tags: [String], harm: Harm? = nil,
        owner: RepairOwner = .you
    ) {
        self.rule = rule
        self.title = title
        self.why = why
        self.references = references
        self.tags = tags
        self.harm = harm
        self.owner = owner
    }

    convenience init(_ rule: Rule) {
        self.init(
            rule: rule.id, title: rule.title, why: rule.why, references: rule.references, tags: rule.tags, harm: rule.harm,
            owner: rule.owner)
    }

    static func == (left: FindingText, right: FindingText) -> Bool {
        left === right
            || (left.rule == right.rule && left.title == right.title && left.why == right.why
                && left.references == right.references && left.tags == right.tags)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(rule) }
}
