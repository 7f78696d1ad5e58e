import DNS

/// The parameters `accounturi` and `validationmethods` of a CAA record (RFC 8657) and their problems. All authorities must
/// process both from 2027-03-15 (CA/Browser Forum ballot SC-098); many already do.
extension CAARecord {
    /// The values of `accounturi`; with more than one, no request satisfies the record (RFC 8657 §3).
    package var accountURIs: [String] { (parameters ?? []).filter { $0.name == "accounturi" }.map(\.value) }

    /// The names in `validationmethods`, lower case; `nil` without the parameter, which allows every method. With several
    /// lists in one record, a method must be in all of them.
    package var validationMethods: [String]? {
        let lists = (parameters ?? []).filter { $0.name == "validationmethods" }.map { parameter in
            parameter.value.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
        }
        guard let first = lists.first else { return nil }
        return first.filter { method in lists.allSatisfy { $0.contains(method) } }
    }

    /// A method by which an authority validates control of a name.
    package enum ValidationMethod: Sendable, Hashable {
        /// For host names; `forWildcards`: for wildcards too.
        case hostName(forWildcards: Bool)
        /// Registered for other identifiers than host names, or withdrawn.
        case otherUse
        /// `ca-…`: specific to one authority.
        case ownOfAuthority
        /// Neither registered nor specific to an authority: no authority performs it.
        case unknown

        /// IANA's registry of ACME validation methods, as of 2026-11. Wildcards need a DNS-based method (RFC 8555 §7.1.3,
        /// CA/Browser Forum baseline requirements §3.2.2.4).
        private static let registered: [String: ValidationMethod] = [
            "http-01": .hostName(forWildcards: false), "tls-alpn-01": .hostName(forWildcards: false),
            "dns-01": .hostName(forWildcards: true), "dns-account-01": .hostName(forWildcards: true),
            "dns-persist-01": .hostName(forWildcards: true), "onion-csr-01": .hostName(forWildcards: true),
            "email-reply-00": .otherUse, "tkauth-01": .otherUse, "bp-nodeid-00": .otherUse, "tls-sni-01": .otherUse,
            "tls-sni-02": .otherUse,
        ]

        package init(_ name: String) {
            self = Self.registered[name] ?? (name.hasPrefix("ca-") && name.utf8.count > 3 ? .ownOfAuthority : .unknown)
        }

        static var hostNameMethods: [String] {
            registered.compactMap { name, method in if case .hostName = method { name } else { nil } }.sorted()
        }
    }

    /// Why the record does not permit the certificate although it names the authority.
    package enum Hindrance: Sendable, Hashable {
        /// Two `accounturi`: no request satisfies the record.
        case accountRepeated
        /// Not a URI with a host.
        case accountMalformed(String)
        /// The account's URI is at another authority than the record's.
        case accountElsewhere(String)
        /// No listed method validates a host name; carries the unregistered names.
        case noMethod(unknown: [String])
        /// No listed method validates a wildcard; carries the list.
        case noWildcardMethod([String])

        /// The codes of `CAARecord.problems`.
        package var code: String {
            switch self {
            case .accountRepeated: "account-repeated"
            case .accountMalformed: "account-malformed"
            case .accountElsewhere: "account-elsewhere"
            case .noMethod: "methods-unknown"
            case .noWildcardMethod: "methods-without-wildcard"
            }
        }

        /// A clause without a final dot.
        package var words: String {
            switch self {
            case .accountRepeated: "`accounturi` appears twice, which no request can satisfy"
            case .accountMalformed(let text): "`accounturi=\(text.excerpt)` is not a URI with a host"
            case .accountElsewhere(let text):
                "`accounturi=\(text.excerpt)` is an account of another authority than the one the record names"
            case .noMethod(let unknown):
                unknown.isEmpty
                    ? "`validationmethods` lists no method that validates a host name"
                    : "`validationmethods` lists no method for host names; unknown: \(unknown.map { "`\($0.excerpt)`" }.joined(separator: ", "))"
            case .noWildcardMethod(let methods):
                "a wildcard is validated in the DNS alone, and `validationmethods=\(methods.joined(separator: ",").excerpt)` does not allow that"
            }
        }
    }

    /// What the parameters forbid; empty when the authority may issue to some account. Authority-specific methods and
    /// accounts cannot be judged further.
    package func hindrances(wildcard: Bool) -> [Hindrance] {
        guard let issuer else { return [] }
        var result: [Hindrance] = []
        let accounts = accountURIs
        if accounts.count > 1 { result.append(.accountRepeated) }
        if let account = accounts.first {
            let uri = ReportURI(RecordText(account), 0..<account.utf8.count, sizeLimits: false)
            let host = uri.host?.lowercased.text
            if uri.fault != nil || uri.scheme == "mailto" {
                result.append(.accountMalformed(account))
            } else if let host, CertificationAuthority.isAccount(at: host, ofOtherThan: issuer) {
                result.append(.accountElsewhere(account))
            }
        }
        if let names = validationMethods {
            let methods = names.map(ValidationMethod.init)
            let usable = methods.filter { $0 != .unknown && $0 != .otherUse }
            if usable.isEmpty {
                result.append(.noMethod(unknown: zip(names, methods).filter { $0.1 == .unknown }.map(\.0)))
            } else if wildcard, usable.allSatisfy({ $0 == .hostName(forWildcards: false) }) {
                result.append(.noWildcardMethod(names))
            }
        }
        return result
    }

    /// The record changed so that the hindrance is gone; `nil` where only its author knows what was meant.
    package func lifting(_ hindrance: Hindrance) -> CAARecord? {
        guard let methods = validationMethods, let issuerPart = value.split(separator: ";").first else { return nil }
        let mended: [String]
        switch hindrance {
        case .accountRepeated, .accountMalformed, .accountElsewhere: return nil
        case .noWildcardMethod: mended = methods + ["dns-01"]
        case .noMethod:
            let meant = methods.compactMap { Spelling.nearest(to: $0, among: ValidationMethod.hostNameMethods) }
            guard !meant.isEmpty, meant.count == methods.count else { return nil }
            mended = meant
        }
        let accounts = accountURIs.map { "accounturi=\($0)" }
        let parts = [String(issuerPart)] + accounts + ["validationmethods=\(mended.joined(separator: ","))"]
        return CAARecord(flags: flags, tag: tag, value: parts.joined(separator: "; "))
    }

    /// Listed methods that no authority performs.
    package var unknownMethods: [String] { (validationMethods ?? []).filter { ValidationMethod($0) == .unknown } }

    /// What is wrong with the parameters for any certificate. The place is the whole value.
    var parameterProblems: [PolicyProblem] {
        let whole = 0..<value.utf8.count
        var problems = hindrances(wildcard: false).map { PolicyProblem(.warning, $0.code, whole, $0.words) }
        // An unknown method next to a known one forbids nothing, but is still a mistake.
        let unknown = unknownMethods
        if !unknown.isEmpty, !problems.contains(where: { $0.code == "methods-unknown" }) {
            let meant = unknown.compactMap { Spelling.nearest(to: $0, among: ValidationMethod.hostNameMethods) }
            problems.append(
                PolicyProblem(
                    .warning, "method-unknown", whole,
                    "no authority knows the method \(unknown.map { "`\($0.excerpt)`" }.joined(separator: ", "))"
                        + (meant.isEmpty ? "" : ": was `\(meant.joined(separator: "`, `"))` meant?")))
        }
        return problems
    }
}
