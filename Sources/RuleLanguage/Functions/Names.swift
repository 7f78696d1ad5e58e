import DNS

/// Functions over domain names as text. ASCII case and a final dot make no difference (RFC 4343).
extension Function {
    static let names: [Function] = [
        Function("sameName", .method) { (left: String, right: String) in left.canonicalName == right.canonicalName },
        // Strictly below: no name is under itself.
        Function("isUnder", .method) { (name: String, parent: String) in
            let (name, parent) = (name.canonicalName, parent.canonicalName)
            return parent.isEmpty ? !name.isEmpty : name.utf8.reversed().starts(with: ".\(parent)".utf8.reversed())
        },
        // `*` matches any text, dots included; everything else matches itself.
        Function("like", .method) { (text: String, pattern: String) in
            Glob(pattern.lowercasedASCII).matches(text.lowercasedASCII)
        },
    ]
}

extension String {
    /// Lower case without the final dot, with canonical escapes; empty for the root.
    fileprivate var canonicalName: String {
        let text = (DomainName(self)?.description ?? self).lowercasedASCII
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
