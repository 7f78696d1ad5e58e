import Facts
import Rules

typealias Section = ReportSection

extension ReportSection {
    /// Areas of rules about what stands for the From domain, whatever else the domain is.
    private static let aboutFrom: Set<Substring> = ["dmarc", "from", "bimi"]

    /// The section of what a finding is about.
    init(_ finding: Finding) {
        let section = ReportSection(finding.subject)
        let isFrom = section == .mailFrom && Self.aboutFrom.contains(finding.rule.prefix { $0 != "/" })
        self = isFrom ? .from : section
    }

    /// The section of the subject's kind, or else of its role.
    init(_ subject: FindingSubject) {
        self =
            FactSchema.current.kind(subject.kind)?.section ?? subject.role.flatMap(SubjectRole.init(word:))?.section ?? .plan
    }
}
