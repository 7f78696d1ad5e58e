/// A DMARC record as a tag list (RFC 9989 §4.7), kept as written.
public struct DMARCRecord: Hashable, Sendable {
    public struct Tag: Hashable, Sendable {
        /// Lower case: tag names are compared without regard to case.
        public let name: String
        public let value: String
    }

    public let text: String
    /// In the order of the record, the version first; parts without `=` are left out.
    public let tags: [Tag]

    /// `nil` when the text is not a DMARC record at all: `v` must come first and its value be exactly `DMARC1`,
    /// followed by `;` or the end.
    public init?(_ text: String) {
        self.text = text
        tags = text.split(separator: ";", omittingEmptySubsequences: true).compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            return Tag(
                name: part[..<equals].trimmingBlanks().lowercased(),
                value: String(part[part.index(after: equals)...].trimmingBlanks()))
        }
        let opening = text.prefix { $0 != ";" }
        guard let equals = opening.firstIndex(of: "="),
            opening.first?.isBlank == false,
            opening[..<equals].trimmingBlanks().lowercased() == "v",
            opening[opening.index(after: equals)...].trimmingBlanks() == "DMARC1"
        else { return nil }
    }

    /// The value of a tag that occurs; the first one when it occurs twice.
    public subscript(name: String) -> String? { tags.first { $0.name == name }?.value }

    /// What the record says of its own place in the tree; anything but `y` and `n` is the default `u`.
    public var publicSuffix: PublicSuffix {
        self["psd"].flatMap { PublicSuffix(rawValue: $0.lowercased()) } ?? .unspecified
    }

    public enum PublicSuffix: String, Sendable { case yes = "y", no = "n", unspecified = "u" }
}

extension Character {
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        var result = drop { $0.isBlank }
        while result.last?.isBlank == true { result.removeLast() }
        return result
    }
}
