import DNS

/// What a reply says about a question: its alias chain within the answer section, and what stands at the chain's end.
/// Answer records that are not on the chain are ignored (RFC 2181 §5.4.1).
struct ReplyReading {
    enum End: Hashable {
        case records([Record])
        case noData
        case nonexistent
        /// The chain leads to a name of which the reply says nothing.
        case elsewhere(DomainName)
        case loop
    }

    let aliases: [Record]
    let end: End
    /// Seconds: the lowest over the chain and what stands at its end.
    let ttl: UInt32?

    /// - Parameter seen: the names that the chain has visited before this reply, the asked one included.
    init(_ message: Message, for question: Question, seen: Set<DomainName>) {
        var aliases: [Record] = []
        var seen = seen
        var name = question.name
        var records = Self.records(in: message, at: name, question)
        while records.isEmpty, let alias = Self.alias(in: message, at: name), let target = alias.target {
            aliases.append(alias)
            guard seen.insert(target).inserted else {
                self.init(aliases: aliases, end: .loop, ttl: nil)
                return
            }
            name = target
            records = Self.records(in: message, at: name, question)
        }
        guard records.isEmpty else {
            self.init(aliases: aliases, end: .records(records), ttl: records.map(\.ttl).min())
            return
        }
        let denial = message.authorities.first { $0.type == .soa && name.isEqualOrSubdomain(of: $0.name) }
        if message.code == .nonexistentDomain {
            self.init(aliases: aliases, end: .nonexistent, ttl: denial?.negativeTTL)
        } else if aliases.isEmpty || denial != nil {
            self.init(aliases: aliases, end: .noData, ttl: denial?.negativeTTL)
        } else {
            self.init(aliases: aliases, end: .elsewhere(name), ttl: nil)
        }
    }

    private init(aliases: [Record], end: End, ttl: UInt32?) {
        self.aliases = aliases
        self.end = end
        self.ttl = (aliases.map(\.ttl) + (ttl.map { [$0] } ?? [])).min()
    }

    private static func records(in message: Message, at name: DomainName, _ question: Question) -> [Record] {
        message.answers.filter {
            $0.recordClass == question.recordClass && ($0.type == question.type || question.type == .any) && $0.name == name
        }
    }

    /// The CNAME at `name`, or the one that a DNAME above it stands for (RFC 6672 §3.1).
    private static func alias(in message: Message, at name: DomainName) -> Record? {
        if let record = message.answers.first(where: { $0.type == .cname && $0.name == name }) { return record }
        for record in message.answers where record.type == .dname && name != record.name {
            guard name.isEqualOrSubdomain(of: record.name), let target = record.target,
                let moved = DomainName(wire: name.wire.dropLast(record.name.wire.count) + target.wire)
            else { continue }
            return Record(name: name, type: .cname, ttl: record.ttl, data: .name(moved))
        }
        return nil
    }
}

extension Record {
    /// Where a CNAME or DNAME leads.
    fileprivate var target: DomainName? {
        guard case .name(let name) = data else { return nil }
        return name
    }

    /// RFC 2308 §5: the lower of the SOA's own TTL and its minimum.
    fileprivate var negativeTTL: UInt32? {
        guard case .startOfAuthority(let soa) = data else { return nil }
        return min(ttl, soa.minimum)
    }
}

extension Message {
    /// Whether the reply says nothing about the question: an empty answer from a server that neither recurses nor has
    /// authority.
    ///
    /// A server of `zone`, asked as one, must have authority or refer to a zone below on the way to `name`; a reply
    /// from a cache is as lame as a referral to the zone itself or upwards (RFC 1034 §5.3.3).
    func isLame(askedFor name: DomainName?, asServerOf zone: DomainName?) -> Bool {
        guard let zone, let name else {
            return code == .noError && answers.isEmpty
                && flags.isDisjoint(with: [.authoritative, .recursionAvailable])
                && !authorities.contains { $0.type == .soa }
        }
        guard flags.contains(.authoritative) else { return referral(to: name, below: zone) == nil }
        return answers.isEmpty && authorities.contains { $0.type == .soa && !$0.name.isEqualOrSubdomain(of: zone) }
    }

    /// The zone that a reply without authority leads to: strictly below `zone`, and holding `name`.
    func referral(to name: DomainName, below zone: DomainName) -> DomainName? {
        guard code == .noError, answers.isEmpty, !flags.contains(.authoritative) else { return nil }
        return authorities.first { record in
            record.type == .ns && record.name != zone && record.name.isEqualOrSubdomain(of: zone)
                && name.isEqualOrSubdomain(of: record.name)
        }?.name
    }
}
