/// The kinds of text records that a name has only once: a new one replaces the old one, while other texts are kept beside
/// it.
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

    /// The kind of a TXT record in zone-file format.
    package static func kind(ofZoneText text: String) -> SingleValuedText? { SingleValuedText(String(text.drop { $0 == "\"" })) }
}
