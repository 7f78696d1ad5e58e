/// The kinds of text record of which a name has one: a new one takes the old one's place, while any other text stands beside it.
package enum SingleValuedText: String, Sendable, CaseIterable {
    case spf = "v=spf1"
    case dmarc = "v=dmarc1"
    case dkim = "v=dkim1"
    case mtaSTS = "v=stsv1"
    case tlsRPT = "v=tlsrptv1"
    case bimi = "v=bimi1"

    /// The kind of a text by its version, in any case.
    package init?(_ text: String) {
        let head = text.prefix { $0 != ";" && $0 != " " }.lowercased()
        guard let kind = Self(rawValue: head) else { return nil }
        self = kind
    }

    /// The kind of a TXT record as a zone file writes it.
    package static func kind(ofZoneText text: String) -> SingleValuedText? { SingleValuedText(String(text.drop { $0 == "\"" })) }
}
