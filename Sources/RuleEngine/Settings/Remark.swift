/// Something about the rules' own files that their owner should know; it has no say in the verdict.
public struct Remark: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case waiverExpired = "waiver-expired"
        case waiverUnused = "waiver-unused"
        case overrideUnused = "override-unused"
        case baselineRepaired = "baseline-repaired"
        case ruleDeprecated = "rule-deprecated"
    }

    public let kind: Kind
    /// A sentence.
    public let message: String
    /// `waivers.yaml:3:5`; `nil` when it is about no place in a file.
    public let place: String?

    public init(_ kind: Kind, _ message: String, place: String? = nil) {
        self.kind = kind
        self.message = message
        self.place = place
    }
}
