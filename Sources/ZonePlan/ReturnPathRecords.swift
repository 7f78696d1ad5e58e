import DNS
import Deployment
import Facts

extension ZonePlanner {
    /// MX records of the MAIL FROM and From domains, and their hosts. Routes that end where they should are kept.
    func wantRoutes(
        _ names: [AddressName], _ table: inout WantedTable, _ advice: inout [PlanAdvice]
    ) async -> [RecordSetPlan] {
        var sets: [RecordSetPlan] = []
        var hosts: [String: [DomainName]] = [:]
        for home in plan.bounceHomes.sorted(by: { ($0.view, $0.domain.name) < ($1.view, $1.domain.name) }) {
            if await hasMailboxesElsewhere(home.domain.name, home.view) {
                let own = await anyRoute(
                    home.domain.name.lowercased, nil, "the mailboxes of the From domain \(home.domain) are there", home.view)
                sets += own.map { [$0] } ?? []
                advice += separateDomain(home)
                continue
            }
            let (set, proposed) = await route(home, names, &table)
            for claim in home.claims where home.view == .public { hosts[claim.sender, default: []] += proposed }
            sets.append(set)
        }
        guard plan.views.contains(where: { $0.name == .public }) else { return sets }
        for sender in plan.deployment.senders {
            for domain in sender.from where !plan.bounceHomes.contains(where: { $0.domain.name == domain.name }) {
                guard !sets.contains(where: { $0.owner == domain.name && $0.type == .mx }) else { continue }
                let own = Set(plan.sendingAddresses.filter { $0.sender == sender.name }.map(\.address))
                    .intersection(plan.mailServerAddresses)
                let host = hosts[sender.name]?.first ?? names.first { own.contains($0.address) }?.name
                sets += (await fromRoute(domain, host)).map { [$0] } ?? []
            }
        }
        return sets
    }

    /// Whether the mail of a From domain is taken by other servers than the deployment's: its mailboxes are there. An MX record of the
    /// sender's in place of theirs would cut them off, and mail is also sent from there.
    func hasMailboxesElsewhere(_ domain: DomainName, _ view: ViewName) async -> Bool {
        isFrom(domain) ? await takesMailElsewhere(domain, view) : false
    }

    func isFrom(_ domain: DomainName) -> Bool { plan.deployment.senders.contains { $0.from.contains { $0.name == domain } } }

    /// No record serves mailboxes and bounces both: the deployment file has to name another MAIL FROM domain.
    private func separateDomain(_ home: BounceHome) -> [PlanAdvice] {
        let senders = Set(home.claims.map(\.sender)).sorted()
        let rules = ["return-path/not-at-sender", "return-path/partly-elsewhere", "return-path/shared-with-mailboxes"]
        return [
            PlanAdvice(
                text:
                    "\(home.domain) is the MAIL FROM domain of sender \(senders.joined(separator: ", ")), but its mailboxes are elsewhere, and bounces with them: give the sender a MAIL FROM domain of its own (mail-from: [bounce.\(home.domain)])",
                repairs: senders.flatMap { sender in
                    rules.map {
                        RepairedFinding(
                            rule: $0, subject: SubjectKey.returnPath(sender: sender, home.domain.name, home.view).text)
                    }
                })
        ]
    }

    private struct Exchange: Sendable {
        let preference: UInt16
        let host: DomainName
        /// What stands in its place now.
        var was: RecordData?
        var note: String?

        var data: RecordData { .mailExchange(preference: preference, exchange: host) }
    }

    /// The routes of a MAIL FROM domain, and their hosts.
    private func route(_ home: BounceHome, _ names: [AddressName], _ table: inout WantedTable) async -> (
        RecordSetPlan, hosts: [DomainName]
    ) {
        let owner = home.domain.name.lowercased
        let reasons = plan.returnPaths.filter { $0.domain.name == owner && $0.view == home.view }.map(\.why)
        let why = reasons.joined(separator: "; ")
        let result = await live.ask(owner, .mx, home.view)
        var wanted = WantedRecords(owner: owner, type: .mx, view: home.view, data: [], isExact: true, reasons: [why])
        guard !home.expected.isEmpty else {
            let sentence =
                "the deployment file names no address at which bounces are accepted and that this view can reach: give public, inbound or split-dns"
            return (open(wanted, sentence, result), [])
        }
        let found = (result.records ?? []).map(\.data)
        var good = await standing(found, home, names, table)
        for exchange in await repaired(found, home) where !good.contains(where: { $0.host == exchange.host }) {
            good.append(exchange)
        }
        let proposed = good.isEmpty ? await exchangeHosts(for: home, names, &table, why) : good.map(\.host)
        wanted.data =
            good.isEmpty ? proposed.map { .mailExchange(preference: 10, exchange: $0) } : good.map(\.data)
        for exchange in good where !isPlannedHost(exchange.host, home, names, table) {
            let addresses = await live.addresses(of: exchange.host, home.view) ?? []
            want(exchange.host, at: addresses, home.view, exact: false, why: "the MX host of \(owner)", &table)
        }
        return (set(wanted, changes(wanted, good, result), result), proposed)
    }

