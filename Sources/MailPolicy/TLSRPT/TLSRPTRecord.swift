/// A TLS reporting record, the TXT at `_smtp._tls.<domain>` (RFC 8460 §3).
public struct TLSRPTRecord: Sendable, Hashable {
    public let tagList: TagList
    /// Of every `rua` field, in order.
    public let addresses: [ReportURI]
    public let problems: [PolicyProblem]

    public var text: String { tagList.text }
    public var isValid: Bool { !problems.hasErrors }

    /// Whether the text counts among the records of a name: of those that count there must be exactly one.
    public static func isCandidate(_ text: String) -> Bool {
        text == "v=TLSRPTv1" || text.hasPrefix("v=TLSRPTv1;") || text.hasPrefix("v=TLSRPTv1 ")
    }

    public init(_ text: String) {
        let list = TagList(text)
        tagList = list
        var lint = FieldListLint(list, version: "TLSRPTv1", fields: ["rua"])
        let tags = list.tags.filter { $0.name == "rua" }
        addresses = tags.flatMap { ReportURI.list(in: $0, of: list.source, sizeLimits: false) }
        var problems = tags.flatMap {
            ReportAddressLint(list.source, $0, sizeLimits: false, supported: ["mailto", "https"]).problems
        }
        let end = text.utf8.count
        if tags.isEmpty {
            lint.report(.error, "address-missing", end..<end, "there is no `rua`: the record asks for reports to nobody")
        } else if !addresses.contains(where: { $0.isValid && ["mailto", "https"].contains($0.scheme) }) {
            problems.append(
                PolicyProblem(
                    .error, "no-usable-address", tags[0].valueRange, "no address of `rua` is a `mailto:` or `https:` URI"))
        }
        if tags.count > 1 {
            lint.report(
                .notice, "several-rua", tags[1].range, "some reporters read only the first `rua`: separate addresses by commas")
        }
        self.problems = (lint.problems + problems).inTextOrder()
    }
}
