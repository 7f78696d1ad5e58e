import DNS
import Deployment
package import Facts
import MailPolicy

/// Results of server probes that determine records: the issuing authorities, for CAA records, and the keys of mail servers,
/// for TLSA records.
package struct ServedRecords: Sendable, Hashable {
    /// A CAA record that an authority in use needs, or that prevents it from issuing.
    struct Permission: Sendable, Hashable {
        /// The owner name of the records.
        let place: DomainName
        /// In the format of CAA facts: `0 issue "ca.example"`.
        let replaced: String?
        let wanted: String?
        let reason: String
        let finding: RepairedFinding
    }

    /// The key of a mail server, as a matching record.
    struct Key: Sendable, Hashable {
        let host: DomainName
        let record: String
        /// Whether DANE senders find a key that none of the host's records matches.
        let isMissed: Bool
        /// By the key of the server.
        let subject: String
    }

    private(set) var permissions: [Permission] = []
    private(set) var keys: [Key] = []

    /// - Parameters:
    ///   - endpoints: addresses at which names are served over TLS.
    /// - servers: addresses where mail is received.
    package init(endpoints: [TypedObject<TLSEndpointFacts>], servers: [TypedObject<SMTPEndpointFacts>]) {
        for endpoint in endpoints where endpoint[\.view] == .public && endpoint[\.exposure] == .public {
            guard case .known(let caa) = endpoint[\.caa], case .known(let place?) = caa[\.at], let owner = DomainName(place)
            else {
                continue
            }
            let authority = caa[\.authority].value ?? ""
            let reason =
                "the certificate of \(endpoint[\.name] ?? place) comes from \(authority), which checks CAA records before it issues"
            let subject = endpoint[\.subject]?[\.key] ?? ""
            let forbidden = Permission(
                place: owner.lowercased, replaced: caa[\.replaced].value ?? nil, wanted: caa[\.wanted].value ?? nil,
                reason: reason,
                finding: RepairedFinding(rule: "caa/issuer-forbidden", subject: subject))
            if forbidden.replaced != nil || forbidden.wanted != nil { permissions.append(forbidden) }
            for hindrance in caa[\.hindrances].value ?? [] {
                guard let record = hindrance[\.record].value, case .known(let wanted?) = hindrance[\.wanted] else { continue }
                permissions.append(
                    Permission(
                        place: owner.lowercased, replaced: record, wanted: wanted, reason: reason,
                        finding: RepairedFinding(rule: "caa/parameters-forbid", subject: subject)))
            }
        }
        for server in servers where server[\.view] == .public {
            guard let host = server[\.exchange].value.flatMap({ DomainName($0) }), case .known(let record?) = server[\.tlsaWanted]
            else { continue }
            let isMissed =
                server[\.tlsa].value?.isEmpty == false && server[\.daneSecure] == .known(true)
                && server[\.tlsaMatches] == .known(false)
            keys.append(
                Key(host: host.lowercased, record: record, isMissed: isMissed, subject: server[\.subject]?[\.key] ?? ""))
        }
    }

    /// The results of a survey.
    package init(_ facts: FactSet) {
        self.init(endpoints: facts.subjects(TLSEndpointFacts.self), servers: facts.subjects(SMTPEndpointFacts.self))
    }
}

