import Facts
import Rules

typealias Section = ReportSection

extension ReportSection {
    /// The section of the subject's kind, otherwise that of its role.
    init(_ subject: FindingSubject) {
        self =
            FactSchema.current.kind(subject.kind)?.section ?? subject.role.flatMap(SubjectRole.init(word:))?.section ?? .plan
    }
}
