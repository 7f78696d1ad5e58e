import DNS
import Deployment

extension ZonePlanner {
    /// Nothing is proposed beside a CNAME record (RFC 1034 §3.6.2): either the alias is removed and everything that the
    /// name needs replaces it, or the records belong at its target, with that name's owner.
    func outOfTheWayOfAliases(_ sets: [RecordSetPlan]) async -> [RecordSetPlan] {
        let groups = Dictionary(grouping: sets) { WantedTable.Key(owner: $0.owner, type: .any, view: $0.view) }
        let ordered = groups.sorted { ($0.key.view, $0.key.owner) < ($1.key.view, $1.key.owner) }
        let result = await concurrently(ordered.map { ($0.key, $0.value) }) { key, group in await self.freed(group, at: key) }
        return merged(result.flatMap(\.self))
    }

    private func freed(_ group: [RecordSetPlan], at key: WantedTable.Key) async -> [RecordSetPlan] {
        guard let alias = group.lazy.compactMap(\.alias).first, group.contains(where: \.needsChange),
            !group.contains(where: { $0.type == .cname })
        else { return group }
        if await live.isWildcardAlias(key.owner, alias, key.view) { return group.map(Self.besideWildcard) }
        let isReplaced = group.contains { set in set.changes.contains { $0.was?.hasPrefix("CNAME ") == true } }
        if isReplaced { return group.map(Self.inPlaceOfAlias) }
        return group.map { set in
            guard set.needsChange else { return set }
            let by = ownership.responsible(for: alias, set.type)
            var moved = set
            if by == .you {
                moved.owner = alias.lowercased
                moved.alias = nil
                moved.changes = set.changes.map { $0.noting("\(set.owner) is an alias of \(alias)") }
                return moved
            }
            moved.by = by
            moved.changes = set.changes.map { change in
                guard change.state.isChange else { return change }
                var change = change.noting(
                    "\(set.owner) is an alias of \(alias): ask whoever keeps that name, or let the alias go")
                change.state = .notOurs
                return change
            }
            return moved
        }
    }

    /// A record of the name's own overrides the wildcard.
    private static func besideWildcard(_ set: RecordSetPlan) -> RecordSetPlan {
        var set = set
        set.changes = set.changes.map { change in
            guard let was = change.was, was.hasPrefix("CNAME ") else { return change }
            return RecordChange(.missing, data: change.data, note: "in place of what a wildcard gives (\(was))")
        }
        return set
    }

    /// Removing the alias removes everything that it led to.
    private static func inPlaceOfAlias(_ set: RecordSetPlan) -> RecordSetPlan {
        var set = set
        set.changes = set.changes.compactMap { change in
            switch change.state {
            case .present where change.data != nil:
                return RecordChange(.missing, data: change.data, note: "now through the alias, which has to go")
            case .superfluous where set.alias != nil: return nil
            case .wrong where change.was?.hasPrefix("CNAME ") == false:
                return RecordChange(.missing, data: change.data, note: change.note)
            default: return change
            }
        }
        return set
    }

    /// Sets that end up at one name are merged; a record that one of them wants is not superfluous.
    private func merged(_ sets: [RecordSetPlan]) -> [RecordSetPlan] {
        var result: [RecordSetPlan] = []
        var places: [WantedTable.Key: Int] = [:]
        for set in sets {
            let key = WantedTable.Key(owner: set.owner, type: set.type, view: set.view)
            guard let index = places[key], set.type != .txt else {
                places[key] = result.count
                result.append(set)
                continue
            }
            let known = result[index].changes
            let new = set.changes.filter { change in !known.contains { $0.data == change.data && $0.was == change.was } }
            result[index].changes += new
        }
        return result
    }
}
