import Facts
import RuleLanguage

/// A checked change to existing rules.
struct RuleSetting: Sendable {
    enum SeverityChange: Sendable, Hashable {
        /// The operator's override: it outweighs everything in the rule, including `escalate` and `lower`.
        case to(Severity)
        /// A profile's change: the base severity of the rule. Its `escalate` and `lower` still apply, the latter unless the
        /// profile says otherwise.
        case from(Severity, keepsLower: Bool)
        /// A provider's demand; see `ProviderDemand` for its effect.
        case demand(Profile.Requirement)
    }

    /// A part of the subject, and the pattern it must match.
    struct Selector: Sendable {
        let part: SubjectPart
        let pattern: String
        let glob: Glob

        init(part: SubjectPart, pattern: String) {
            self.part = part
            self.pattern = pattern
            glob = Glob(pattern)
        }
    }

    let rules: Set<String>
    let selectors: [Selector]
    let severity: SeverityChange?
    let isEnabled: Bool?
    /// By rule, then by name.
    let parameters: [String: [String: FactValue]]
    let reason: String?
    let origin: SettingOrigin

    func matches(_ subject: FindingSubject) -> Bool {
        selectors.allSatisfy { selector in
            subject[selector.part].map(selector.glob.matches) ?? false
        }
    }

    /// Its selector: `name *.lab.example.com, view public`.
    var subjects: String { selectors.map { "\($0.part.rawValue) \($0.pattern)" }.joined(separator: ", ") }
}

/// A part of a subject that settings can select by.
enum SubjectPart: String, CaseIterable, Sendable {
    case kind, key, role, name, view, address, sender
}

extension FindingSubject {
    subscript(_ part: SubjectPart) -> String? {
        switch part {
        case .kind: kind
        case .key: key
        case .role: role
        case .name: name
        case .view: view
        case .address: address
        case .sender: sender
        }
    }
}
