/// A named set of changes to rules, or one mailbox provider's requirements for senders.
package struct Profile: Sendable, Identifiable {
    /// The file's name without `.yaml`: `strict`, `gmail`.
    package let id: String
    package let title: String
    /// Markdown.
    package let about: String
    /// How much a rule matters to the provider.
    package enum Requirement: String, Sendable, CaseIterable {
        /// As much as the rule's own severity.
        case considered
        case recommended
        case required

        /// The severity of a failure; `nil` for the rule's own.
        var severity: Severity? {
            switch self {
            case .considered: nil
            case .recommended: .warning
            case .required: .error
            }
        }

        /// Its key in the profile file.
        var key: String {
            switch self {
            case .considered: "considers"
            case .recommended: "recommends"
            case .required: "requires"
            }
        }
    }

    /// What a demand rests on.
    package struct Ground: Sendable, Hashable {
        /// One of the profile's references; `nil` where it has none.
        package let source: String?
        /// What the source says, in our words.
        package let says: String?
    }

    /// By rule; empty for a profile that is no provider's.
    package let requirements: [String: Requirement]
    /// Rules whose own `lower` does not apply for the provider: it demands them in full.
    let unlowered: Set<String>
    /// Requirements that cannot be checked from outside the platform's mail.
    package let unchecked: [String]
    package let sources: [ProfileReference]
    /// The day on which the texts of the sources were read last, as the file has it: `2026-11-28`.
    package let checked: String?
    /// Where a provider asks for what, by rule; every one of `requirements` has one.
    package let grounds: [String: Ground]
    package let file: String
    /// The profiles that it extends, then its own changes, in this order.
    let bases: [String]
    let settings: [RuleSetting]

    package var references: [String] { sources.map(\.source) }

    /// Whether it is a mailbox provider's, and so gets a readiness line.
    package var isProvider: Bool { !requirements.isEmpty }

    /// The profile that applies by default, even without a file of that name.
    static let defaultID = "default"

    /// The profiles that it extends and itself, bases first, each once; `nil` when it extends itself.
    func lineage(among profiles: [Profile]) -> [Profile]? {
        var result: [Profile] = []
        return visit(among: profiles, open: [], into: &result) ? result : nil
    }

    private func visit(among profiles: [Profile], open: Set<String>, into result: inout [Profile]) -> Bool {
        if open.contains(id) { return false }
        if result.contains(where: { $0.id == id }) { return true }
        for base in bases {
            guard let base = profiles.first(where: { $0.id == base }) else { continue }
            guard base.visit(among: profiles, open: open.union([id]), into: &result) else { return false }
        }
        result.append(self)
        return true
    }
}
