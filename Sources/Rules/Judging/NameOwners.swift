import Facts

/// Whose the names are that findings are about: what stands at a name, only whoever runs its zone can repair.
struct NameOwners {
    /// Domains whose names are the platform's.
    private let infrastructure: [String]
    /// The organizations that the deployment's names lie in; empty where nobody looked.
    private let organizations: [String]

    /// Kinds whose subjects are a name's own records, whoever published them.
    private static let kindsOfNames: Set<String> = ["name", "zone", "spf_include"]

    init(_ facts: FactSet) {
        func names(_ value: FactValue?) -> [String] {
            guard case .list(let items)? = value else { return [] }
            return items.compactMap { if case .string(let name) = $0 { name.groundName } else { nil } }
        }
        if case .object(let deployment)? = facts.root["deployment"] {
            infrastructure = names(deployment["infrastructure"])
        } else {
            infrastructure = []
        }
        if case .list(let items)? = facts.root["organizations"] {
            organizations = items.compactMap { item in
                guard case .object(let object) = item, case .string(let name)? = object["name"] else { return nil }
                return name.groundName
            }
        } else {
            organizations = []
        }
    }

    /// Who can repair what is wrong with a subject, where that is not the operator.
    func owner(of subject: FindingSubject) -> RepairOwner? {
        let isName = Self.kindsOfNames.contains(subject.kind)
        guard !infrastructure.isEmpty || isName, let name = subject.name?.groundName else { return nil }
        if infrastructure.contains(where: { name.isAtOrBelow($0) }) { return .platform }
        guard isName, !organizations.isEmpty else { return nil }
        return organizations.contains { name.isAtOrBelow($0) } ? nil : .other
    }
}

extension String {
    fileprivate func isAtOrBelow(_ domain: String) -> Bool { self == domain || hasSuffix(".\(domain)") }
}
