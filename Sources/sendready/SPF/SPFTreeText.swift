import DNS
import Facts
import MailPolicy
import Report

/// A tree with its costs as a drawing, and as JSON.
struct SPFTreeText {
    private let tree: SPFTree

    /// Networks beyond this number are counted, not listed.
    private static let shownNetworks = 40

    init(_ tree: SPFTree) { self.tree = tree }

    var text: String {
        var lines = ["\(tree.root.domain)  \(tree.root.words)"] + Self.lines(tree.root, prefix: "")
        lines += ["", "lookups     \(tree.lookups) of 10 in the worst case"]
        lines.append(
            "void        \(tree.voidLookups(.ipv4)) for an IPv4 sender, \(tree.voidLookups(.ipv6)) for an IPv6 sender, of 2")
        let incomplete = tree.authorised.isIncomplete ? ", and others that are not known" : ""
        lines.append(
            "authorises  \(tree.authorised.ipv4Addresses) IPv4 addresses, \(tree.authorised.ipv6Subnets) IPv6 /64\(incomplete)")
        let networks = tree.authorised.networks
        for network in networks.prefix(Self.shownNetworks) { lines.append("            \(network)") }
        if networks.count > Self.shownNetworks {
            lines.append("            and \(networks.count - Self.shownNetworks) more networks")
        }
        for overlap in tree.overlaps {
            lines.append(
                "overlap     \(overlap.network) (\(overlap.domain)) is within \(overlap.within) (\(overlap.otherDomain))")
        }
        for problem in tree.problems {
            lines.append("\(problem.code.isUnknown ? "unknown     " : "problem     ")\(problem.message)")
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private static func lines(_ node: SPFTree.Node, prefix: String) -> [String] {
        node.branches.enumerated().flatMap { index, branch in
            let isLast = index == node.branches.count - 1
            let cost = branch.lookups == 0 ? "" : "  [\(branch.lookups)]"
            let void =
                branch.voidFor.isEmpty ? "" : "  void for \(branch.voidFor.map(\.rawValue).sorted().joined(separator: " and "))"
            let inner = branch.inner.map { "  \($0.words)" }.joined()
            let line = "\(prefix)\(isLast ? "`-- " : "|-- ")\(branch.term.text)\(cost)\(void)\(inner)"
            let deeper = prefix + (isLast ? "    " : "|   ")
            return [line] + branch.inner.flatMap { lines($0, prefix: deeper) }
        }
    }

    var json: JSONValue {
        [
            "domain": .string(tree.root.domain),
            "lookups": .integer(Int64(tree.lookups)),
            "voidLookups": [
                "ipv4": .integer(Int64(tree.voidLookups(.ipv4))), "ipv6": .integer(Int64(tree.voidLookups(.ipv6))),
            ],
            "authorised": [
                "networks": .strings(tree.authorised.networks.map(\.description)),
                "ipv4Addresses": .string(String(tree.authorised.ipv4Addresses)),
                "ipv6Subnets": .string(String(tree.authorised.ipv6Subnets)),
                "everyone": .boolean(!tree.authorised.everyone.isEmpty), "incomplete": .boolean(tree.authorised.isIncomplete),
            ],
            "overlaps": .array(
                tree.overlaps.map {
                    [
                        "network": .string($0.network.description), "domain": .string($0.domain),
                        "within": .string($0.within.description), "otherDomain": .string($0.otherDomain),
                    ]
                }),
            "problems": .array(
                tree.problems.map { problem in
                    JSONValue.object([
                        "code": .string(problem.code.rawValue), "domain": .string(problem.domain),
                        "term": JSONValue(problem.term?.text), "message": .string(problem.message),
                        "cause": JSONValue(problem.cause?.rawValue),
                    ]).withoutNulls
                }),
            "tree": Self.json(tree.root),
        ]
    }

    private static func json(_ node: SPFTree.Node) -> JSONValue {
        JSONValue.object([
            "domain": .string(node.domain), "record": JSONValue(node.record?.text), "lookups": .integer(Int64(node.lookups)),
            "state": node.record == nil ? .string(node.words) : .null,
            "terms": .array(
                node.branches.map { branch in
                    [
                        "term": .string(branch.term.text), "lookups": .integer(Int64(branch.lookups)),
                        "voidFor": .strings(branch.voidFor.map(\.rawValue).sorted()),
                        "networks": .strings(branch.networks.map(\.description)), "tree": .array(branch.inner.map(json)),
                    ]
                }),
        ]).withoutNulls
    }
}
