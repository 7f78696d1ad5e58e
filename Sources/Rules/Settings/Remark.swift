/// A note to the owner of the rule files; it does not count for the verdict.
package struct Remark: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case waiverExpired = "waiver-expired"
        case waiverUnused = "waiver-unused"
        case overrideUnused = "override-unused"
        case baselineRepaired = "baseline-repaired"
        case ruleDeprecated = "rule-deprecated"
        case providersOnly = "providers-only"
    }

    package let kind: Kind
    /// A sentence.
    package let message: String
    /// `waivers.yaml:3:5`; `nil` when it is not about a place in a file.
    package let place: String?

    package init(_ kind: Kind, _ message: String, place: String? = nil) {
        self.kind = kind
        self.message = message
        self.place = place
    }
}
