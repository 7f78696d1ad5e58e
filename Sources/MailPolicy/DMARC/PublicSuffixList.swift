package import DNS
import HostNames

/// The public suffix list (publicsuffix.org), for receivers that still follow RFC 7489 §3.2.
package struct PublicSuffixList: Sendable {
    // As lower-case text: the list has ten thousand names, and a run queries only a few.
    private var rules: Set<Substring> = []
    private var wildcards: Set<Substring> = []
    private var exceptions: Set<Substring> = []

    package var ruleCount: Int { rules.count + wildcards.count + exceptions.count }

    /// Parses the list's own format: one rule per line, up to the first blank; `//` starts a comment. Other lines are
    /// skipped. The private section is included unless excluded by the argument.
    package init(_ text: String, includingPrivate: Bool = true) {
        var isPrivate = false
        for line in text.utf8.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            if line.starts(with: "//".utf8) {
                let comment = String(decoding: line, as: UTF8.self)
                if comment.contains("===BEGIN PRIVATE DOMAINS===") { isPrivate = true }
                if comment.contains("===END PRIVATE DOMAINS===") { isPrivate = false }
                continue
            }
            if isPrivate, !includingPrivate { continue }
            add(line.prefix { !$0.isBlank })
        }
    }

    private mutating func add(_ rule: Substring.UTF8View.SubSequence) {
        switch rule.first {
        case nil: return
        case UInt8(ascii: "!"): exceptions.insert(Self.name(rule.dropFirst()))
        case UInt8(ascii: "*") where rule.dropFirst().first == UInt8(ascii: "."): wildcards.insert(Self.name(rule.dropFirst(2)))
        default: rules.insert(Self.name(rule))
        }
    }

    private static func name(_ octets: Substring.UTF8View.SubSequence) -> Substring {
        let text = Substring(octets)
        // A rule that is not a domain name is kept as written, and matches no name.
        guard octets.allSatisfy({ $0 < 0x80 }) else {
            return (try? DomainName(unicode: String(text))).map { $0.text.lowercased()[...] } ?? text
        }
        return octets.contains { (0x41...0x5a).contains($0) } ? text.lowercased()[...] : text
    }

    /// The longest public suffix of `name` by the list's algorithm; the last label of a name that no rule matches.
    package func publicSuffix(of name: DomainName) -> DomainName {
        let suffixes = Self.suffixes(of: name)
        for (index, suffix) in suffixes.dropLast().enumerated() {
            let count = name.labelCount - index
            if exceptions.contains(suffix) { return name.suffix(count - 1) }
            if rules.contains(suffix) || wildcards.contains(suffixes[index + 1]) { return name.suffix(count) }
        }
        return name.suffix(1)
    }

    /// The name and all its suffixes, longest first, down to the empty one.
    private static func suffixes(of name: DomainName) -> [Substring] {
        let text = name.text.lowercased()
        guard !text.utf8.contains(UInt8(ascii: "\\")) else {
            // A label can contain a dot.
            return (0...name.labelCount).reversed().map { name.suffix($0).text.lowercased()[...] }
        }
        var suffixes = name.isRoot ? [] : [text[...]]
        while let last = suffixes.last, let dot = last.utf8.firstIndex(of: UInt8(ascii: ".")) {
            suffixes.append(last[last.utf8.index(after: dot)...])
        }
        return suffixes + [""]
    }

    /// The public suffix plus one label: RFC 7489's organizational domain. A public suffix is its own.
    package func organizationalDomain(of name: DomainName) -> DomainName {
        name.suffix(publicSuffix(of: name).labelCount + 1)
    }
}
