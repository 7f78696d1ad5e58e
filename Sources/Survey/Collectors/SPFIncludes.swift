import DNS
import MailPolicy

/// The domains that several trees of SPF records lead to, and where the faults lie because of which they come to nothing.
struct SPFIncludes {
    private var includersByName: [DomainName: Set<DomainName>] = [:]
    private var deadEndsByName: [DomainName: Set<String>] = [:]
    /// Domains whose records are looked at for themselves.
    private let apart: Set<DomainName>

    /// - Parameter apart: domains, in lower case, whose records are looked at for themselves.
    init(_ trees: [SPFTree], apart: Set<DomainName>) {
        self.apart = apart
        for tree in trees { if let root = tree.root.name?.lowercased { read(tree.root, from: root) } }
    }

    /// The domains but for those that are looked at for themselves, sorted.
    var names: [DomainName] { includersByName.keys.filter { !apart.contains($0) }.sorted() }

    /// The domains whose records lead to one, directly or by others, sorted.
    func includers(of name: DomainName) -> [DomainName] { (includersByName[name] ?? []).sorted() }

    /// Terms of a domain's record that lead to no record, sorted.
    func deadEnds(of name: DomainName) -> [String] { (deadEndsByName[name] ?? []).sorted() }

    private mutating func read(_ node: SPFTree.Node, from root: DomainName) {
        for branch in node.branches {
            if Self.isDeadEnd(branch), let name = node.name?.lowercased {
                deadEndsByName[name, default: []].insert(branch.term.text)
            }
            for inner in branch.inner {
                if let name = inner.name?.lowercased, name != root { includersByName[name, default: []].insert(root) }
                read(inner, from: root)
            }
        }
    }

    /// Whether the term itself is to blame: its target has no record, or is no name.
    private static func isDeadEnd(_ branch: SPFTree.Branch) -> Bool {
        branch.inner.contains { [.missing, .malformed].contains($0.status) }
    }

    /// Names at which the faults lie that make includes and redirects of a tree fail; none where its own record is to blame.
    func faults(in tree: SPFTree) -> [String] {
        var names: Set<DomainName> = []
        let isOwn = collect(tree.root, isRoot: true, &names)
        return isOwn ? [] : names.sorted().map(\.text)
    }

    /// Whether the root's own terms are to blame.
    private func collect(_ node: SPFTree.Node, isRoot: Bool, _ names: inout Set<DomainName>) -> Bool {
        var isOwn = false
        for branch in node.branches {
            let target = branch.inner.first?.name?.lowercased
            if Self.isDeadEnd(branch) {
                // That a domain of the deployment has no record is told of that domain.
                if let target, apart.contains(target) {
                    names.insert(target)
                } else if isRoot {
                    isOwn = true
                } else if let name = node.name?.lowercased {
                    names.insert(name)
                }
            }
            for inner in branch.inner {
                switch inner.status {
                case .several, .invalid: if let target { names.insert(target) }
                default: isOwn = collect(inner, isRoot: false, &names) || isOwn
                }
            }
        }
        return isOwn
    }
}
