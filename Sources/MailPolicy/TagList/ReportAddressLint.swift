/// Reports what is wrong with the addresses of a `rua` or `ruf` tag.
struct ReportAddressLint {
    private(set) var problems: [PolicyProblem] = []

    /// Some reporters drop more than two.
    static let usefulCount = 2

    /// `sizeLimits`: whether DMARC's obsolete `!10m` is recognised. `supported`: the schemes that reporters must support.
    init(_ source: RecordText, _ tag: TagList.Tag, sizeLimits: Bool, supported: [String] = ["mailto"]) {
        let uris = ReportURI.list(in: tag, of: source, sizeLimits: sizeLimits)
        if uris.isEmpty {
            let range = tag.range
            report(.warning, "address-empty", range, "`\(tag.name)` is empty: no reports will come")
        }
        for uri in uris.prefix(DMARCReportDestination.maximum) { check(uri, written: source[uri.range], supported) }
        if uris.count > DMARCReportDestination.maximum {
            report(
                .warning, "too-many-addresses", uris[DMARCReportDestination.maximum].range,
                "`\(tag.name.excerpt)` has \(uris.count) addresses: those after the first \(DMARCReportDestination.maximum) were not checked"
            )
        }
        if uris.count > Self.usefulCount, uris.count <= DMARCReportDestination.maximum {
            report(
                .notice, "many-addresses", uris[Self.usefulCount].range,
                "some reporters send to the first \(Self.usefulCount) addresses only")
        }
    }

    private mutating func report(
        _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil
    ) {
        problems.append(PolicyProblem(severity, code, range, message, repair: repair))
    }

    private mutating func check(_ uri: ReportURI, written: String, _ supported: [String]) {
        let shown = "`\(written.excerpt)`"
        switch uri.fault {
        case .empty: report(.error, "address-missing", uri.range, "an address is missing next to a comma")
        case .schemeMissing:
            let meant = Self.mailbox(in: uri.text)
            report(
                .error, "scheme-missing", uri.range, "\(shown) is not a URI: it does not begin with `mailto:`",
                repair: meant.map { "mailto:" + $0 })
        case .blank:
            let list = Self.list(in: written)
            report(
                .error, "blank-in-address", uri.range,
                list?.contains(",") == true
                    ? "\(shown) are several addresses: commas separate them, not blanks" : "\(shown) contains a blank",
                repair: list)
        case .sizeLimit:
            report(.error, "size-limit-malformed", uri.range, "\(shown) ends in a malformed size limit", repair: uri.text)
        case .character where Self.withoutSizeLimit(uri.text) != nil:
            report(
                .error, "address-invalid", uri.range, "\(shown) ends in a size limit, which these records do not have",
                repair: Self.withoutSizeLimit(uri.text))
        case .character, .percentEncoding:
            report(.error, "address-invalid", uri.range, "\(shown) is not a URI: \(uri.fault?.rawValue ?? "")")
        case .mailbox:
            report(
                .error, "address-invalid", uri.range, "\(shown) does not contain a mailbox",
                repair: Self.mailbox(in: uri.text).map { "mailto:" + $0 })
        case .host: report(.error, "address-invalid", uri.range, "\(shown) does not contain a host name")
        case nil: checkSupport(uri, shown, supported)
        }
    }

    private mutating func checkSupport(_ uri: ReportURI, _ shown: String, _ supported: [String]) {
        if let scheme = uri.scheme, !supported.contains(scheme) {
            report(.warning, "scheme-unsupported", uri.range, "reporters need not support the scheme of \(shown)")
        }
        if let limit = uri.sizeLimit {
            report(
                .notice, "report-size-ignored", uri.range,
                "reporters ignore the size limit `!\(limit.excerpt)`: it was removed from the standard", repair: uri.text)
        }
    }

    /// The addresses between the blanks of a text, or the single address that remains without them.
    private static func list(in text: String) -> String? {
        func isAddress(_ text: String) -> Bool {
            ReportURI(RecordText(text), 0..<text.utf8.count, sizeLimits: false).isValid
        }
        let parts = text.utf8.split(whereSeparator: \.isBlank).map { String(decoding: $0, as: UTF8.self) }
        let several = parts.map { isAddress($0) ? $0 : mailbox(in: $0).map { "mailto:" + $0 } }
        if several.count > 1, !several.contains(nil) { return several.compactMap(\.self).joined(separator: ",") }
        let joined = parts.joined()
        return isAddress(joined) ? joined : nil
    }

    /// The URI before a size limit of DMARC's; `nil` without one.
    private static func withoutSizeLimit(_ text: String) -> String? {
        let uri = ReportURI(RecordText(text), 0..<text.utf8.count, sizeLimits: true)
        return uri.sizeLimit != nil && uri.isValid ? uri.text : nil
    }

    /// The mailbox in the text, without stray punctuation and scheme.
    private static func mailbox(in text: String) -> String? {
        var octets = text.utf8.filter { !$0.isBlank && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }[...]
        if String(decoding: octets.prefix(7), as: UTF8.self).lowercased() == "mailto:" { octets = octets.dropFirst(7) }
        let bare = String(decoding: octets.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
        let uri = "mailto:" + bare
        return ReportURI(RecordText(uri), 0..<uri.utf8.count, sizeLimits: false).isValid ? bare : nil
    }
}
