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
        let root = LenientFacts(facts.root)
        infrastructure = root.object("deployment")?.texts("infrastructure").map(\.groundName) ?? []
        organizations = root.list("organizations").map { $0.text("name").groundName }.filter { !$0.isEmpty }
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
