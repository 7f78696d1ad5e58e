import DNS
import Deployment

extension ZonePlanner {
    /// Nothing is proposed beside a CNAME record (RFC 1034 §3.6.2): either the alias is removed and everything that the
    /// name needs replaces it, or the records belong at its target, with that name's owner.
    func outOfTheWayOfAliases(_ sets: [RecordSetPlan], _ findings: FindingsOfRecords) async -> [RecordSetPlan] {
        let groups = Dictionary(grouping: sets) { WantedTable.Key(owner: $0.owner, type: .any, view: $0.view) }
        let ordered = groups.sorted { ($0.key.view, $0.key.owner) < ($1.key.view, $1.key.owner) }
        let result = await concurrently(ordered.map { ($0.key, $0.value) }) { key, group in
            await self.freed(group, at: key, findings)
        }
        return merged(result.flatMap(\.self))
    }

    private func freed(
        _ group: [RecordSetPlan], at key: WantedTable.Key, _ findings: FindingsOfRecords
    ) async -> [RecordSetPlan] {
        let alias = group.lazy.compactMap(\.alias).first
        let wantsAlias = group.contains { $0.type == .cname }
        guard group.contains(where: \.needsChange), alias != nil || wantsAlias else { return group }
        if let redirection = await Redirection(of: key.owner, in: key.view.rawValue, by: live) {
            let end = (wantsAlias ? nil : group.lazy.compactMap(\.aliasEnd).first) ?? redirection.end
            let why = "the DNAME record of \(redirection.record.name) leads \(key.owner) to \(end)"
            return group.filter { !isNeedless($0) }.map {
                $0.needsChange ? moved(Self.withoutAlias($0), to: end.lowercased, why) : $0
            }
        }
        guard let alias, !wantsAlias else { return group }
        if await live.isWildcardAlias(key.owner, alias, key.view) { return group.map(Self.besideWildcard) }
        if group.contains(where: \.replacesAlias) {
            return group.map(Self.inPlaceOfAlias) + (await carriedOver(alias, beside: group, at: key, findings))
        }
        let end = group.lazy.compactMap(\.aliasEnd).first ?? alias
        return group.filter { !isNeedless($0) }.map {
            $0.needsChange ? moved($0, to: end.lowercased, "\(key.owner) is an alias of \(end)") : $0
        }
    }

    /// A new SPF record for a From domain that is an alias and no MAIL FROM domain: receivers do not look for one there (RFC 7208 §2.4).
    private func isNeedless(_ set: RecordSetPlan) -> Bool {
        let isMailFrom = plan.deployment.senders.contains { $0.mailFrom.contains { $0.name == set.owner } }
        return set.type == .txt && isFrom(set.owner) && !isMailFrom
            && set.changes.allSatisfy { $0.state == .missing && $0.data?.hasPrefix("\"v=spf1") == true }
    }

    /// The set as if nothing stood at its name: an alias that no record of the name's own makes cannot be replaced.
    private static func withoutAlias(_ set: RecordSetPlan) -> RecordSetPlan {
        var set = set
        set.changes = set.changes.compactMap { change in
            guard set.type == .cname || change.was?.hasPrefix("CNAME ") == true else { return change }
            return change.data.map { RecordChange(.missing, data: $0) }
        }
        return set
    }

    /// The set where the aliases of its name end. What stands there is somebody else's to change when the name is.
    private func moved(_ set: RecordSetPlan, to end: DomainName, _ why: String) -> RecordSetPlan {
        var moved = set
        moved.owner = end
        moved.lookedForAt = [set.owner]
        moved.alias = nil
        moved.aliasEnd = nil
        moved.by = ownership.responsible(for: end, set.type)
        moved.changes = set.changes.map { change in
            guard moved.by != .you, set.type != .ptr else { return change.noting(why) }
            guard change.state.isChange else { return change }
            var change = change.noting("\(why): ask whoever keeps that name, or let the alias go")
            change.state = .notOurs
            return change
        }
        return moved
    }

