package import DNS

/// A URI of a report destination (`rua`, `ruf`) with its place in the record.
package struct ReportURI: Sendable, Hashable {
    /// Without the obsolete size limit.
    package let text: String
    package let range: Range<Int>
    /// Lower case; `nil` without a scheme.
    package let scheme: String?
    /// The mailbox of a `mailto:` URI, percent-decoded.
    package let mailbox: String?
    /// The domain of the mailbox, or the host of an `https:` URI.
    package let host: DomainName?
    /// The obsolete `!10m` of RFC 7489 as written, without the `!`.
    package let sizeLimit: String?
    package let fault: Fault?

    package enum Fault: String, Sendable, Hashable {
        case empty
        case schemeMissing = "scheme-missing"
        case blank = "blank-in-address"
        case character = "character-not-allowed"
        case percentEncoding = "percent-encoding-broken"
        case mailbox = "mailbox-invalid"
        case host = "host-invalid"
        case sizeLimit = "size-limit-malformed"
    }

    /// Whether it is syntactically a URI; its scheme may be unsupported (RFC 9989 §4.10.1).
    package var isValid: Bool { fault == nil }

    /// Whether receivers send DMARC reports to it: they do so by mail alone (RFC 9990).
    package var takesDMARCReports: Bool { isValid && scheme == "mailto" }

    /// Splits a tag's value at its commas; a comma inside a URI must be percent-encoded.
    static func list(in tag: TagList.Tag, of source: RecordText, sizeLimits: Bool) -> [ReportURI] {
        guard !tag.valueRange.isEmpty else { return [] }
        return source.pieces(of: tag.valueRange, separatedBy: UInt8(ascii: ",")).map {
            ReportURI(source, source.trimmed($0), sizeLimits: sizeLimits)
        }
    }

    init(_ source: RecordText, _ range: Range<Int>, sizeLimits: Bool) {
        self.range = range
        var uri = Array(source.octets[range])
        var limit: String?
        var limitIsWrong = false
        if sizeLimits, let mark = uri.firstIndex(of: UInt8(ascii: "!")) {
            let suffix = Array(uri[(mark + 1)...])
            limit = String(decoding: suffix, as: UTF8.self)
            limitIsWrong = !Self.isSizeLimit(suffix)
            uri = Array(uri[..<mark])
        }
        sizeLimit = limit
        text = String(decoding: uri, as: UTF8.self)
        let colon = uri.firstIndex(of: UInt8(ascii: ":")) ?? 0
        let head = uri[..<colon]
        let hasScheme =
            head.first?.isLetter == true
            && head.allSatisfy {
                $0.isLetter || $0.isDigit || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
            }
        scheme = hasScheme ? String(decoding: head, as: UTF8.self).lowercased() : nil
        let rest = hasScheme ? Array(uri[(colon + 1)...]) : []
        var mailbox: String?
        var host: DomainName?
        var fault: Fault?
        if uri.isEmpty {
            fault = .empty
        } else if scheme == nil {
            fault = .schemeMissing
        } else if uri.contains(where: \.isBlank) {
            fault = .blank
        } else if !uri.allSatisfy(Self.isAllowed) {
            fault = .character
        } else if let decoded = Self.percentDecoded(rest) {
            switch scheme {
            case "mailto":
                let address = Self.percentDecoded(rest.prefix { $0 != UInt8(ascii: "?") }) ?? decoded
                (mailbox, host) = Self.mailbox(address)
                if host == nil { fault = .mailbox }
            case "https", "http":
                host = Self.host(rest)
                if host == nil { fault = .host }
            default: if rest.isEmpty { fault = .host }
            }
        } else {
            fault = .percentEncoding
        }
        self.mailbox = mailbox
        self.host = host
        self.fault = fault ?? (limitIsWrong ? .sizeLimit : nil)
    }

    /// Digits and a unit (RFC 9989 §4.8). More digits than fit into 64 bits are not a size.
    private static func isSizeLimit(_ octets: [UInt8]) -> Bool {
        let units = Array("kmgt".utf8)
        let digits = octets.last.map { units.contains($0.lowercase) } == true ? octets.dropLast() : octets[...]
        return !digits.isEmpty && digits.allSatisfy(\.isDigit) && UInt64(String(decoding: digits, as: UTF8.self)) != nil
    }

    /// The characters of RFC 3986 §2 except `!`, `,` and `;`, which both reporting standards want encoded.
    private static func isAllowed(_ octet: UInt8) -> Bool { octet.isLetter || octet.isDigit || marks.contains(octet) }
    private static let marks = Set("-._~:/?#[]@$&'()*+=%".utf8)

    private static func percentDecoded(_ octets: some Sequence<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = Array(octets)[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                result.append(octet)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(), high.isHexadecimal, low.isHexadecimal,
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            result.append(value)
        }
        return result
    }

    /// `local@domain` (RFC 6068 §2). The domain must be a host name: reporters do not send to address literals.
    private static func mailbox(_ octets: [UInt8]) -> (String?, DomainName?) {
        guard let at = octets.lastIndex(of: UInt8(ascii: "@")), at > 0 else { return (nil, nil) }
        let local = octets[..<at]
        guard local.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "/") || $0 >= 0x80 }),
            !local.contains(UInt8(ascii: "@")) || local.first == UInt8(ascii: "\""),
            let domain = hostName(octets[(at + 1)...])
        else { return (nil, nil) }
        return (String(decoding: octets, as: UTF8.self), domain)
    }

    /// The host of `//user@host:port/path`.
    private static func host(_ octets: [UInt8]) -> DomainName? {
        guard octets.starts(with: "//".utf8) else { return nil }
        var authority = octets.dropFirst(2).prefix { !Array("/?#".utf8).contains($0) }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
        if let colon = authority.lastIndex(of: UInt8(ascii: ":")) {
            guard authority[(colon + 1)...].allSatisfy(\.isDigit) else { return nil }
            authority = authority[..<colon]
        }
        return hostName(authority)
    }

    private static func hostName(_ octets: ArraySlice<UInt8>) -> DomainName? {
        HostNameSyntax.name(String(decoding: octets, as: UTF8.self))
    }
}

extension UInt8 {
    var isHexadecimal: Bool { isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) }
}
