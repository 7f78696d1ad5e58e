import DNS
import Facts

extension OverviewFacts {
    var mtaSTS: DomainOverview.Topic {
        let label = "MTA-STS"
        guard let facts = mail?[\.mtaSTS].value else {
            return Self.unknown("mtaSts", label, mail?[\.mtaSTS].unknown ?? Unknown(.notProbed))
        }
        switch facts[\.records] {
        case .unknown(let unknown): return Self.unknown("mtaSts", label, unknown)
        case .known(let records) where records.isEmpty:
            return DomainOverview.Topic(name: "mtaSts", label: label, lines: ["none"], json: ["records": []])
        case .known(let records):
            let mode = (facts[\.mode].value ?? nil)?.word
            let age = (facts[\.maxAge].value ?? nil)?.components.seconds
            let patterns = facts[\.patterns].value ?? []
            var policy = "policy at \(facts[\.url] ?? ""): "
            switch facts[\.found] {
            case .known(true):
                policy += "mode \(mode ?? "missing"), kept for \(age.map { counted(Int($0), "second") } ?? "no time"), "
                policy += "mx \(patterns.isEmpty ? "missing" : patterns.joined(separator: ", "))"
            case .known(false): policy += "not served: \(facts[\.failure].value ?? "")"
            case .unknown(let unknown): policy += Self.notLearned(unknown)
            }
            return DomainOverview.Topic(
                name: "mtaSts", label: label, lines: records + [policy],
                json: JSONValue.object([
                    "records": .strings(records), "url": JSONValue(facts[\.url]),
                    "served": facts[\.found].value.map { .boolean($0) } ?? .null, "mode": JSONValue(mode),
                    "maxAge": age.map { .integer($0) } ?? .null, "mx": .strings(patterns),
                    "failure": facts[\.found] == .known(false) ? JSONValue(facts[\.failure].value) : .null,
                ]).withoutNulls)
        }
    }

    var tlsReporting: DomainOverview.Topic { single("tlsRpt", "TLS-RPT", mail?[\.tlsRPT]) }

    var bimi: DomainOverview.Topic {
        // Only MTA-STS policies are fetched.
        single("bimi", "BIMI", mail?[\.bimi], more: "logo and certificate are not fetched")
    }

    private func single(
        _ name: String, _ label: String, _ facts: Learned<TypedObject<SingleRecordFacts>>?, more: String? = nil
    ) -> DomainOverview.Topic {
        guard let object = facts?.value else { return Self.unknown(name, label, facts?.unknown ?? Unknown(.notProbed)) }
        switch object[\.records] {
        case .unknown(let unknown): return Self.unknown(name, label, unknown)
        case .known(let records):
            let place = object[\.name] ?? ""
            let problems = object[\.problems].value?.compactMap { $0[\.message].value } ?? []
            let found = records.map { "\($0) at \(place)" } + (records.isEmpty ? [] : [more].compactMap(\.self))
            return DomainOverview.Topic(
                name: name, label: label, lines: records.isEmpty ? ["none"] : found, details: problems,
                json: ["location": .string(place), "records": .strings(records), "problems": .strings(problems)])
        }
    }

    // MARK: - The zone

    private var zone: TypedObject<ZoneFacts>? {
        guard let name = overview[\.zone].value ?? nil else { return nil }
        return zones.first { $0[\.name].value?.lowercased() == name }
    }

    var dnssec: DomainOverview.Topic {
        let label = "DNSSEC"
        if let unknown = overview[\.zone].unknown { return Self.unknown("dnssec", label, unknown) }
        guard let name = overview[\.zone].value ?? nil else {
            return DomainOverview.Topic(name: "dnssec", label: label, lines: ["there is no zone"], json: ["signed": false])
        }
        if let unknown = overview[\.delegationSigners].unknown { return Self.unknown("dnssec", label, unknown) }
        let signers = overview[\.delegationSigners].value ?? []
        let own = zone.flatMap { $0[\.security].value ?? nil }
        let isValidated = overview[\.validated] == .known(true)
        var line = signers.isEmpty ? "not signed: no DS record of \(name)" : "signed: DS \(signers.joined(separator: ", "))"
        if let own {
            let reason = zone.flatMap { $0[\.securityReason].value ?? nil }.map { " (\($0))" } ?? ""
            line += "; validated here: \(own.rawValue)\(reason)"
        } else if !signers.isEmpty {
            line += isValidated ? "; the resolver vouches for it" : "; the resolver does not say that it validates"
        }
        return DomainOverview.Topic(
            name: "dnssec", label: label, lines: [line],
            json: JSONValue.object([
                "signed": .boolean(!signers.isEmpty), "delegationSigners": .strings(signers),
                "resolverValidates": .boolean(isValidated), "validated": JSONValue(own?.rawValue),
            ]).withoutNulls)
    }

    var nameServers: DomainOverview.Topic {
        let label = "Name servers"
        for unknown in [overview[\.zone].unknown, overview[\.nameServers].unknown].compactMap(\.self) {
            return Self.unknown("nameServers", label, unknown)
        }
        guard let name = overview[\.zone].value ?? nil else {
            return DomainOverview.Topic(name: "nameServers", label: label, lines: ["there is no zone"], json: ["servers": []])
        }
        let servers = overview[\.nameServers].value ?? []
        let seen = zone?[\.servers].value ?? []
        let words = servers.map { server in
            let addresses = seen.filter { $0[\.name].value?.lowercased() == server }.compactMap {
                $0[\.address].value?.description
            }
            return server + (addresses.isEmpty ? "" : " (\(addresses.joined(separator: ", ")))")
        }
        let soa = overview[\.soa].value?.first
        var lines = [words.isEmpty ? "none" : words.joined(separator: ", ")]
        if let soa {
            let timers = [
                ("refresh", soa[\.refresh]), ("retry", soa[\.retry]), ("expire", soa[\.expire]), ("minimum", soa[\.minimum]),
            ].map { "\($0.0) \($0.1.value?.components.seconds ?? 0)" }
            lines.append(
                "zone \(name) from \(soa[\.primary].value ?? ""), \(soa[\.mailbox].value ?? ""), serial \(soa[\.serial].value ?? 0), "
                    + timers.joined(separator: " "))
        }
        return DomainOverview.Topic(
            name: "nameServers", label: label, lines: lines,
            json: JSONValue.object([
                "zone": .string(name), "servers": .strings(servers), "soa": soa.map(Self.json) ?? .null,
            ]).withoutNulls)
    }

    private static func json(_ soa: TypedObject<StartOfAuthorityFacts>) -> JSONValue {
        let seconds = { (value: Learned<Duration>) in JSONValue.integer(value.value?.components.seconds ?? 0) }
        return [
            "primary": .string(soa[\.primary].value ?? ""), "mailbox": .string(soa[\.mailbox].value ?? ""),
            "serial": .integer(Int64(soa[\.serial].value ?? 0)), "refresh": seconds(soa[\.refresh]),
            "retry": seconds(soa[\.retry]), "expire": seconds(soa[\.expire]), "minimum": seconds(soa[\.minimum]),
        ]
    }
}
