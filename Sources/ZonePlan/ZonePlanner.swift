package import DNS
package import Deployment
package import MailPolicy

/// Computes the records that a deployment needs, and compares them with those in the DNS.
///
/// Values are computed, not copied from a template: working records are kept, nearly working ones are repaired, and only
/// missing ones are created. It makes no queries: the answers are passed in.
package struct ZonePlanner: Sendable {
    let plan: Plan
    let live: LiveAnswers
    let givenKeys: [DomainName: DKIMPublicKey]
    let organizations: Organizations
    let ownership: NameOwnership
    let served: ServedRecords?
    let wishes: RecordWishes

    /// - Parameters:
    ///   - lookup: answers for the views of the plan, such as `RecordedAnswers`; `nil` compares nothing.
    ///   - givenKeys: by the name of its record, the public half of each DKIM key that the deployment file names.
    ///   - served: what servers showed; `nil` where none was looked at: then nothing that follows from it is planned.
    ///   - wishes: which of the records that mail can do without are wanted all the same.
    package init(
        plan: Plan, lookup: (any Lookup)?, givenKeys: [DomainName: DKIMPublicKey] = [:], publicSuffixes: PublicSuffixList? = nil,
        served: ServedRecords? = nil, wishes: RecordWishes = .usual
    ) {
        self.plan = plan
        self.served = served
        self.wishes = wishes
        self.live = LiveAnswers(network: lookup)
        self.givenKeys = givenKeys
        self.organizations = Organizations(publicSuffixes: publicSuffixes)
        self.ownership = NameOwnership(plan, organizations)
    }

    /// Every record set that the plan's views need, compared, in canonical order.
    package func recordSets() async -> [RecordSetPlan] { await wanted().sets }

    func wanted() async -> (sets: [RecordSetPlan], advice: [PlanAdvice], findings: FindingsOfRecords) {
        var table = WantedTable()
        var advice: [PlanAdvice] = []
        var sets = await wantWebNames(&table)
        var names: [AddressName] = []
        if plan.views.contains(where: { $0.name == .public }) {
            names = await addressNames(&advice)
            await wantHosts(names, &table)
            sets += await wantRoutes(names, &table, &advice)
            await unwantLeaks(names, &table)
            sets += await compared(table)
            sets += await policyRecords(names, PlannedAnswers(sets, over: live))
            sets += await reportRoutes(sets)
            sets += await permissionRecords()
            sets += await associationRecords()
        } else {
            sets += await wantRoutes([], &table, &advice)
            sets += await compared(table)
        }
        let findings = FindingsOfRecords(plan, names: names)
        sets = await outOfTheWayOfAliases(sets, findings)
        return (finished(sets, findings), advice, findings)
    }

    private func compared(_ table: WantedTable) async -> [RecordSetPlan] {
        let wanted = table.sets.values.sorted {
            ($0.owner, $0.view, $0.type.rawValue) < ($1.owner, $1.view, $1.type.rawValue)
        }
        return await concurrently(wanted) { await self.compared($0) }.compactMap(\.self)
    }

    /// In order, each with who can make its changes and which findings they fix.
    func finished(_ sets: [RecordSetPlan], _ findings: FindingsOfRecords) -> [RecordSetPlan] {
        let all = sets.map { set -> RecordSetPlan in
            var set = set
            if set.by == .you { set.by = ownership.responsible(for: set.owner, set.type) }
            set.changes = set.changes.map { change in
                var change = change
                if change.state.isChange || change.state == .notOurs { change.repairs += findings.mended(by: change, of: set) }
                // Reverse zones are requested as a whole; any other foreign zone is left as it is.
                if set.by == .platform || set.by == .other, change.state.isChange {
                    change.state = .notOurs
                    change = change.noting(Self.request(set))
                }
                return change
            }
            return set
        }
        return all.sorted { left, right in
            if left.view != right.view { return left.view < right.view }
            return left.owner == right.owner ? left.type.rawValue < right.type.rawValue : left.owner < right.owner
        }
    }

    private static func request(_ set: RecordSetPlan) -> String {
        set.by == .platform ? "ask the platform for it: the name is its own" : "ask whoever keeps \(set.owner) for it"
    }

    /// A host name with its address for every sending address, and its PTR record.
    private func wantHosts(_ names: [AddressName], _ table: inout WantedTable) async {
        let planned = names.reduce(into: [DomainName: Set<IPAddress>]()) { planned, host in
            for name in host.names { planned[name, default: []].insert(host.address) }
        }
        let replaced = await concurrently(planned.keys.sorted()) { name in
            (name, await inPlaceOfPlanned(planned[name] ?? [], at: name))
        }
        for host in names {
            for name in host.names {
                let why = "\(host.holder) announces \(name) from \(host.address), and its PTR record must lead back"
                want(name, at: [host.address], .public, exact: false, why: why, &table)
            }
            table.want(
                host.address.reverseName, .ptr, .public,
                ([host.name] + host.kept.filter { $0 != host.name }).map(RecordData.name),
                exact: true,
                why: "receivers look for the name of \(host.address), from which \(host.holder) sends", holder: host.holder,
                address: host.address)
        }
        for (name, addresses) in replaced {
            for address in addresses {
                table.unwant(
                    name, .address(address.family), .public, [.address(address)],
                    why: "\(name) must lead to the addresses from which it is announced")
            }
        }
    }

    /// What stands at a host's name where planned addresses of the family are missing: all of it when the name leads to none of them,
    /// and so leads elsewhere altogether; as many as are missing where each can have been meant for one of those. Any other address
    /// may be one from which mail leaves as well: that only the operator knows.
    private func inPlaceOfPlanned(_ planned: Set<IPAddress>, at name: DomainName) async -> [IPAddress] {
        guard live.isCompared, let host = await live.host(name, .public), host.alias == nil else { return [] }
        if planned.isDisjoint(with: host.addresses) { return host.addresses }
        let known = Set(plan.sendingAddresses.map(\.address) + plan.mailServerAddresses)
        return IPAddress.Family.allCases.flatMap { family -> [IPAddress] in
            let wanted = planned.filter { $0.family == family }
            let found = Set(host.addresses.filter { $0.family == family })
            let missing = wanted.subtracting(found)
            let others = found.subtracting(wanted).subtracting(known)
            let isMeant = !missing.isEmpty && (found.isDisjoint(with: wanted) || others.count <= missing.count)
            return isMeant ? others.sorted() : []
        }
    }

    /// Whether an address is internal: the public zone never gets it.
    func isInternal(_ address: IPAddress) -> Bool { plan.deployment.networks.isInternal(address) }

    /// A name's addresses. In the public view, internal ones are left open, with a sentence.
    func want(
        _ owner: DomainName, at addresses: [IPAddress], _ view: ViewName, exact: Bool, why: String, _ table: inout WantedTable
    ) {
        let hidden = view == .public ? addresses.filter(isInternal) : []
        table.want(owner, at: addresses.filter { !hidden.contains($0) }, view, exact: exact && hidden.isEmpty, why: why)
        for address in Set(hidden).sorted() {
            table.leaveOpen(
                owner, .address(address.family), view, why: why,
                "\(address) cannot be reached from outside and must not be in the public zone: the deployment file does not say which address the Internet sees instead"
            )
        }
    }
}
