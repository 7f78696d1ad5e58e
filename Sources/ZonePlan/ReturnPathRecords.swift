import DNS
import Deployment

extension ZonePlanner {
    /// MX records of the MAIL FROM and From domains, and the hosts that they name. Routes that end where they should stay
    /// as they are.
    func wantRoutes(_ names: [AddressName], _ table: inout WantedTable) async -> [RecordSetPlan] {
        var sets: [RecordSetPlan] = []
        let groups = Dictionary(grouping: plan.returnPaths) { WantedTable.Key(owner: $0.domain.name, type: .mx, view: $0.view) }
        var hosts: [String: [DomainName]] = [:]
        for (key, paths) in groups.sorted(by: { ($0.key.view, $0.key.owner) < ($1.key.view, $1.key.owner) }) {
            let route = Route(paths, plan)
            let why = paths.map(\.why).joined(separator: "; ")
            let result = await live.ask(key.owner, .mx, key.view)
            let good = await goodExchanges(result, route, key.view)
            let proposed = good.isEmpty ? exchangeHosts(for: route, key, names, &table, why) : good.map(\.exchange)
            for path in paths where key.view == .public { hosts[path.sender, default: []] += proposed }
            var wanted = WantedRecords(
                owner: key.owner.lowercased, type: .mx, view: key.view, data: [], isExact: true, reasons: [why])
            wanted.data =
                good.isEmpty
                ? proposed.map { .mailExchange(preference: 10, exchange: $0) }
                : good.map { .mailExchange(preference: $0.preference, exchange: $0.exchange) }
            for (_, exchange) in good {
                let addresses = await live.addresses(of: exchange, key.view) ?? []
                table.want(exchange, at: addresses, key.view, exact: false, why: "the MX host of \(key.owner)")
            }
            sets.append(set(wanted, Self.changes(wanted, result, isCompared: live.isCompared), result))
        }
        for sender in plan.deployment.senders where plan.views.contains(where: { $0.name == .public }) {
            for domain in sender.from where !plan.returnPaths.contains(where: { $0.domain.name == domain.name }) {
                guard !sets.contains(where: { $0.owner == domain.name && $0.type == .mx }) else { continue }
                let own = Set(plan.sendingAddresses.filter { $0.sender == sender.name }.map(\.address))
                let host = hosts[sender.name]?.first ?? names.first { own.contains($0.address) }?.name
                let set = await fromRoute(domain, host)
                sets += set.map { [$0] } ?? []
            }
        }
        return sets
    }

    /// Where the bounces of all senders that share a MAIL FROM domain are taken; of each one when there is no such place.
    private struct Route {
        let expected: Set<IPAddress>
        let tolerated: Set<IPAddress>
        let isRelay: Bool

        init(_ paths: [PlannedReturnPath], _ plan: Plan) {
            let all = paths.map { Set($0.expected) }
            let shared = all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) }
            expected = shared.isEmpty ? all.reduce([]) { $0.union($1) } : shared
            tolerated = Set(plan.mailServerAddresses)
            isRelay = paths.contains { $0.destination == .relay }
        }
    }

    /// The MX records that lead where they should, or that might: none of them is to be taken away on a guess.
    private func goodExchanges(_ result: LookupResult, _ route: Route, _ view: ViewName) async -> [(
        preference: UInt16, exchange: DomainName
    )] {
        var good: [(preference: UInt16, exchange: DomainName)] = []
        for record in result.records ?? [] {
            guard case .mailExchange(let preference, let exchange) = record.data, !exchange.isRoot else { continue }
            guard let addresses = await live.addresses(of: exchange, view) else {
                good.append((preference, exchange))
                continue
            }
            let leads = addresses.contains(where: route.expected.contains)
            if leads, addresses.allSatisfy({ route.expected.contains($0) || route.tolerated.contains($0) }) {
                good.append((preference, exchange))
            }
        }
        return good.sorted { ($0.preference, $0.exchange) < ($1.preference, $1.exchange) }
    }

    /// Hosts for a domain whose routes lead nowhere good: the relay; the sending hosts, whose addresses all take bounces;
    /// a host of its own for addresses without such a name.
    private func exchangeHosts(
        for route: Route, _ key: WantedTable.Key, _ names: [AddressName], _ table: inout WantedTable, _ why: String
    ) -> [DomainName] {
        if route.isRelay, let relay = plan.deployment.relay {
            table.want(relay.host.name, at: relay.addresses, key.view, exact: false, why: why)
            return [relay.host.name.lowercased]
        }
        var hosts: [DomainName] = []
        var rest = internalAddresses(route.expected, key)
        if key.view == .public {
            for name in names where rest.contains(name.address) {
                guard table.addresses(of: name.name, .public).isSubset(of: route.expected) else { continue }
                hosts.append(name.name)
            }
            // What else such a host has would take bounces as well.
            for host in hosts { table.want(host, at: [], .public, exact: true, why: why) }
            for host in hosts { rest.subtract(table.addresses(of: host, .public)) }
        }
        if !rest.isEmpty, let own = key.owner.lowercased.prepending("mta") {
            table.want(own, at: rest.sorted(), key.view, exact: true, why: why)
            hosts.append(own)
        }
        return Set(hosts).sorted()
    }

    /// Inside, the platform's own addresses are published, not those before NAT.
    private func internalAddresses(_ expected: Set<IPAddress>, _ key: WantedTable.Key) -> Set<IPAddress> {
        guard key.view == .internal else { return expected }
        let outside = Set(
            plan.deployment.senders.flatMap(\.addresses).filter { $0.publicAddress != nil }.compactMap(\.publicAddress))
        let inside = expected.subtracting(outside)
        return inside.isEmpty ? expected : inside
    }

    /// A From domain takes replies somewhere: any route will do, and where there is none the bounces' host takes them.
    private func fromRoute(_ domain: HostName, _ host: DomainName?) async -> RecordSetPlan? {
        let result = await live.ask(domain.name, .mx, .public)
        var wanted = WantedRecords(
            owner: domain.name.lowercased, type: .mx, view: .public, data: [], isExact: false,
            reasons: ["receivers look whether the From domain \(domain) can take a reply"])
        let records = (result.records ?? []).map(\.data)
        let hosts = records.filter { if case .mailExchange(_, let exchange) = $0 { !exchange.isRoot } else { false } }
        let isNull = hosts.count < records.count
        if !hosts.isEmpty {
            wanted.data = hosts
            wanted.isExact = isNull
        } else {
            if live.isCompared, !isNull, let own = await live.addresses(of: domain.name, .public), !own.isEmpty { return nil }
            guard let host else { return nil }
            wanted.data = [.mailExchange(preference: 10, exchange: host)]
            wanted.isExact = isNull
            wanted.note = "any host that takes mail for \(domain) will do"
        }
        return set(wanted, Self.changes(wanted, result, isCompared: live.isCompared), result)
    }
}
