import DNS
import Facts

extension OverviewFacts {
    // MARK: - MX

    var exchangers: DomainOverview.Topic {
        let label = "MX"
        guard let mail else { return Self.unknown("mx", label, Unknown(.notProbed)) }
        switch mail[\.mx] {
        case .unknown(let unknown): return Self.unknown("mx", label, unknown)
        case .known(let records):
            let isNull = records.contains { $0[\.isNull] == .known(true) }
            let lines = records.isEmpty ? [implicitText(mail)] : records.map(exchangeLine)
            return DomainOverview.Topic(
                name: "mx", label: label, lines: lines,
                json: [
                    "null": .boolean(isNull), "implicit": .boolean(records.isEmpty),
                    "hosts": .array(records.filter { $0[\.isNull] != .known(true) }.map(exchangeJSON)),
                ])
        }
    }

    /// Without MX records, the domain's own addresses receive its mail (RFC 5321 §5.1).
    private func implicitText(_ mail: TypedObject<MailDomainFacts>) -> String {
        let own = mail[\.resolved.a].value ?? []
        let addresses = own + (mail[\.resolved.aaaa].value ?? [])
        guard addresses.isEmpty else { return "none; the domain's own addresses take its mail: \(Self.listed(addresses))" }
        let unknown = Unknown.merging([mail[\.resolved.a], mail[\.resolved.aaaa]].compactMap(\.unknown))
        return unknown.map { "none; the domain's own address is \(Self.notLearned($0))" }
            ?? "none, and the domain has no address: it accepts no mail"
    }

    private static func listed(_ addresses: [IPAddress]) -> String { addresses.map(\.description).joined(separator: ", ") }

    private func exchangeLine(_ record: TypedObject<MailExchangeFacts>) -> String {
        let exchange = record[\.exchange].value ?? ""
        guard record[\.isNull] != .known(true) else { return "the null MX: the domain accepts no mail (RFC 7505)" }
        var text = "\(record[\.preference].value ?? 0) \(exchange)"
        guard IPAddress(exchange) == nil else { return "\(text): an address, where only a name is allowed" }
        if let host = host(exchange) {
            let addresses = (host[\.resolved.a].value ?? []) + (host[\.resolved.aaaa].value ?? [])
            let unknown = Unknown.merging([host[\.resolved.a], host[\.resolved.aaaa]].compactMap(\.unknown))
            text += " (\(addresses.isEmpty ? (unknown.map(Self.notLearned) ?? "no address") : Self.listed(addresses)))"
        }
        text += ": \(operatorText(exchange))"
        if let tlsa = host(exchange)?[\.tlsa].value, !tlsa.isEmpty { text += ", \(counted(tlsa.count, "TLSA record"))" }
        let own = servers(of: exchange)
        if !own.isEmpty {
            let encrypted = own.filter { $0[\.starttls] == .known(true) }.count
            text += own.count == encrypted ? ", STARTTLS" : ", STARTTLS at \(encrypted) of \(own.count) addresses"
        }
        return text
    }

    private func operatorText(_ exchange: String) -> String {
        let known = overview[\.operators].value?.first { $0[\.exchange].value == exchange.lowercased() }
        guard let known, let name = known[\.name].value ?? nil else { return "the domain's own" }
        return "run by \(name)"
    }

    private func host(_ exchange: String) -> TypedObject<ExchangeHostFacts>? {
        exchangeHosts.first { $0[\.exchange].value == exchange.lowercased() }
    }

    private func servers(of exchange: String) -> [TypedObject<SMTPEndpointFacts>] {
        servers.filter { $0[\.exchange].value == exchange.lowercased() }
    }

    private func exchangeJSON(_ record: TypedObject<MailExchangeFacts>) -> JSONValue {
        let exchange = record[\.exchange].value ?? ""
        let host = host(exchange)
        let addresses = (host?[\.resolved.a].value ?? []) + (host?[\.resolved.aaaa].value ?? [])
        let known = overview[\.operators].value?.first { $0[\.exchange].value == exchange.lowercased() }
        let own = servers(of: exchange)
        return JSONValue.object([
            "preference": .integer(Int64(record[\.preference].value ?? 0)), "exchange": .string(exchange),
            "operator": JSONValue(known?[\.name].value ?? nil), "addresses": .strings(addresses.map(\.description)),
            "tlsa": .strings(host?[\.tlsa].value?.compactMap { $0[\.parameters].value } ?? []),
            "dnssec": host?[\.daneSecure].value.map { .boolean($0) } ?? .null,
            "starttls": own.isEmpty ? .null : .boolean(own.allSatisfy { $0[\.starttls] == .known(true) }),
        ]).withoutNulls
    }

    // MARK: - SPF

