import Facts

/// The domains of which nothing could be looked up from a view: however many names in them are asked for, that is one fault.
///
/// A DS record that was left behind or servers that are down fail every question to a zone; where one name of an organization
/// answers, only what lies apart from it can be silent as a whole.
struct SilentDomains {
    /// Domains at or below which something was answered, by view.
    private var answering: [String: Set<String>] = [:]
    private let organizations: [String]

    init(_ records: [Judge.Record], aboutLookups rules: Set<String>) {
        organizations = Set(
            records.lazy.map(\.finding.subject).filter { $0.kind == "organization" }.compactMap { $0.name?.groundName }
        ).sorted()
        for record in records where record.finding.outcome == .pass && rules.contains(record.finding.rule) {
            let subject = record.finding.subject
            guard subject.kind == "name", let name = subject.name?.groundName else { continue }
            answering[subject.view ?? "", default: []].formUnion(ancestors(of: name))
        }
    }

    /// The highest domain of the name's organization of which nothing was answered from the subject's view; `nil` for what
    /// is not about a name of one.
    func domain(of subject: FindingSubject) -> String? {
        guard subject.kind == "name", let name = subject.name?.groundName else { return nil }
        let view = subject.view ?? ""
        return ancestors(of: name).last { answering[view]?.contains($0) != true }
    }

    /// The name and the domains above it, up to its organization's.
    private func ancestors(of name: String) -> [String] {
        guard let organization = organizations.first(where: name.isAtOrBelow) else { return [] }
        var result = [name]
        while let last = result.last, last != organization, let dot = last.firstIndex(of: ".") {
            result.append(String(last[last.index(after: dot)...]))
        }
        return result
    }
}
