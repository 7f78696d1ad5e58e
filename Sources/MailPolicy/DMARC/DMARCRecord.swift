/// A DMARC policy record as a tag list (RFC 9989 §4.7, §4.8), kept as written, with the values in force.
///
/// An illegal value is replaced by the default, as §4.8 says; `problems` reports it.
package struct DMARCRecord: Hashable, Sendable {
    package let tagList: TagList
    /// Distinguishes absent from illegal.
    package let policy: Value<DMARCRequest>
    package let subdomainPolicy: Value<DMARCRequest>
    package let nonexistentPolicy: Value<DMARCRequest>
    package let dkimAlignment: Alignment
    package let spfAlignment: Alignment
    /// `t=y`: the owner asks for one level less than the policy says.
    package let isTesting: Bool
    /// What the record says about its own place in the tree; anything but `y` and `n` is the default `u`.
    package let publicSuffix: PublicSuffix
    /// `fo`, lower case; `0` when absent or illegal, and without `ruf`.
    package let failureOptions: [String]
    /// The addresses of `rua`, parsed on demand: a tree walk needs none of them.
    package var aggregateReports: [ReportURI] { addresses("rua") }
    /// The addresses of `ruf`.
    package var failureReports: [ReportURI] { addresses("ruf") }
    /// The share of failing mail that the policy applied to under RFC 7489, 0 to 100; RFC 9989 removed it.
    package let percentage: Int?

    package var text: String { tagList.text }

    package enum Alignment: String, Sendable, Hashable { case relaxed = "r", strict = "s" }
    package enum PublicSuffix: String, Sendable, Hashable { case yes = "y", no = "n", unspecified = "u" }

    package enum Value<Content: Sendable & Hashable>: Sendable, Hashable {
        case absent
        case illegal(String)
        case legal(Content)

        package var legal: Content? {
            if case .legal(let content) = self { content } else { nil }
        }

        package var isIllegal: Bool {
            if case .illegal = self { true } else { false }
        }
    }

    /// Whether a receiver applies the record (RFC 9989 §4.10.1).
    package enum Standing: String, Sendable, Hashable {
        case asWritten = "as-written"
        /// `p` is missing, or `p`, `sp` or `np` is illegal, but there is a valid `rua`: every policy counts as `none`.
        case asNone = "as-none"
        /// The same without a valid `rua`: no DMARC at all.
        case notApplied = "not-applied"
    }

    /// `nil` when the text is not a DMARC record at all: `v` must come first and its value be exactly `DMARC1`,
    /// followed by `;` or the end.
    package init?(_ text: String) {
        let list = TagList(text)
        guard list.beginsAtOnce, let version = list.tags.first, version.name.lowercased() == "v", version.value == "DMARC1"
        else { return nil }
        self.init(list)
    }

    /// The values of any tag list, whatever its version.
    init(_ list: TagList) {
        func tag(_ name: String) -> TagList.Tag? { list.tags.first { $0.name.lowercased() == name } }
        func value<Content: RawRepresentable>(_ name: String, _: Content.Type) -> Value<Content>
        where Content: Sendable & Hashable, Content.RawValue == String {
            guard let value = tag(name)?.value else { return .absent }
            return Content(rawValue: value.lowercased()).map { .legal($0) } ?? .illegal(value)
        }
        tagList = list
        policy = value("p", DMARCRequest.self)
        subdomainPolicy = value("sp", DMARCRequest.self)
        nonexistentPolicy = value("np", DMARCRequest.self)
        dkimAlignment = value("adkim", Alignment.self).legal ?? .relaxed
        spfAlignment = value("aspf", Alignment.self).legal ?? .relaxed
        isTesting = tag("t")?.value.lowercased() == "y"
        publicSuffix = value("psd", PublicSuffix.self).legal ?? .unspecified
        failureOptions = tag("ruf") == nil ? ["0"] : Self.failureOptions(tag("fo")?.value ?? "0") ?? ["0"]
        percentage = tag("pct").flatMap { Int($0.value) }.flatMap { (0...100).contains($0) ? $0 : nil }
    }

    /// The value of a tag; the first one when it is repeated. Names are lower case.
    package subscript(name: String) -> String? { tagList.tags.first { $0.name.lowercased() == name }?.value }

    private func addresses(_ name: String) -> [ReportURI] {
        let tag = tagList.tags.first { $0.name.lowercased() == name }
        return tag.map { ReportURI.list(in: $0, of: tagList.source, sizeLimits: true) } ?? []
    }

    package var standing: Standing {
        let isSound = policy.legal != nil && !subdomainPolicy.isIllegal && !nonexistentPolicy.isIllegal
        if isSound { return .asWritten }
        return aggregateReports.contains(where: \.isValid) ? .asNone : .notApplied
    }

    /// The parts of `fo` (§4.8): each at most once, `0` and `1` not together; `nil` when it is illegal.
    static func failureOptions(_ value: String) -> [String]? {
        let options = value.lowercased().split(separator: ":", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " }.prefix { $0 != " " })
        }
        let isLegal =
            options.allSatisfy { ["0", "1", "d", "s"].contains($0) } && Set(options).count == options.count
            && !(options.contains("0") && options.contains("1"))
        return isLegal ? options : nil
    }
}