    /// What a record replaces is the one that it was made from.
    private func changes(_ wanted: WantedRecords, _ exchanges: [Exchange], _ result: LookupResult) -> [RecordChange] {
        var wanted = wanted
        wanted.replaced = Dictionary(exchanges.compactMap { one in one.was.map { (one.data, $0) } }) { first, _ in first }
        return noting(Self.changes(wanted, result, isCompared: live.isCompared), exchanges)
    }

    private func noting(_ changes: [RecordChange], _ exchanges: [Exchange]) -> [RecordChange] {
        changes.map { change in
            guard let exchange = exchanges.first(where: { $0.was != nil && $0.data.zoneText == change.data }) else {
                return change
            }
            return change.noting(exchange.note)
        }
    }

    /// The MX records that lead where they should, or might: none of them is removed on a guess.
    private func standing(
        _ found: [RecordData], _ home: BounceHome, _ names: [AddressName], _ table: WantedTable
    ) async -> [Exchange] {
        var good: [Exchange] = []
        for case .mailExchange(let preference, let host) in found where !host.isRoot {
            var isGood = await leadsHome(host, home) != false
            // Its addresses are wrong now, and the plan corrects them.
            if !isGood, isPlannedHost(host, home, names, table) { isGood = await live.host(host, home.view)?.alias == nil }
            if isGood { good.append(Exchange(preference: preference, host: host)) }
        }
        return good.sorted { ($0.preference, $0.host) < ($1.preference, $1.host) }
    }

    /// Those of the other MX records that lead home once a missing dot is put back, or once the end of an alias stands in its place.
    private func repaired(_ found: [RecordData], _ home: BounceHome) async -> [Exchange] {
        var good: [Exchange] = []
        for case .mailExchange(let preference, let host) in found where !host.isRoot {
            let was = RecordData.mailExchange(preference: preference, exchange: host)
            var candidates = MissingDot.intended(host, at: home.domain.name).map { ($0, MissingDot.note) }
            if let end = await live.host(host, home.view)?.end { candidates.append((end, "an MX host must not be an alias")) }
            for (candidate, note) in candidates where await leadsHome(candidate, home) == true {
                good.append(Exchange(preference: preference, host: candidate.lowercased, was: was, note: note))
                break
            }
        }
        return good
    }

    /// A sending host whose planned addresses all accept bounces.
    private func isPlannedHost(
        _ host: DomainName, _ home: BounceHome, _ names: [AddressName], _ table: WantedTable
    ) -> Bool {
        guard home.view == .public, names.contains(where: { $0.name == host.lowercased }) else { return false }
        let planned = table.addresses(of: host.lowercased, .public)
        return !planned.isEmpty && planned.isSubset(of: home.expected)
    }

    /// `nil` if its addresses are unknown.
    private func leadsHome(_ exchange: DomainName, _ home: BounceHome) async -> Bool? {
        guard let host = await live.host(exchange, home.view) else { return nil }
        let accepted = Set(home.expected).union(plan.mailServerAddresses)
        return host.alias == nil && host.addresses.contains(where: home.expected.contains)
            && host.addresses.allSatisfy { accepted.contains($0) && (home.view != .public || !isInternal($0)) }
    }

    /// Hosts for a domain without a good route: the relay; the sending hosts, if all their addresses accept bounces; a
    /// separate host for addresses without such a name.
    private func exchangeHosts(
        for home: BounceHome, _ names: [AddressName], _ table: inout WantedTable, _ why: String
    ) async -> [DomainName] {
        var hosts: [DomainName] = []
        var rest = internalAddresses(home)
        if home.view == .public, home.claims.contains(where: { $0.destination == .relay }), let relay = plan.deployment.relay {
            let accepted = Set(relay.addresses)
            let isFit = table.addresses(of: relay.host.name, .public).isSubset(of: accepted)
            if let host = isFit ? relay.host.name.lowercased : relay.host.name.lowercased.prepending("mx") {
                want(host, at: relay.addresses, .public, exact: !isFit, why: why, &table)
                hosts.append(host)
                rest.subtract(accepted)
            }
        }
        if home.view == .public {
            let foreign = await hostsOfOthers(names, home)
            let fit = names.filter { name in
                rest.contains(name.address) && table.addresses(of: name.name, .public).isSubset(of: home.expected)
            }
            .filter { !foreign.contains($0.name) }
            // All other addresses of such a host would receive bounces too.
            for host in fit.map(\.name) { want(host, at: [], .public, exact: true, why: why, &table) }
            for host in fit.map(\.name) { rest.subtract(table.addresses(of: host, .public)) }
            hosts += fit.map(\.name)
        }
        if !rest.isEmpty, let own = home.domain.name.lowercased.prepending("mta") {
            want(own, at: rest.sorted(), home.view, exact: true, why: why, &table)
            hosts.append(own)
        }
        return Set(hosts).sorted()
    }

