import Facts

/// Whose the names are that findings are about: what stands at a name, only whoever runs its zone can repair.
struct NameOwners {
    /// Domains whose names are the platform's.
    private let infrastructure: [String]
    /// The organizations that the deployment's names lie in; empty where nobody looked.
    private let organizations: [String]

    /// Where the records of a DKIM selector stand, if an alias leads to them: many platforms have their customers publish
    /// aliases only.
    private static func place(of subject: FindingSubject, _ facts: LenientFacts) -> String? {
        guard subject.kind == DKIMKeyFacts.kind.name, !facts.texts("records").isEmpty else { return nil }
        let alias = facts.text("alias")
        return alias.isEmpty ? nil : alias.groundName
    }

    /// Kinds whose subjects are a name's own records, whoever published them.
    private static let kindsOfNames: Set<String> = ["name", "zone", "spf_include"]

    init(_ facts: FactSet) {
        let root = LenientFacts(facts.root)
        infrastructure = root.object("deployment")?.texts("infrastructure").map(\.groundName) ?? []
        organizations = root.list("organizations").map { $0.text("name").groundName }.filter { !$0.isEmpty }
    }

    /// Who can repair what is wrong with a subject, where that is not the operator.
    func owner(of subject: FindingSubject, _ object: FactObject) -> RepairOwner? {
        let place = Self.place(of: subject, LenientFacts(object))
        let isName = Self.kindsOfNames.contains(subject.kind) || place != nil
        guard !infrastructure.isEmpty || isName, let name = place ?? subject.name?.groundName else { return nil }
        if infrastructure.contains(where: { name.isAtOrBelow($0) }) { return .platform }
        guard isName, !organizations.isEmpty else { return nil }
        return organizations.contains { name.isAtOrBelow($0) } ? nil : .other
    }
}
