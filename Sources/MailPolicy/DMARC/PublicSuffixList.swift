package import DNS
import HostNames

/// The public suffix list (publicsuffix.org), for receivers that still read RFC 7489 §3.2.
package struct PublicSuffixList: Sendable {
    private var rules: Set<DomainName> = []
    private var wildcards: Set<DomainName> = []
    private var exceptions: Set<DomainName> = []

    package var ruleCount: Int { rules.count + wildcards.count + exceptions.count }

    /// Reads the list's own format: a rule a line, up to the first blank; `//` begins a comment. Lines that are no rule
    /// are passed over. The private section is read unless it is not wanted.
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
        if rule.first == UInt8(ascii: "!") {
            if let name = Self.name(rule.dropFirst()) { exceptions.insert(name) }
        } else if rule.starts(with: "*.".utf8) {
            if let name = Self.name(rule.dropFirst(2)) { wildcards.insert(name) }
        } else if let name = Self.name(rule) {
            rules.insert(name)
        }
    }

    private static func name(_ octets: Substring.UTF8View.SubSequence) -> DomainName? {
        let text = String(decoding: octets, as: UTF8.self)
        return octets.allSatisfy { $0 < 0x80 } ? DomainName(text) : try? DomainName(unicode: text)
    }

    /// The longest public suffix of `name`, by the list's algorithm; a name that no rule meets has its last label.
    package func publicSuffix(of name: DomainName) -> DomainName {
        for count in stride(from: name.labelCount, to: 0, by: -1) {
            let suffix = name.suffix(count)
            if exceptions.contains(suffix) { return name.suffix(count - 1) }
            if rules.contains(suffix) || wildcards.contains(name.suffix(count - 1)) { return suffix }
        }
        return name.suffix(1)
    }

    /// The public suffix with one label more: RFC 7489's organizational domain. A public suffix is its own.
    package func organizationalDomain(of name: DomainName) -> DomainName {
        name.suffix(publicSuffix(of: name).labelCount + 1)
    }
}