    /// The addresses to which an alias leads visitors, where none are planned for the name: removing the alias must not take it off the
    /// Internet. The deployment's own mail servers need no name besides their own.
    private func carriedOver(
        _ alias: DomainName, beside group: [RecordSetPlan], at key: WantedTable.Key, _ findings: FindingsOfRecords
    ) async -> [RecordSetPlan] {
        guard !group.contains(where: { $0.type == .a || $0.type == .aaaa }) else { return [] }
        let mail = Set(plan.sendingAddresses.map(\.address) + plan.mailServerAddresses)
        guard let host = await live.host(key.owner, key.view), !host.addresses.allSatisfy(mail.contains) else { return [] }
        let cause = group.lazy.flatMap { set in set.changes.map { (set, $0) } }.first { $0.1.was?.hasPrefix("CNAME ") == true }
        let end = host.end ?? alias
        return IPAddress.Family.allCases.compactMap { family in
            let addresses = Set(host.addresses.filter { $0.family == family }).sorted()
            guard !addresses.isEmpty else { return nil }
            let wanted = WantedRecords(
                owner: key.owner, type: .address(family), view: key.view, data: [], isExact: false,
                reasons: ["the alias leads visitors of \(key.owner) there, and has to go"])
            let changes = addresses.map { address in
                var change = RecordChange(
                    .wrong, data: address.description, was: "CNAME \(alias.lowercased.absoluteText)",
                    note: "where the alias led: from now on keep it equal to \(end), whose owner may change it")
                change.repairs = cause.map { findings.mended(by: $0.1, of: $0.0) } ?? []
                return change
            }
            return set(wanted, changes, nil)
        }
    }

    /// A record of the name's own overrides the wildcard.
    private static func besideWildcard(_ set: RecordSetPlan) -> RecordSetPlan {
        var set = set
        set.changes = set.changes.map { change in
            guard let was = change.was, was.hasPrefix("CNAME ") else { return change }
            return RecordChange(.missing, data: change.data, note: "instead of the wildcard's answer (\(was))")
        }
        return set
    }

    /// Removing the alias removes everything that it led to.
    private static func inPlaceOfAlias(_ set: RecordSetPlan) -> RecordSetPlan {
        var set = set
        set.changes = set.changes.compactMap { change in
            switch change.state {
            case .present where change.data != nil:
                return RecordChange(.missing, data: change.data, note: "now through the alias, which must be removed")
            case .superfluous where set.alias != nil: return nil
            case .wrong where change.was?.hasPrefix("CNAME ") == false:
                return RecordChange(.missing, data: change.data, note: change.note)
            default: return change
            }
        }
        return set
    }

    /// Texts of different kinds stand side by side as sets of their own.
    private static func isSame(_ one: RecordSetPlan, _ other: RecordSetPlan) -> Bool {
        one.changes.map(\.data) == other.changes.map(\.data) && one.changes.map(\.was) == other.changes.map(\.was)
    }

    /// Sets that came to stand at one name are one set; a record that one of them wants is not superfluous.
    private func merged(_ sets: [RecordSetPlan]) -> [RecordSetPlan] {
        var result: [RecordSetPlan] = []
        var places: [WantedTable.Key: Int] = [:]
        for set in sets {
            let key = WantedTable.Key(owner: set.owner, type: set.type, view: set.view)
            let isOther = { (index: Int) in set.type == .txt && !Self.isSame(result[index], set) }
            guard let index = places[key], !isOther(index) else {
                places[key] = result.count
                result.append(set)
                continue
            }
            result[index].lookedForAt += set.lookedForAt
            let known = result[index].changes
            let new = set.changes.filter { change in !known.contains { $0.data == change.data && $0.was == change.was } }
            result[index].changes += new
        }
        return result
    }
}
