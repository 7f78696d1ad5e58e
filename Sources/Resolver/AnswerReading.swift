import DNS

/// What a reply says about a question: its alias chain within the answer section, and what stands at the chain's end.
/// Answer records that are not on the chain are ignored (RFC 2181 §5.4.1).
///
/// The work is linear in the reply, and limits hold while it is read.
struct AnswerReading {
    enum End: Hashable {
        case records([Record])
        case noData
        case nonexistent
        /// The chain leads to a name of which the reply says nothing.
        case elsewhere(DomainName)
        case loop
        /// There is more than is read.
        case cut(AnswerLimit)
    }

    let aliases: [Record]
    let end: End
    /// Seconds: the lowest over the chain and what stands at its end.
    let ttl: UInt32?
    /// Every record at names of the chain where an alias stands beside other data.
    let conflicts: [Record]

    /// - Parameters:
    ///   - seen: the names that the chain has visited before this reply, the asked one included.
    ///   - aliasesLeft: how many aliases may still be followed.
    init(
        _ message: Message, for question: Question, seen: Set<DomainName>, aliasesLeft: Int = AnswerLimit.aliases.value
    ) {
        let answers = Dictionary(grouping: message.answers.filter { $0.recordClass == question.recordClass }, by: \.name)
        var chain = Chain()
        var seen = seen
        var name = question.name
        while true {
            let own = answers[name] ?? []
            chain.noteConflict(own)
            let records = own.filter { $0.type == question.type || question.type == .any }
            guard records.isEmpty else {
                self.init(chain, Self.records(records), ttl: records.map(\.ttl).min())
                return
            }
            guard let alias = own.first(where: { $0.type == .cname }) ?? Self.synthesized(name, answers),
                let target = alias.target
            else { break }
            guard chain.aliases.count < aliasesLeft else {
                self.init(chain, .cut(.aliases), ttl: nil)
                return
            }
            chain.aliases.append(alias)
            guard seen.insert(target).inserted else {
                self.init(chain, .loop, ttl: nil)
                return
            }
            name = target
        }
        let denial = message.authorities.first { $0.type == .soa && name.isEqualOrSubdomain(of: $0.name) }
        if message.code == .nonexistentDomain {
            self.init(chain, .nonexistent, ttl: denial?.negativeTTL)
        } else if chain.aliases.isEmpty || denial != nil {
            self.init(chain, .noData, ttl: denial?.negativeTTL)
        } else {
            self.init(chain, .elsewhere(name), ttl: nil)
        }
    }

    private struct Chain {
        var aliases: [Record] = []
        var conflicts: [Record] = []

        /// What may stand beside an alias (RFC 4034 §3, §4).
        private static let allowedBeside: Set<RecordType> = [.rrsig, .nsec]

        mutating func noteConflict(_ own: [Record]) {
            guard own.count > 1, own.contains(where: { $0.type == .cname }) else { return }
            var seen: Set<RecordData> = []
            let data = own.filter { !Self.allowedBeside.contains($0.type) && seen.insert($0.data).inserted }
            if data.count > 1 { conflicts += data.prefix(AnswerLimit.recordsPerAnswer.value) }
        }
    }

    private init(_ chain: Chain, _ end: End, ttl: UInt32?) {
        aliases = chain.aliases
        conflicts = chain.conflicts
        self.end = end
        self.ttl = (aliases.map(\.ttl) + (ttl.map { [$0] } ?? [])).min()
    }

    private static func records(_ records: [Record]) -> End {
        guard records.count <= AnswerLimit.recordsPerAnswer.value else { return .cut(.recordsPerAnswer) }
        let holdsTooManyStrings = records.contains { record in
            guard case .text(let strings) = record.data else { return false }
            return strings.count > AnswerLimit.stringsPerRecord.value
        }
        return holdsTooManyStrings ? .cut(.stringsPerRecord) : .records(records)
    }

    /// The CNAME that a DNAME above a name stands for (RFC 6672 §3.1), where the reply does not spell it out.
    private static func synthesized(_ name: DomainName, _ answers: [DomainName: [Record]]) -> Record? {
        for count in 0..<name.labelCount {
            let owner = name.suffix(count)
            guard let redirection = answers[owner]?.first(where: { $0.type == .dname }), let target = redirection.target,
                let moved = DomainName(wire: name.wire.dropLast(owner.wire.count) + target.wire)
            else { continue }
            return Record(name: name, type: .cname, ttl: redirection.ttl, data: .name(moved))
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
    var negativeTTL: UInt32? {
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

    /// The zone that a reply without authority leads to: strictly below `zone`, and holding `name`. NS records alone make a
    /// referral; whatever stands beside them, such as DELEG records, is ignored.
    func referral(to name: DomainName, below zone: DomainName) -> DomainName? {
        guard code == .noError, answers.isEmpty, !flags.contains(.authoritative) else { return nil }
        return authorities.first { record in
            record.type == .ns && record.name != zone && record.name.isEqualOrSubdomain(of: zone)
                && name.isEqualOrSubdomain(of: record.name)
        }?.name
    }
}
