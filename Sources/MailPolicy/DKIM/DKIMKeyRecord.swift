/// A DKIM key record (RFC 6376 §3.6.1): the tag list as written, the values of its tags, and whether a verifier can use it.
///
/// Parsing never fails; `problems` says what is wrong and where.
package struct DKIMKeyRecord: Sendable, Hashable {
    package let tagList: TagList
    package let problems: [PolicyProblem]
    package let verdict: DKIMVerdict
    /// The key, even if something else makes the record unusable, such as a quotation mark copied with it. `nil` when it is
    /// revoked or unreadable.
    package let key: DKIMPublicKey?
    /// `k`; `rsa` when absent (RFC 6376 §3.6.1). Values of tags are case-sensitive (RFC 6376 §3.2).
    package let keyType: String
    /// `h`, lower case; `nil` when every algorithm is allowed.
    package let hashes: [String]?
    /// `s`, lower case; `*` when absent.
    package let services: [String]
    /// `t`, as written.
    package let flags: [String]
    /// `n`, as written.
    package let notes: String?

    package var text: String { tagList.text }
    /// `t=y`: the domain is testing DKIM; verifiers must not treat its failures as worse than no signature.
    package var isTesting: Bool { flags.contains("y") }
    /// `t=s`: the domain of `i=` must equal `d=`, subdomains do not match.
    package var isStrict: Bool { flags.contains("s") }
    /// Whether the record works: no problem is an error. This includes a key for another registered service than mail;
    /// `verdict` says that it is not usable for mail.
    package var isValid: Bool { !problems.hasErrors }

    /// Whether the text was meant as a key record: it has a `p` or `k` tag or a DKIM version, and it does not claim to be a
    /// record of another standard.
    package static func isRecognisable(_ text: String) -> Bool {
        guard AnnouncedRecord.problem(in: text, unless: .dkim) == nil else { return false }
        return cleaned(text).list.tags.contains {
            ["p", "k"].contains($0.name) || $0.name.lowercased() == "v" && $0.value.uppercased().hasPrefix("DKIM")
        }
    }

    /// Notes may contain quotes and any other text; base64 may end in `=`.
    static func cleaned(_ text: String) -> CleanedText {
        CleanedText(text, known: DKIMKeyLint.knownTags, freeText: ["n"], base64: ["p"])
    }

    package init(_ text: String) {
        tagList = TagList(text)
        let clean = Self.cleaned(text)
        let tags = clean.list
        func first(_ name: String) -> TagList.Tag? { tags.tags.first { $0.name == name } }
        func words(_ tag: TagList.Tag) -> [String] {
            tags.source.pieces(of: tag.valueRange, separatedBy: UInt8(ascii: ":")).map { tags.source[tags.source.trimmed($0)] }
        }
        keyType = first("k")?.value ?? "rsa"
        hashes = first("h").map { words($0).map { $0.lowercased() } }
        services = first("s").map { words($0).map { $0.lowercased() } } ?? ["*"]
        flags = first("t").map(words) ?? []
        notes = first("n")?.value

        var lint = DKIMKeyLint(tags, isDamaged: !clean.problems.isEmpty)
        if let other = AnnouncedRecord.problem(in: text, unless: .dkim) {
            key = nil
            verdict = .unusable([.malformed, .keyMissing])
            problems = [other]
            return
        }
        lint.checkSyntax()
        key = lint.checkKey(keyType: keyType)
        lint.checkRestrictions(hashes: hashes, services: services, flags: flags)
        verdict = lint.verdict
        problems = clean.problems(with: lint.problems)
    }
}