extension ZonePlanner {
    /// CAA records that let the authorities in use continue to issue, in place of those that forbid it.
    func permissionRecords() async -> [RecordSetPlan] {
        guard live.isCompared, let served else { return [] }
        let places = Dictionary(grouping: served.permissions, by: \.place).sorted { $0.key < $1.key }
        return await concurrently(places.map { ($0.key, $0.value) }) { place, permissions -> RecordSetPlan? in
            let result = await live.ask(place, .caa, .public)
            guard let records = result.records else { return nil }
            let standing = records.map { (text: CAARecord($0.data)?.text, data: $0.data.zoneText) }
            func old(_ permission: ServedRecords.Permission) -> String? {
                permission.replaced.flatMap { text in standing.first { $0.text == text }?.data }
            }
            var changes: [RecordChange] = []
            for permission in permissions {
                let same = changes.firstIndex {
                    permission.wanted == nil ? $0.was != nil && $0.was == old(permission) : $0.data == permission.wanted
                }
                if let same {
                    changes[same].repairs.append(permission.finding)
                    continue
                }
                let was = old(permission).flatMap { data in changes.contains { $0.was == data } ? nil : data }
                guard permission.wanted != nil || was != nil else { continue }
                let state: RecordChange.State = permission.wanted == nil ? .superfluous : was == nil ? .missing : .wrong
                var change = RecordChange(state, data: permission.wanted, was: was)
                change.repairs = [permission.finding]
                changes.append(change)
            }
            guard !changes.isEmpty else { return nil }
            let others = standing.map(\.data).filter { data in !changes.contains { $0.was == data } }
            let wanted = WantedRecords(
                owner: place, type: .caa, view: .public, data: [], isExact: false,
                reasons: Set(permissions.map(\.reason)).sorted())
            return set(wanted, others.map { RecordChange(.present, data: $0) } + changes, result)
        }
        .compactMap(\.self)
    }

    /// TLSA records of the mail hosts: a record of the current key if none matches, and no records that mail servers ignore
    /// (RFC 7672 §3.1). A record of the next key is kept.
    func associationRecords() async -> [RecordSetPlan] {
        guard live.isCompared, let served, plan.views.contains(where: { $0.name == .public }) else { return [] }
        let hosts = await exchangeHosts()
        return await concurrently(hosts) { host -> RecordSetPlan? in
            guard let place = host.prepending("_25._tcp") else { return nil }
            let result = await live.ask(place, .tlsa, .public)
            guard let records = result.records, !records.isEmpty else { return nil }
            let keys = served.keys.filter { $0.host == host }
            let standing = records.map(\.data)
            let isPassedOver = { (data: RecordData) in TLSARecord(data).map { $0.fault != nil } ?? true }
            var useless = standing.filter(isPassedOver).map(\.zoneText)
            let usable = standing.filter { !isPassedOver($0) }.map(\.zoneText)
            var fresh = Set(keys.filter(\.isMissed).map(\.record)).sorted()
            if usable.isEmpty { fresh = Set(keys.map(\.record)).sorted() }
            // Without any usable record, the host would lose DANE, which was not requested.
            guard !fresh.isEmpty || !(useless.isEmpty || usable.isEmpty) else { return nil }
            var changes = usable.map { RecordChange(.present, data: $0) }
            for record in fresh {
                let was = useless.isEmpty ? nil : useless.removeFirst()
                var change = RecordChange(
                    was == nil ? .missing : .wrong, data: record, was: was,
                    note: usable.isEmpty ? nil : "the key in use; what fits neither it nor the next one can go")
                change.repairs = keys.filter { $0.record == record }.map {
                    RepairedFinding(rule: "dane/tlsa-mismatch", subject: $0.subject)
                }
                changes.append(change)
            }
            changes += useless.map { RecordChange(.superfluous, data: nil, was: $0) }
            guard changes.contains(where: \.state.isChange) else { return nil }
            let wanted = WantedRecords(
                owner: place.lowercased, type: .tlsa, view: .public, data: [], isExact: false,
                reasons: ["senders that follow DANE deliver to \(host) only where a record fits the key that it shows"])
            return set(wanted, changes, result)
        }
        .compactMap(\.self)
    }

    /// The hosts in live MX records of mail domains.
    private func exchangeHosts() async -> [DomainName] {
        let domains = Set(plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name)).sorted()
        let answers = await concurrently(domains) { await live.ask($0, .mx, .public) }
        let hosts = answers.flatMap { $0.records ?? [] }.compactMap { record -> DomainName? in
            if case .mailExchange(_, let host) = record.data, !host.isRoot { host.lowercased } else { nil }
        }
        return Set(hosts).sorted()
    }
}
