/// The outcome of one rule for one subject.
package enum Outcome: String, Sendable, CaseIterable {
    case pass, fail
    /// Something that the rule needs is unknown: neither passed nor failed.
    case undetermined
    /// The rule does not apply to the subject.
    case notApplicable = "not-applicable"
    /// A rule that this one requires has failed for the same subject.
    case skipped
    case waived
    /// The rule itself is defective: a division by zero, an index out of range, the step budget.
    case error
}