    var spf: DomainOverview.Topic {
        let label = "SPF"
        guard let spfDomain else { return Self.unknown("spf", label, Unknown(.notProbed)) }
        switch spfDomain[\.records] {
        case .unknown(let unknown): return Self.unknown("spf", label, unknown)
        case .known(let records):
            let terms = overview[\.spfTree].value ?? []
            let voids = (spfDomain[\.voidTermsIPv4].value?.count ?? 0, spfDomain[\.voidTermsIPv6].value?.count ?? 0)
            var lines = records.isEmpty ? ["none"] : records
            if records.count == 1 { lines.append(sizeText(spfDomain, voids)) }
            return DomainOverview.Topic(
                name: "spf", label: label, lines: lines, details: terms.filter(Self.isWorthALine).map(Self.termLine),
                json: JSONValue.object([
                    "records": .strings(records),
                    "lookups": spfDomain[\.lookups].value.map { .integer(Int64($0)) } ?? .null,
                    "voidLookups": ["ipv4": .integer(Int64(voids.0)), "ipv6": .integer(Int64(voids.1))],
                    "tree": .array(terms.map(Self.termJSON)),
                    "unknown": Unknown.merging([spfDomain[\.lookups].unknown].compactMap(\.self)).map {
                        .strings($0.reasons.map(\.text))
                    } ?? .null,
                ]).withoutNulls)
        }
    }

    private func sizeText(_ domain: TypedObject<SPFDomainFacts>, _ voids: (Int, Int)) -> String {
        let lookups = domain[\.lookups].value.map { "\($0) of 10 lookups" } ?? "an unknown number of lookups, of 10"
        let void =
            voids.0 == voids.1 ? "\(voids.0) of 2 void" : "void \(voids.0) of 2 for IPv4 and \(voids.1) of 2 for IPv6 senders"
        return "\(lookups), \(void)"
    }

    /// Terms without queries are visible in the record itself.
    private static func isWorthALine(_ term: TypedObject<SPFTermFacts>) -> Bool {
        (term[\.lookups].value ?? 0) > 0 || (term[\.leadsTo].value ?? nil) != nil
    }

    private static func termLine(_ term: TypedObject<SPFTermFacts>) -> String {
        let depth = String(repeating: "  ", count: term[\.depth].value ?? 0)
        let target = (term[\.leadsTo].value ?? nil).map { ": \($0)" } ?? ""
        let void = term[\.voidFor].value ?? []
        return depth + "\(term[\.term].value ?? "") [\(term[\.lookups].value ?? 0)]"
            + (void.isEmpty ? "" : ", void for \(void.joined(separator: " and "))") + target
    }

    private static func termJSON(_ term: TypedObject<SPFTermFacts>) -> JSONValue {
        JSONValue.object([
            "depth": .integer(Int64(term[\.depth].value ?? 0)), "term": .string(term[\.term].value ?? ""),
            "lookups": .integer(Int64(term[\.lookups].value ?? 0)), "voidFor": .strings(term[\.voidFor].value ?? []),
            "networks": .strings(term[\.networks].value ?? []), "leadsTo": JSONValue(term[\.leadsTo].value ?? nil),
        ]).withoutNulls
    }

    // MARK: - DMARC

    var dmarc: DomainOverview.Topic {
        let label = "DMARC"
        let policy: TypedObject<DMARCFacts>
        switch mail?[\.dmarc] {
        case nil: return Self.unknown("dmarc", label, Unknown(.notProbed))
        case .unknown(let unknown): return Self.unknown("dmarc", label, unknown)
        case .known(let known): policy = known
        }
        switch policy[\.record] {
        case .unknown(let unknown): return Self.unknown("dmarc", label, unknown)
        case .known(nil):
            let own = policy[\.ownRecords].value ?? []
            let text =
                own.isEmpty
                ? "none at \(name) and above it"
                : "none that receivers apply; at _dmarc.\(name) stands \(own.joined(separator: " and "))"
            return DomainOverview.Topic(
                name: "dmarc", label: label, lines: [text], json: ["tags": [], "ownRecords": .strings(own)])
        case .known(let record?):
            let place = (policy[\.at].value ?? nil) ?? name
            let tags = overview[\.dmarcTags].value ?? []
            let effective = (policy[\.effective].value ?? nil)?.word
            let words = tags.map { tag in
                "\(tag[\.tag].value ?? "")=\(tag[\.value].value ?? "")\(tag[\.isDefault].value == true ? " (default)" : "")"
            }
            // The place is in A-labels, the name as it was written.
            let own = mail?[\.owner] ?? "\(name)."
            let above = "\(place).".lowercased() == own.lowercased() ? "" : ", above \(name)"
            return DomainOverview.Topic(
                name: "dmarc", label: label,
                lines: [
                    record, "found at _dmarc.\(place)\(above); for mail from \(name): \(effective ?? "not learned")",
                    "in effect: " + words.joined(separator: " "),
                ],
                json: JSONValue.object([
                    "record": .string(record), "location": .string("_dmarc.\(place)"), "policy": JSONValue(effective),
                    "ownRecords": .strings(policy[\.ownRecords].value ?? []),
                    "tags": .array(
                        tags.map { tag in
                            [
                                "tag": .string(tag[\.tag].value ?? ""), "value": .string(tag[\.value].value ?? ""),
                                "default": .boolean(tag[\.isDefault].value == true),
                            ]
                        }),
                ]).withoutNulls)
        }
    }
}