    /// Names in zones of others that also lead where no bounces are accepted: there, nobody takes the other addresses away.
    private func hostsOfOthers(_ names: [AddressName], _ home: BounceHome) async -> Set<DomainName> {
        let others = Set(names.map(\.name)).filter { ownership.responsible(for: $0, .a) != .you }.sorted()
        let found = await concurrently(others) { name in
            (await live.addresses(of: name, .public) ?? []).allSatisfy(home.expected.contains) ? nil : name
        }
        return Set(found.compactMap(\.self))
    }

    /// In the internal view, the platform's own addresses are published, not those in front of NAT.
    private func internalAddresses(_ home: BounceHome) -> Set<IPAddress> {
        let expected = Set(home.expected)
        guard home.view == .internal else { return expected }
        let outside = Set(plan.deployment.senders.flatMap(\.addresses).compactMap(\.publicAddress))
        let inside = expected.subtracting(outside)
        return inside.isEmpty ? expected : inside
    }

    /// A From domain receives replies somewhere: any route is kept, and if there is none, the bounces' host is used.
    private func fromRoute(_ domain: HostName, _ host: DomainName?) async -> RecordSetPlan? {
        await anyRoute(
            domain.name.lowercased, host, "receivers look whether the From domain \(domain) can take a reply")
    }

    /// What leads somewhere stays; `nil` where a domain's own address does, or nothing is known that could.
    func anyRoute(
        _ owner: DomainName, _ host: DomainName?, _ reason: String, _ view: ViewName = .public
    ) async -> RecordSetPlan? {
        let result = await live.ask(owner, .mx, view)
        var wanted = WantedRecords(owner: owner, type: .mx, view: view, data: [], isExact: true, reasons: [reason])
        let records = (result.records ?? []).map(\.data)
        var kept: [Exchange] = []
        var meant: [IPAddress] = []
        for case .mailExchange(let preference, let exchange) in records where !exchange.isRoot {
            let address = Self.address(writtenAs: exchange, at: owner)
            if let found = address == nil
                ? await usable(exchange, preference, at: owner, view) : await named(address, exchange, preference, view)
            {
                kept.append(found)
            } else if let address {
                meant.append(address)
            }
        }
        if kept.isEmpty {
            if let address = meant.first {
                // Mail is taken there: a host elsewhere in its place would take it away.
                let sentence =
                    "an MX record names a host, not an address: give \(address) a name with an address record, and let the MX record name it"
                return open(wanted, sentence, result)
            }
            if live.isCompared, records.isEmpty, let own = await live.addresses(of: owner, view), !own.isEmpty { return nil }
            guard let host else { return nil }
            wanted.data = [.mailExchange(preference: 10, exchange: host)]
            wanted.note = "any host that accepts mail for \(owner) will do"
        } else {
            wanted.data = kept.map(\.data)
        }
        return set(wanted, changes(wanted, kept, result), result)
    }

    /// The corrected MX record of a From domain; `nil` for one that cannot be repaired.
    private func usable(
        _ exchange: DomainName, _ preference: UInt16, at owner: DomainName, _ view: ViewName
    ) async -> Exchange? {
        let kept = Exchange(preference: preference, host: exchange)
        guard let host = await live.host(exchange, view) else { return kept }
        let was = kept.data
        let isReachable = { (address: IPAddress) in view != .public || !isInternal(address) }
        if let end = host.end, host.addresses.contains(where: isReachable) {
            return Exchange(preference: preference, host: end.lowercased, was: was, note: "an MX host must not be an alias")
        }
        guard !host.addresses.contains(where: isReachable) else { return kept }
        for candidate in MissingDot.intended(exchange, at: owner) {
            guard let meant = await live.host(candidate, view) else { return kept }
            guard !meant.addresses.isEmpty, meant.alias == nil else { continue }
            return Exchange(preference: preference, host: candidate.lowercased, was: was, note: MissingDot.note)
        }
        return nil
    }

    /// The address that stands in place of a host name, with or without the zone's name behind it.
    private static func address(writtenAs exchange: DomainName, at owner: DomainName) -> IPAddress? {
        ([exchange] + MissingDot.intended(exchange, at: owner)).lazy.compactMap { IPAddress($0.text) }.first
    }

    /// The MX record with the name of the host that has the address: its PTR name, if that leads to it.
    private func named(
        _ address: IPAddress?, _ exchange: DomainName, _ preference: UInt16, _ view: ViewName
    ) async -> Exchange? {
        guard let address else { return nil }
        for name in Self.pointerNames(await live.ask(address.reverseName, .ptr, view)) {
            guard let host = await live.host(name, view), host.alias == nil, host.addresses.contains(address) else { continue }
            return Exchange(
                preference: preference, host: name, was: .mailExchange(preference: preference, exchange: exchange),
                note: "an MX record names a host, not an address: \(name) is the one that has it")
        }
        return nil
    }
}
