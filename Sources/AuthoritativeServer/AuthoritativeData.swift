package import DNS

/// Zones, and an authoritative server's answers from them (RFC 1034 §4.3.2). A value: no socket, no clock.
package struct AuthoritativeData: Sendable {
    private let zones: [DomainName: Zone]

    /// Longer alias chains are cut; the client continues from there.
    private static let maximumAliases = 16

    /// Of two zones with the same name, the last one counts.
    package init(zones: [Zone]) {
        self.zones = Dictionary(zones.map { ($0.origin, $0) }) { $1 }
    }

    /// The response, with AA where appropriate. A name outside all zones is `REFUSED`.
    package func answer(_ question: Question) -> Message {
        var response = Message(flags: .response, question: question)
        guard var zone = zone(for: question) else {
            response.code = .refused
            return response
        }
        response.flags.insert(.authoritative)
        var name = question.name
        for _ in 0...Self.maximumAliases {
            let link = Question(name, question.type, recordClass: question.recordClass)
            var target: DomainName?
            switch zone.match(link) {
            case .node(let records):
                let found = records.filter { $0.type == question.type || question.type == .any }
                response.answers += found
                guard found.isEmpty else { return response }
                guard let alias = records.first(where: { $0.type == .cname }) else {
                    response.authorities = [zone.startOfAuthority]
                    return response
                }
                response.answers.append(alias)
                if case .name(let name) = alias.data { target = name }
            case .delegation(let servers):
                if response.answers.isEmpty { response.flags.remove(.authoritative) }
                response.authorities = servers
                response.additionals = zone.addresses(for: servers)
                return response
            case .redirection(let record):
                guard case .name(let to) = record.data,
                    let moved = DomainName(wire: name.wire.dropLast(record.name.wire.count) + to.wire)
                else { return response }
                response.answers += [record, Record(name: name, type: .cname, ttl: record.ttl, data: .name(moved))]
                target = moved
            case .nothing:
                response.code = .nonexistentDomain
                response.authorities = [zone.startOfAuthority]
                return response
            }
            let seen = response.answers.contains { $0.name == target && $0.type == .cname }
            guard let target, !seen, let next = self.zone(for: Question(target, question.type)) else { return response }
            zone = next
            name = target
        }
        return response
    }

    /// The closest enclosing zone; a DS record belongs to the parent's side of a cut (RFC 4035 §3.1.4.1).
    private func zone(for question: Question) -> Zone? {
        var name: DomainName? = question.name
        var own: Zone?
        while let step = name {
            if let zone = zones[step] {
                guard question.type == .ds, step == question.name else { return zone }
                own = zone
            }
            name = step.parent
        }
        return own
    }
}
