import DNS
import Deployment

extension ZonePlanner {
    /// Adds the addresses of web names to the table; returns aliases as sets.
    func wantWebNames(_ table: inout WantedTable) async -> [RecordSetPlan] {
        var sets: [RecordSetPlan] = []
        for name in plan.webNames where name.isInternalSeenOutside {
            want(
                name.host.name, at: [], .public, exact: true, why: "\(name.host) is meant for inside, and needs no public record",
                &table)
        }
        for name in plan.webNames where name.mustResolve {
            guard let alias = name.alias else {
                // Visitors also reach any other address there: both families are exact.
                want(name.host.name, at: name.expected, name.view, exact: true, why: name.why, &table)
                continue
            }
            guard !sets.contains(where: { $0.owner == name.host.name && $0.view == name.view }) else { continue }
            if let equal = await flattened(name, alias) {
                sets += equal
                continue
            }
            sets +=
                await mayBeAlias(name.host.name, name.view)
                ? aliasRecords(name, alias) : equalAddresses(name, alias)
        }
        return sets
    }

    /// An alias cannot have other records: neither a zone apex nor a name used for mail can be one, nor one with a text or MX record
    /// that somebody published there (RFC 1034 §3.6.2).
    private func mayBeAlias(_ name: DomainName, _ view: ViewName) async -> Bool {
        let senders = plan.deployment.senders
        let mail = senders.flatMap { $0.from + $0.mailFrom }.map(\.name)
        guard !mail.contains(name) else { return false }
        if live.isCompared {
            for type in [RecordType.txt, .mx] where await live.hasOwn(type, at: name, view) { return false }
        }
        return await zone(of: name, view) != name
    }

    /// One CNAME record, and nothing beside it.
    private func aliasRecords(_ name: PlannedWebName, _ alias: HostName) async -> [RecordSetPlan] {
        let owner = name.host.name.lowercased
        let wanted = WantedRecords(
            owner: owner, type: .cname, view: name.view, data: [.name(alias.name.lowercased)], isExact: true, reasons: [name.why])
        guard live.isCompared else {
            return [set(wanted, [RecordChange(.planned, data: alias.name.lowercased.absoluteText)], nil)]
        }
        let answers = await concurrently([RecordType.a, .aaaa]) { await live.ask(owner, $0, name.view) }
        var changes: [RecordChange]
        let chain = answers.flatMap(\.aliases)
        if let first = chain.first(where: { $0.name == owner }), chain.contains(where: { LiveAnswers.target($0) == alias.name }) {
            let isDirect = LiveAnswers.target(first) == alias.name
            changes = [
                RecordChange(
                    .present, data: first.data.zoneText, note: isDirect ? nil : "which leads on to \(alias.name.lowercased)")
            ]
        } else {
            let standing = await live.ask(owner, .cname, name.view)
            changes = Self.changes(wanted, standing, isCompared: true)
            let isDoubled = (standing.records ?? []).contains { record in
                LiveAnswers.target(record).map { MissingDot.intended($0, at: owner).contains(alias.name) } ?? false
            }
            if isDoubled { changes = changes.map { $0.noting(MissingDot.note) } }
        }
        let beside = zip([RecordType.a, .aaaa], answers).compactMap { type, answer -> RecordSetPlan? in
            guard answer.aliases.isEmpty, let records = answer.records, !records.isEmpty else { return nil }
            let old = WantedRecords(
                owner: owner, type: type, view: name.view, data: [], isExact: true,
                reasons: ["no other record may be beside the alias \(name.host)"])
            return set(old, records.map { RecordChange(.superfluous, data: nil, was: $0.data.zoneText) }, answer)
        }
        return [set(wanted, changes, nil)] + beside
    }

    /// The addresses that a DNS provider keeps equal to those of the alias's target, in place of the alias itself; `nil` where they are not.
    private func flattened(_ name: PlannedWebName, _ alias: HostName) async -> [RecordSetPlan]? {
        guard live.isCompared else { return nil }
        let answers = await concurrently([RecordType.a, .aaaa]) { await live.ask(name.host.name.lowercased, $0, name.view) }
        guard answers.allSatisfy({ $0.aliases.isEmpty && $0.records != nil }) else { return nil }
        let found = Set(
            answers.flatMap { $0.records ?? [] }.compactMap { record in
                if case .address(let address) = record.data { address } else { nil }
            })
        guard let target = await live.host(alias.name, name.view),
            PlannedWebName.isFlattened(found, of: Set(target.addresses))
        else { return nil }
        return answers.filter { $0.records?.isEmpty == false }.map { answer in
            let wanted = WantedRecords(
                owner: name.host.name.lowercased, type: answer.question.type, view: name.view, data: [], isExact: true,
                reasons: [name.why])
            let note = "the addresses of \(alias.name.lowercased), in place of the alias"
            return set(wanted, (answer.records ?? []).map { RecordChange(.present, data: $0.data.zoneText, note: note) }, answer)
        }
    }

    /// Where a CNAME is not possible, the provider's own alias type keeps the addresses equal to the target's.
    private func equalAddresses(_ name: PlannedWebName, _ alias: HostName) async -> [RecordSetPlan] {
        let owner = name.host.name.lowercased
        let note =
            "no CNAME is possible here: let the DNS provider keep it equal to \(alias.name.lowercased) (ALIAS, ANAME, flattening)"
        let wanted = { @Sendable (type: RecordType, addresses: [IPAddress]) in
            WantedRecords(
                owner: owner, type: type, view: name.view, data: addresses.map(RecordData.address), isExact: true,
                reasons: [name.why], note: note)
        }
        guard live.isCompared, let target = await live.host(alias.name, name.view), !target.addresses.isEmpty else {
            let set = wanted(.a, [])
            guard live.isCompared else { return [open(set, note, nil)] }
            let sentence = "\(alias.name.lowercased) has no address that could be learned: ask whoever runs it"
            var result = self.set(set, [RecordChange(.unknown, data: nil, note: sentence)], nil)
            if await live.host(alias.name, name.view) != nil {
                result.changes = [RecordChange(.notOurs, data: nil, note: sentence)]
                result.by = .other
            }
            return [result]
        }
        return await concurrently(IPAddress.Family.allCases) { family -> RecordSetPlan? in
            let addresses = Set(target.addresses.filter { $0.family == family }).sorted()
            return await compared(wanted(.address(family), addresses))
        }
        .compactMap(\.self)
    }
}

extension PlannedWebName {
    /// An internal name in the public view: preferably absent.
    fileprivate var isInternalSeenOutside: Bool { view == .public && exposure == .internal && !mustResolve }
}
