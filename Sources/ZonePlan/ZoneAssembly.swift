package import DNS
package import Deployment
import MailPolicy

extension ZonePlanner {
    /// The records by zone. An internal zone that shadows a public one must also contain its records.
    package func zonePlan() async -> ZonePlan {
        let (all, advice, findings) = await wanted()
        // An address may be delegated to a zone of the deployment's own.
        let requests = all.filter { $0.by == .addressOwner }
        let sets = all.filter { $0.by != .addressOwner }
        var zones = await byZone(sets)
        for key in await internalZones(zones) {
            let inside = zones[key] ?? []
            let mirrored = finished(await mirrored(sets, in: key.name, besides: inside), findings)
            zones[key] = (inside + mirrored).isEmpty ? nil : inside + mirrored
        }
        let sorted = zones.sorted { ($0.key.view, $0.key.name) < ($1.key.view, $1.key.name) }
        let finished = await concurrently(sorted.map { ($0.key, $0.value) }) { key, sets -> ZonePlan.Zone in
            let (apex, isLive) = await apex(of: key.name, key.view)
            let ordered = sets.sorted { $0.owner == $1.owner ? $0.type.rawValue < $1.type.rawValue : $0.owner < $1.owner }
            return ZonePlan.Zone(name: key.name, view: key.view, apex: apex, isApexLive: isLive, sets: ordered)
        }
        return ZonePlan(
            deployment: plan.deployment.name, scheme: plan.deployment.scheme.rawValue, isCompared: live.isCompared,
            zones: finished, requests: requests, advice: advice, unplanned: served == nil ? [.caa, .tlsa] : [])
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

    /// The existing zone; if the name's own does not exist yet, its organization's.
    package func zone(of owner: DomainName, _ view: ViewName) async -> DomainName {
        let registered = registered(owner)
        guard let found = await live.zone(of: owner, view), found.labelCount >= registered.labelCount else { return registered }
        return found
    }

    /// The zones of the internal view: those with records of their own, and copies of public ones. A copy is recognised by
    /// an SOA record, or by answers, that differ from the public ones.
    private func internalZones(_ zones: [ZoneKey: [RecordSetPlan]]) async -> [ZoneKey] {
        let own = zones.keys.filter { $0.view == .internal }
        guard live.isCompared, plan.views.contains(where: { $0.name == .internal }) else {
            return own.sorted { $0.name < $1.name }
        }
        let names = Set(zones.keys.filter { $0.view == .public }.map(\.name)).subtracting(own.map(\.name)).sorted()
        let copies = await concurrently(names) { name -> Bool in
            guard let starts = await ZoneStarts.at(name, by: live), !starts.inside.isEmpty else { return false }
            return await !starts.areOfOneZone(name, plan, by: live)
        }
        let copied = zip(names, copies).filter(\.1).map { ZoneKey(name: $0.0, view: .internal) }
        return (own + copied).sorted { $0.name < $1.name }
    }

    /// Whether the internal view has no zone of its own in place of a public one, so that it shows what is published there.
    package func isPassedOn(_ zone: DomainName) async -> Bool {
        guard plan.views.contains(where: { $0.name == .internal }) else { return false }
        return await ZoneStarts.showPublicZone(of: zone, of: plan, by: live)
    }

    /// Public records below an internal zone that it lacks itself. A name with different internal addresses keeps them.
    private func mirrored(_ sets: [RecordSetPlan], in zone: DomainName, besides inside: [RecordSetPlan]) async -> [RecordSetPlan]
    {
        let isAddress = { (type: RecordType) in type == .a || type == .aaaa }
        let outside = sets.filter { set in
            set.view == .public && set.owner.isEqualOrSubdomain(of: zone)
                && !inside.contains {
                    $0.owner == set.owner && ($0.type == set.type || isAddress($0.type) && isAddress(set.type))
                }
        }
        let why = "the internal zone \(zone) replaces the public one, and must not lack this record"
        return await concurrently(outside) { set -> RecordSetPlan? in
            let result = await live.ask(set.owner, set.type, .internal)
            var changes = copied(set, result)
            if await !isNeededInside(set) { changes.removeAll { $0.state == .missing || $0.state == .planned } }
            guard !changes.isEmpty else { return nil }
            return RecordSetPlan(
                owner: set.owner, type: set.type, view: .internal, changes: changes, reasons: [why], ttl: result.ttl, holder: nil,
                address: nil, standing: (result.records ?? []).map(\.data.zoneText))
        }
        .compactMap(\.self)
    }

    /// Whether hosts inside need records of the set. Where mail routes depend on the view, they look up hosts and MX records there, too;
    /// elsewhere, its zone may be for one family of addresses.
    private func isNeededInside(_ set: RecordSetPlan) async -> Bool {
        guard !InsideNeed.hasRoutes(plan) else { return set.type != .txt || need(for: set) != nil }
        guard need(for: set) != nil else { return false }
        guard live.isCompared else { return true }
        return await live.addresses(of: set.owner, .internal)?.isEmpty != false
    }

    /// What hosts inside need of the set.
    private func need(for set: RecordSetPlan) -> InsideNeed? {
        InsideNeed.all(of: plan).first { need in
            need.name == set.owner && (need.type == set.type || need.kind == .web && [.a, .aaaa, .cname].contains(set.type))
        }
    }

    /// The state of the internal copy of a public set, so that a change is complete in both views.
    private func copied(_ set: RecordSetPlan, _ result: LookupResult) -> [RecordChange] {
        let wanted = set.changes.filter { $0.data != nil && $0.state != .notOurs }
        guard live.isCompared else { return wanted.map { RecordChange(.planned, data: $0.data, note: $0.note) } }
        guard let records = result.records else {
            return wanted.map { RecordChange(.unknown, data: $0.data, note: Self.unknownNote(result)) }
        }
        if set.type == .txt, let need = need(for: set) { return copied(set, records, for: need) }
        if keepsInside(set, records) { return records.map { RecordChange(.present, data: Self.comparable($0.data)) } }
        var standing = Set(records.map { Self.comparable($0.data) })
        var changes: [RecordChange] = []
        for change in set.changes where change.state != .notOurs {
            if let data = change.data, standing.remove(data) != nil {
                changes.append(RecordChange(.present, data: data))
                if let was = change.was, standing.remove(was) != nil {
                    changes.append(RecordChange(.superfluous, data: nil, was: was))
                }
                continue
            }
            // Nothing changes outside: what the internal zone says instead is its own affair.
            if change.state == .present, let data = change.data, let own = counterpart(of: data, set, standing) {
                standing.remove(own)
                changes.append(RecordChange(.present, data: own))
                continue
            }
            // The record that must also be removed outside, or another of a kind that a name has only once.
            let old =
                change.was.flatMap { standing.remove($0) } ?? change.data.flatMap { data in rival(of: data, set, &standing) }
            guard let data = change.data else {
                if let old { changes.append(RecordChange(.superfluous, data: nil, was: old)) }
                continue
            }
            changes.append(RecordChange(old == nil ? .missing : .wrong, data: data, was: old))
        }
        let rest = astray(set, standing, &changes)
        return changes + rest
    }

    /// A text that hosts inside need: what serves the need stays while nothing changes outside, and else the public one takes the place of
    /// every other.
    private func copied(_ set: RecordSetPlan, _ records: [Record], for need: InsideNeed) -> [RecordChange] {
        let outside = set.changes.filter { $0.state != .notOurs && $0.state != .unknown }
        let wanted = outside.compactMap(\.data)
        let standing = Set(records.map { Self.comparable($0.data) })
        if !set.needsChange, need.isMet(by: records.compactMap(\.data.joinedText)) {
            return standing.filter { wanted.contains($0) || need.isRival(ZoneText.joined($0)) }.sorted().map {
                RecordChange(.present, data: $0)
            }
        }
        let removed = Set(outside.compactMap(\.was))
        let isRival = { (text: String) in !wanted.isEmpty && need.isRival(ZoneText.joined(text)) }
        var rivals = standing.filter { !wanted.contains($0) && (removed.contains($0) || isRival($0)) }.sorted {
            (removed.contains($0) ? 0 : 1, $0) < (removed.contains($1) ? 0 : 1, $1)
        }[...]
        let changes = wanted.map { data in
            guard !standing.contains(data) else { return RecordChange(.present, data: data) }
            let old = rivals.popFirst()
            return RecordChange(old == nil ? .missing : .wrong, data: data, was: old)
        }
        return changes + rivals.map { RecordChange(.superfluous, data: nil, was: $0) }
    }

    /// Addresses of a web name in the internal view that are not planned: they are replaced by missing ones, or removed.
    private func astray(_ set: RecordSetPlan, _ standing: Set<String>, _ changes: inout [RecordChange]) -> [RecordChange] {
        guard set.type == .a || set.type == .aaaa,
            let web = plan.webNames.first(where: { $0.host.name == set.owner && $0.view == .internal }), !web.expected.isEmpty
        else { return [] }
        var rest = standing.subtracting(web.expected.map(\.description)).sorted()[...]
        for index in changes.indices where changes[index].state == .missing {
            guard let old = rest.popFirst() else { break }
            changes[index] = RecordChange(.wrong, data: changes[index].data, was: old)
        }
        return rest.map { RecordChange(.superfluous, data: nil, was: $0) }
    }

    /// Another text of the kind that receivers accept in place of the public one.
    private func counterpart(of data: String, _ set: RecordSetPlan, _ standing: Set<String>) -> String? {
        guard set.type == .txt, let kind = SingleValuedText.kind(ofZoneText: data) else { return nil }
        return standing.sorted().first { text in
            SingleValuedText.kind(ofZoneText: text) == kind
                && (kind != .spf || SPFRecordSelection.isRecord(ZoneText.joined(text)))
        }
    }

    private func rival(of data: String, _ set: RecordSetPlan, _ standing: inout Set<String>) -> String? {
        let kind = SingleValuedText.kind(ofZoneText: data)
        guard set.type == .cname || kind != nil else { return nil }
        let found = standing.sorted().first { set.type == .cname || SingleValuedText.kind(ofZoneText: $0) == kind }
        return found.flatMap { standing.remove($0) }
    }

    /// A host with other internal addresses, and a web name that leads there as permitted by the file.
    private func keepsInside(_ set: RecordSetPlan, _ records: [Record]) -> Bool {
        guard set.type == .a || set.type == .aaaa, !records.isEmpty else { return false }
        let addresses = records.compactMap { if case .address(let address) = $0.data { address } else { nil } }
        guard let web = plan.webNames.first(where: { $0.host.name == set.owner && $0.view == .internal }) else {
            return !addresses.contains { address in set.changes.contains { $0.was == address.description } }
        }
        return addresses.allSatisfy(web.expected.contains)
    }

    /// Data as in planned records: TXT in as few strings as possible.
    private static func comparable(_ data: RecordData) -> String {
        guard case .text(let strings) = data else { return data.zoneText }
        return RecordData.text(octets: strings.flatMap(\.self)).zoneText
    }

    /// SOA and NS, with the addresses of servers inside the zone; placeholders if they are unknown.
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
    /// The zone for a PTR request, in the usual sizes: an IPv4 /24, an IPv6 /64; for a name to which an address is delegated (RFC 2317), the
    /// one above it.
    package static func reverseZone(of owner: DomainName) -> DomainName {
        switch owner.suffix(2).lowercased.text {
        case "in-addr.arpa" where owner.labelCount == 6: owner.suffix(5)
        case "ip6.arpa" where owner.labelCount == 34: owner.suffix(18)
        default: owner.parent ?? owner
        }
    }
}
