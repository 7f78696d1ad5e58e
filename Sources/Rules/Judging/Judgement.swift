import DNS
import Facts

/// What the rules say about one deployment.
package struct Judgement: Sendable {
    /// Whatever the outcome; sorted by rule, then subject key.
    package let findings: [Finding]
    package let providers: [ProviderJudgement]
    package let remarks: [Remark]
}

/// The findings that one mailbox provider would judge mail by, with the severities that it gives them, way by way.
///
/// What the operator has waived or switched off stands here as it is: the provider does not know of it.
package struct ProviderJudgement: Sendable {
    package struct Path: Sendable {
        /// The key of a subject of kind `path`.
        package let key: String
        package let findings: [Finding]
    }

    package let profile: Profile
    package let paths: [Path]
}

extension ProviderJudgement {
    init(_ profile: Profile, _ findings: [Finding], _ facts: FactSet) {
        self.profile = profile
        let relevant = findings.compactMap { finding -> Finding? in
            guard let requirement = profile.requirements[finding.rule] else { return nil }
            var finding = finding
            finding.severity = requirement.severity ?? finding.severity
            return finding
        }
        let paths = FactSchema.current.kind("path").map(facts.subjects) ?? []
        self.paths = paths.map(PathScope.init).filter { $0.isPublic }.map { scope in
            Path(key: scope.key, findings: relevant.filter { scope.includes($0.subject) })
        }
    }
}

/// What belongs to one way that mail takes.
private struct PathScope {
    let key: String
    private let identity: FindingSubject
    private let address: String?
    private let from: String
    private let mailFrom: String
    private let helo: String?

    init(_ object: FactObject) {
        identity = FindingSubject(object, kind: "path")
        key = identity.key
        func text(_ field: String) -> String? {
            guard case .string(let text)? = object[field] else { return nil }
            return text
        }
        address = if case .address(let address)? = object["address"] { address.description } else { identity.address }
        from = text("from") ?? ""
        mailFrom = text("mail_from") ?? ""
        helo = text("helo")
    }

    /// Providers see what the Internet sees.
    var isPublic: Bool { identity.view == nil || identity.view == "public" }

    func includes(_ subject: FindingSubject) -> Bool {
        if subject.kind == identity.kind { return subject.key == key }
        let isSeen = subject.view == nil || subject.view == "public"
        return isSeen && agrees(subject.address, address) && agrees(subject.sender, identity.sender)
            && concerns(subject)
    }

    private func agrees(_ part: String?, _ own: String?) -> Bool { part == nil || own == nil || part == own }

    /// Whether the subject's name plays a part on the way; one without a name is found by its address and sender.
    private func concerns(_ subject: FindingSubject) -> Bool {
        guard let name = subject.name else { return subject.address != nil || subject.sender != nil }
        switch subject.kind {
        // What receivers read on this way: SPF at the identities, not at From.
        case "spf_domain": return name == mailFrom || name == helo
        case "dkim_key":
            guard let label = name.firstRange(of: "._domainkey.") else { return false }
            let domain = String(name[label.upperBound...])
            return domain == from || from.hasSuffix("." + domain) || domain.hasSuffix("." + from)
        case "sending_address": return true
        default: return name == from || name == mailFrom || name == helo
        }
    }
}
