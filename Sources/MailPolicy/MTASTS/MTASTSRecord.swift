/// An MTA-STS record, the TXT at `_mta-sts.<domain>` (RFC 8461 §3.1).
public struct MTASTSRecord: Sendable, Hashable {
    public let tagList: TagList
    /// The policy's identifier; `nil` when absent or not legal.
    public let id: String?
    public let problems: [PolicyProblem]

    public var text: String { tagList.text }
    public var isValid: Bool { !problems.hasErrors }

    /// The longest `id`.
    public static let maximumIdentifierLength = 32

    /// Whether the text counts among the records of a name: others are passed over, and of those that count there must
    /// be exactly one.
    public static func isCandidate(_ text: String) -> Bool {
        text == "v=STSv1" || text.hasPrefix("v=STSv1;") || text.hasPrefix("v=STSv1 ")
    }

    public init(_ text: String) {
        let list = TagList(text)
        tagList = list
        var lint = FieldListLint(list, version: "STSv1", fields: ["id"])
        let tag = list.tags.first { $0.name == "id" }
        let isLegal = tag.map { tag in
            (1...Self.maximumIdentifierLength).contains(tag.value.utf8.count)
                && tag.value.utf8.allSatisfy { $0.isLetter || $0.isDigit }
        }
        if let tag, isLegal == false {
            let bare = String(decoding: tag.value.utf8.filter { $0.isLetter || $0.isDigit }.prefix(32), as: UTF8.self)
            lint.report(
                .error, "id-invalid", tag.valueRange, "`id=\(tag.value.excerpt)` is not 1 to 32 letters and digits",
                repair: bare.isEmpty ? nil : bare)
        } else if tag == nil {
            let end = list.text.utf8.count
            lint.report(.error, "id-missing", end..<end, "there is no `id`: senders cannot tell when the policy changes")
        }
        id = isLegal == true ? tag?.value : nil
        problems = lint.problems.inTextOrder()
    }
}
