/// A TLS reporting record, the TXT at `_smtp._tls.<domain>` (RFC 8460 §3).
package struct TLSRPTRecord: Sendable, Hashable {
    package let tagList: TagList
    /// The addresses of every `rua` field, in order.
    package let addresses: [ReportURI]
    package let problems: [PolicyProblem]

    package var text: String { tagList.text }
    package var isValid: Bool { !problems.hasErrors }

    /// Whether the text counts as a TLS reporting record; a name must have exactly one such record.
    static func isCandidate(_ text: String) -> Bool {
        text == "v=TLSRPTv1" || text.hasPrefix("v=TLSRPTv1;") || text.hasPrefix("v=TLSRPTv1 ")
    }

    package init(_ text: String, names: HostNameConversion = .standard) {
        tagList = TagList(text)
        addresses = Self.addresses(of: tagList)
        problems = FieldListLint.problems(
            of: text, kind: .tlsRPT, version: "TLSRPTv1", fields: ["rua"], addresses: ["rua"], names: names, check: Self.check)
    }

    private static let schemes = ["mailto", "https"]

    static func addresses(of list: TagList) -> [ReportURI] {
        list.tags.filter { $0.name == "rua" }.flatMap { ReportURI.list(in: $0, of: list.source, sizeLimits: false) }
    }

    private static func check(_ list: TagList) -> [PolicyProblem] {
        let tags = list.tags.filter { $0.name == "rua" }
        guard let first = tags.first else {
            let end = list.text.utf8.count
            return [
                PolicyProblem(
                    .error, "address-missing", end..<end, "there is no `rua`: the record sends no reports to anyone")
            ]
        }
        var problems = tags.flatMap {
            ReportAddressLint(list.source, $0, sizeLimits: false, supported: schemes).problems
        }
        if !addresses(of: list).contains(where: { $0.isValid && $0.scheme.map(schemes.contains) == true }) {
            problems.append(
                PolicyProblem(
                    .error, "no-usable-address", first.valueRange, "no address of `rua` is a `mailto:` or `https:` URI"))
        }
        if tags.count > 1 {
            problems.append(
                PolicyProblem(
                    .notice, "several-rua", tags[1].range, "some reporters read only the first `rua`; commas separate addresses"))
        }
        return problems
    }
}
