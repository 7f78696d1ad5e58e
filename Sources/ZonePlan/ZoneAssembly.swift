package import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// The records by zone. An internal zone that stands in place of a public one also holds what the public one must.
    package func zonePlan() async -> ZonePlan {
        let all = await recordSets()
        let requests = all.filter { $0.type == .ptr }
        let sets = all.filter { $0.type != .ptr }
        var zones = await byZone(sets)
        for (key, inside) in zones where key.view == .internal {
            zones[key] = inside + (await mirrored(sets, in: key.name, besides: inside))
        }
        let sorted = zones.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }
        let finished = await concurrently(sorted.map { ($0.key, $0.value) }) { key, sets -> ZonePlan.Zone in
            let (apex, isLive) = await apex(of: key.name, key.view)
            let ordered = sets.sorted { $0.owner == $1.owner ? $0.type.rawValue < $1.type.rawValue : $0.owner < $1.owner }
            return ZonePlan.Zone(name: key.name, view: key.view, apex: apex, isApexLive: isLive, sets: ordered)
        }
        return ZonePlan(
            deployment: plan.deployment.name, scheme: plan.deployment.scheme.rawValue, isCompared: live.isCompared,
            zones: finished, requests: requests)
    }

    private struct ZoneKey: Hashable, Sendable {
        let name: DomainName
        let view: ViewName
    }

    private func byZone(_ sets: [RecordSetPlan]) async -> [ZoneKey: [RecordSetPlan]] {
        let owners = Set(sets.map { ZoneKey(name: $0.owner, view: $0.view) }).sorted {
            ($0.view, $0.name) < ($1.view, $1.name)
        }
        let names = await concurrently(owners) { await zone(of: $0.name, $0.view) }
        let table = Dictionary(uniqueKeysWithValues: zip(owners, names))
        return Dictionary(grouping: sets) { set in
            let own = ZoneKey(name: set.owner, view: set.view)
            return ZoneKey(name: table[own] ?? set.owner, view: set.view)
        }
    }

    /// The zone as it is; where the name's own does not exist yet, its organization's.
    private func zone(of owner: DomainName, _ view: ViewName) async -> DomainName {
        let registered =
            organizations.publicSuffixes?.organizationalDomain(of: owner).lowercased ?? owner.suffix(2).lowercased
        guard let found = await live.zone(of: owner, view), found.labelCount >= registered.labelCount else { return registered }
        return found
    }

    /// Public records below an internal zone that it does not give itself. A name whose addresses differ inside keeps them.
    private func mirrored(_ sets: [RecordSetPlan], in zone: DomainName, besides inside: [RecordSetPlan]) async -> [RecordSetPlan]
    {
        let isAddress = { (type: RecordType) in type == .a || type == .aaaa }
        let outside = sets.filter { set in
            set.view == .public && set.owner.isEqualOrSubdomain(of: zone)
                && !inside.contains {
                    $0.owner == set.owner && ($0.type == set.type || isAddress($0.type) && isAddress(set.type))
                }
        }
        let why = "the internal zone \(zone) stands in place of the public one, and must not lack it"
        return await concurrently(outside) { set -> RecordSetPlan? in
            let data = set.changes.compactMap(\.data)
            let result = await live.ask(set.owner, set.type, .internal)
            let standing = result.records.map { Set($0.map { Self.comparable($0.data) }) }
            let changes = data.map { text -> RecordChange in
                guard live.isCompared else { return RecordChange(.planned, data: text) }
                guard let standing else { return RecordChange(.unknown, data: text, note: Self.unknownNote(result)) }
                return RecordChange(standing.contains(text) ? .present : .missing, data: text)
            }
            guard !changes.isEmpty else { return nil }
            return RecordSetPlan(
                owner: set.owner, type: set.type, view: .internal, changes: changes, reasons: [why], ttl: result.ttl, holder: nil,
                address: nil)
        }
        .compactMap(\.self)
    }

    /// Data as planned records are written: TXT in as few strings as hold it.
    private static func comparable(_ data: RecordData) -> String {
        guard case .text(let strings) = data else { return data.zoneText }
        return RecordData.text(octets: strings.flatMap(\.self)).zoneText
    }

    /// SOA and NS, with the addresses of servers inside the zone; stand-ins where they could not be had.
    private func apex(of zone: DomainName, _ view: ViewName) async -> (records: [Record], isLive: Bool) {
        if live.isCompared {
            let authority = await live.ask(zone, .soa, view)
            let servers = await live.ask(zone, .ns, view).records ?? []
            if let start = authority.records, authority.aliases.isEmpty, !start.isEmpty, !servers.isEmpty {
                let names = servers.compactMap { if case .name(let name) = $0.data { name } else { nil } }
                let inside = names.filter { $0.isEqualOrSubdomain(of: zone) }
                let glue = await concurrently(inside) { name in
                    let found = await live.addresses(of: name, view) ?? []
                    return found.map { Record(name: name, type: .address($0.family), ttl: 3600, data: .address($0)) }
                }
                return (start + servers + glue.flatMap(\.self), true)
            }
        }
        let server = DomainName("ns.invalid") ?? .root
        let start = StartOfAuthority(
            primary: server, mailbox: zone.prepending("hostmaster") ?? zone, serial: 1, refresh: 3600, retry: 600,
            expire: 1_209_600, minimum: 300)
        return (
            [
                Record(name: zone, type: .soa, ttl: 3600, data: .startOfAuthority(start)),
                Record(name: zone, type: .ns, ttl: 3600, data: .name(server)),
            ], false
        )
    }
}

extension ZonePlan {
    /// The reverse zone that a PTR record is requested for, as most of them are cut: a /24 of IPv4, a /64 of IPv6.
    package static func reverseZone(of owner: DomainName) -> DomainName {
        owner.suffix(owner.labelCount > 10 ? 18 : 5)
    }
}
