/// An MTA-STS record, the TXT at `_mta-sts.<domain>` (RFC 8461 §3.1).
package struct MTASTSRecord: Sendable, Hashable {
    package let tagList: TagList
    /// The policy's identifier; `nil` when absent or illegal.
    package let id: String?
    package let problems: [PolicyProblem]

    package var text: String { tagList.text }
    package var isValid: Bool { !problems.hasErrors }

    /// The longest `id`.
    package static let maximumIdentifierLength = 32

    /// Whether the text counts as an MTA-STS record: other texts are ignored, and a name must have exactly one such record.
    static func isCandidate(_ text: String) -> Bool {
        text == "v=STSv1" || text.hasPrefix("v=STSv1;") || text.hasPrefix("v=STSv1 ")
    }

    package init(_ text: String) {
        tagList = TagList(text)
        id = tagList.tags.first { $0.name == "id" }.flatMap { Self.identifier(in: $0.value) }
        problems = FieldListLint.problems(of: text, kind: .mtaSTSRecord, version: "STSv1", fields: ["id"]) { list in
            guard let tag = list.tags.first(where: { $0.name == "id" }) else {
                let end = list.text.utf8.count
                return [
                    PolicyProblem(
                        .error, "id-missing", end..<end, "there is no `id`: senders cannot tell when the policy changes")
                ]
            }
            guard Self.identifier(in: tag.value) == nil else { return [] }
            let bare = tag.value.utf8.filter { $0.isLetter || $0.isDigit }.prefix(Self.maximumIdentifierLength)
            return [
                PolicyProblem(
                    .error, "id-invalid", tag.valueRange, "`id=\(tag.value.excerpt)` is not 1 to 32 letters and digits",
                    repair: bare.isEmpty ? nil : String(decoding: bare, as: UTF8.self))
            ]
        }
    }

    /// The value when it is legal.
    static func identifier(in value: String) -> String? {
        let isLegal =
            (1...maximumIdentifierLength).contains(value.utf8.count) && value.utf8.allSatisfy { $0.isLetter || $0.isDigit }
        return isLegal ? value : nil
    }
}
