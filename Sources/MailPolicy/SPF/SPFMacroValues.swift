import DNS

/// The values of the macro letters in one evaluation (RFC 7208 §7.2, §7.3).
struct SPFMacroValues: Sendable {
    let identity: SPFIdentity
    let address: IPAddress
    let receiver: String
    let now: Int64

    /// A longer expansion cannot become a name or a sensible explanation.
    static let maximumLength = 8192

    /// `nil` when the expansion is longer than the bound.
    ///
    /// - Parameter domain: the current `<domain>`.
    /// - Parameter validatedName: for `%{p}`.
    func expand(_ string: SPFMacroString, domain: String, validatedName: String) -> String? {
        var result = ""
        for part in string.parts {
            switch part {
            case .literal(let literal): result += literal
            case .percent: result += "%"
            case .space: result += " "
            case .urlSpace: result += "%20"
            case .macro(let macro):
                result += Self.expanded(value(of: macro.letter, domain, validatedName), by: macro)
            }
            guard result.utf8.count <= Self.maximumLength else { return nil }
        }
        return result
    }

    private func value(of letter: SPFMacro.Letter, _ domain: String, _ validatedName: String) -> String {
        switch letter {
        case .sender: "\(identity.localPart)@\(identity.domain)"
        case .localPart: identity.localPart
        case .senderDomain: identity.domain
        case .domain: domain
        case .address: Self.dotted(address)
        case .validatedName: validatedName
        case .addressFamily: address.family == .ipv4 ? "in-addr" : "ip6"
        case .helo: identity.helo
        case .readableAddress: address.description
        case .receiver: receiver
        case .timestamp: String(now)
        }
    }

    /// Dotted quad, or the 32 digits of an IPv6 address with dots between, in the case that the test suite of the RFC
    /// expects in explanations.
    private static func dotted(_ address: IPAddress) -> String {
        guard address.family == .ipv6 else { return address.description }
        return address.octets.flatMap { [$0 >> 4, $0 & 15] }
            .map { String($0, radix: 16, uppercase: true) }.joined(separator: ".")
    }

    /// The value of a letter as the macro asks for it (§7.3).
    static func expanded(_ value: String, by macro: SPFMacro) -> String {
        let value = transformed(value, by: macro)
        return macro.isEscaped ? percentEncoded(value) : value
    }

    private static func transformed(_ value: String, by macro: SPFMacro) -> String {
        guard macro.count != nil || macro.isReversed || !macro.delimiters.isEmpty else { return value }
        let delimiters = macro.delimiters.isEmpty ? "." : macro.delimiters
        var parts = value.split(omittingEmptySubsequences: false) { delimiters.contains($0) }
        if macro.isReversed { parts.reverse() }
        if let count = macro.count { parts = Array(parts.suffix(count)) }
        return parts.joined(separator: ".")
    }

    /// Everything but the unreserved characters of RFC 3986 §2.3.
    private static func percentEncoded(_ text: String) -> String {
        var result: [UInt8] = []
        for octet in text.utf8 {
            if SPFMacroParser.isAlphanumeric(octet) || Array("-._~".utf8).contains(octet) {
                result.append(octet)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                result += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
