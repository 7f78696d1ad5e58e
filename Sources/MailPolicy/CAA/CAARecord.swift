package import DNS

/// A CAA record (RFC 8659 §4): a property with its flags.
package struct CAARecord: Sendable, Hashable {
    package let flags: UInt8
    /// Lower case: tags are case-insensitive.
    package let tag: String
    package let value: String

    /// A parameter of `issue` and `issuewild`: `accounturi`, `validationmethods` (RFC 8657).
    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package init(flags: UInt8, tag: String, value: String) {
        self.flags = flags
        self.tag = tag.lowercased()
        self.value = value
    }

    /// `nil` for other types of data.
    package init?(_ data: RecordData) {
        guard case .certificationAuthority(let flags, let tag, let value) = data else { return nil }
        self.init(flags: flags, tag: String(decoding: tag, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
    }

    /// Authorities that do not understand the tag must not issue.
    package var isCritical: Bool { flags & 0x80 != 0 }
    package var isKnown: Bool { Self.knownTags.contains(tag) }

    package static let knownTags = [
        "issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone",
    ]

    /// The certification authority's domain of an `issue…` property, lower case; `nil` when the value is empty or
    /// malformed, which forbids every authority (§4.2).
    package var issuer: String? {
        let name = issuerText
        guard !name.isEmpty, !name.hasSuffix("."), HostNameSyntax.name(name) != nil, parameters != nil else { return nil }
        return name.lowercased()
    }

    /// The text before the first semicolon, trimmed.
    private var issuerText: String {
        Self.trimmed(value.prefix { $0 != ";" })
    }

    /// What the value of an `issue…` property grants.
    package enum Grant: Sendable, Hashable {
        /// The authority with this domain may issue, within the record's parameters.
        case issuer(String)
        /// `;` or nothing: the record itself allows no authority.
        case nobody
        /// A domain with a final dot, which is not a valid issuer domain (RFC 8659 §4.2); carries the domain without it.
        case trailingDot(String)
        /// Any other illegal value; it allows no authority.
        case malformed
    }

    /// `nil` for other properties.
    package var grant: Grant? {
        guard tag.hasPrefix("issue"), isKnown else { return nil }
        if let issuer { return .issuer(issuer) }
        if value.utf8.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: ";") }) { return .nobody }
        let name = issuerText
        let bare = String(name.dropLast())
        if name.hasSuffix("."), HostNameSyntax.name(bare) != nil, !bare.hasSuffix("."), parameters != nil {
            return .trailingDot(bare.lowercased())
        }
        return .malformed
    }

    /// The same record with the issuer replaced.
    func naming(_ issuer: String) -> CAARecord {
        CAARecord(flags: flags, tag: tag, value: issuer + value.drop { $0 != ";" })
    }

    /// The parameters after the issuer; `nil` when malformed.
    package var parameters: [Parameter]? {
        var result: [Parameter] = []
        for part in value.split(separator: ";", omittingEmptySubsequences: false).dropFirst() {
            let text = Self.trimmed(part)
            if text.isEmpty { continue }
            guard let equals = text.firstIndex(of: "=") else { return nil }
            let name = Self.trimmed(text[..<equals])
            guard !name.isEmpty, name.utf8.allSatisfy({ $0.isLetter || $0.isDigit }) else { return nil }
            result.append(Parameter(name: name.lowercased(), value: Self.trimmed(text[text.index(after: equals)...])))
        }
        return result
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let source = RecordText(text)
        return source[source.trimmed(0..<source.octets.count)]
    }

    /// What is wrong with the record; positions are in its value.
    package var problems: [PolicyProblem] {
        var problems: [PolicyProblem] = []
        let whole = 0..<value.utf8.count
        if tag.isEmpty || !tag.utf8.allSatisfy({ $0.isLetter || $0.isDigit }) {
            problems.append(PolicyProblem(.error, "tag-invalid", 0..<0, "`\(tag.excerpt)` is not a tag: letters and digits only"))
        } else if !isKnown {
            problems.append(
                PolicyProblem(
                    isCritical ? .error : .warning, "unknown-tag", 0..<0,
                    isCritical
                        ? "`\(tag.excerpt)` is critical and unknown: no authority may issue"
                        : "authorities ignore `\(tag.excerpt)`",
                    repair: nil))
        }
        if flags & 0x7f != 0 {
            problems.append(
                PolicyProblem(
                    .warning, "flags-reserved", 0..<0,
                    flags == 1 ? "flags 1 have no meaning: the critical flag is 128" : "flags \(flags) set reserved bits"))
        }
        switch grant {
        case .trailingDot(let bare):
            problems.append(
                PolicyProblem(
                    .error, "issuer-trailing-dot", whole,
                    "`\(value.excerpt)` ends in a dot, so it names no authority and allows none",
                    repair: naming(bare).value))
        case .malformed:
            problems.append(
                PolicyProblem(
                    .error, "issuer-malformed", whole, "`\(value.excerpt)` names no authority, so it allows none"))
        case .issuer: problems += parameterProblems
        case .nobody, nil: break
        }
        if tag == "iodef" {
            let uri = ReportURI(RecordText(value), whole, sizeLimits: false)
            if !uri.isValid {
                problems.append(
                    PolicyProblem(
                        .warning, "address-invalid", whole, "`\(value.excerpt)` is not a URI",
                        repair: value.utf8.contains(UInt8(ascii: "@")) && uri.scheme == nil ? "mailto:" + value : nil))
            }
        }
        return problems
    }
}