extension DMARCRecord {
    /// The policy for a domain, before `t` (§4.10.1): `p` at the record's own domain, otherwise `sp` or `np`.
    /// `nil` when the record is not applied.
    package func request(for relation: Relation) -> DMARCRequest? {
        switch standing {
        case .notApplied: return nil
        case .asNone: return DMARCRequest.none
        case .asWritten:
            let p = policy.legal
            let sp = subdomainPolicy.legal ?? p
            switch relation {
            case .sameDomain: return p
            case .subdomain: return sp
            case .nonexistentSubdomain: return nonexistentPolicy.legal ?? sp
            }
        }
    }

    /// The relation of the From domain to the record's domain.
    package enum Relation: String, Sendable, Hashable {
        case sameDomain = "p"
        case subdomain = "sp"
        /// The From domain does not exist (NXDOMAIN).
        case nonexistentSubdomain = "np"
    }

    /// The record without the tags that narrow the alignment of SPF (`aspf`) or DKIM (`adkim`): a strict mode, and `psd`; `nil` if it has
    /// neither.
    package func relaxed(_ mode: String) -> String? {
        removing { tag in
            switch tag.name.lowercased() {
            case mode: tag.value.lowercased() == Alignment.strict.rawValue
            case "psd": ["y", "n"].contains(tag.value.lowercased())
            default: false
            }
        }
    }

    /// The record without `t=y`, which asks for the next weaker policy; `nil` if it has no such tag.
    package var enforced: String? {
        removing { $0.name.lowercased() == "t" && $0.value.lowercased() == "y" }
    }

    private func removing(_ isUnwanted: (TagList.Tag) -> Bool) -> String? {
        tagList.tags.filter(isUnwanted).map {
            PolicyProblem(.notice, "unwanted-tag", tagList.removal(of: $0.range), "", repair: "")
        }
        .repairing(text)
    }

    /// What is wrong or worth knowing, in the order of the text.
    package var problems: [PolicyProblem] { DMARCRecordLint.problems(of: text) }
}

extension DMARCRecord {
    /// Why receivers ignore the record (§4.10.1): a missing or illegal policy, and no valid `rua`.
    package enum Discard: Sendable, Hashable {
        case policyMissing
        /// The tag (`p`, `sp`, `np`) and its value as written.
        case policyIllegal(tag: String, value: String)

        /// A clause without a final dot.
        package var words: String {
            switch self {
            case .policyMissing: "it has neither `p` nor a valid `rua`"
            case .policyIllegal(let tag, let value): "`\(tag)=\(value.excerpt)` is not legal, and there is no valid `rua`"
            }
        }
    }

    /// `nil` for a record that receivers apply, as written or as `p=none`.
    package var discard: Discard? {
        guard standing == .notApplied else { return nil }
        for (tag, value) in [("p", policy), ("sp", subdomainPolicy), ("np", nonexistentPolicy)] {
            if case .illegal(let written) = value { return .policyIllegal(tag: tag, value: written) }
        }
        return .policyMissing
    }
}
