import DNS

/// What a reply says about a question: the alias chain within the answer section, and the records at its end. Answer
/// records outside the chain are ignored (RFC 2181 §5.4.1).
///
/// The work is linear in the size of the reply, and limits apply while reading.
struct AnswerReading {
    enum End: Hashable {
        case records([Record])
        case noData
        case nonexistent
        /// The chain leads to a name that the reply does not cover.
        case elsewhere(DomainName)
        case loop
        /// The reply holds more than is read.
        case cut(AnswerLimit)
    }

    let aliases: [Record]
    let end: End
    /// Seconds: the lowest TTL of the chain and of the records at its end.
    let ttl: UInt32?
    /// All records at names of the chain where an alias coexists with other data.
    let conflicts: [Record]

    /// - Parameters:
    /// - seen: the names that the chain visited before this reply, the queried name included.
    /// - aliasesLeft: how many more aliases may be followed.
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

        /// The types that may coexist with an alias (RFC 4034 §3, §4).
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

    /// The CNAME that a DNAME above the name implies (RFC 6672 §3.1), if the reply does not contain it.
    private static func synthesized(_ name: DomainName, _ answers: [DomainName: [Record]]) -> Record? {
        for count in 0..<name.labelCount {
            let owner = name.suffix(count)
            guard let redirection = answers[owner]?.first(where: { $0.type == .dname }), let target = redirection.target,
                let moved = name.redirected(from: owner, to: target)
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
    /// Whether the reply says nothing about the question: an empty answer from a server that is neither recursive nor
    /// authoritative.
    ///
    /// A server queried as one of `zone` must be authoritative or refer to a child zone on the path to `name`; a reply from
    /// a cache is as lame as a referral to the zone itself or upwards (RFC 1034 §5.3.3).
    func isLame(askedFor name: DomainName?, asServerOf zone: DomainName?) -> Bool {
        guard let zone, let name else {
            return code == .noError && answers.isEmpty
                && flags.isDisjoint(with: [.authoritative, .recursionAvailable])
                && !authorities.contains { $0.type == .soa }
        }
        guard flags.contains(.authoritative) else { return referral(to: name, below: zone) == nil }
        return answers.isEmpty && authorities.contains { $0.type == .soa && !$0.name.isEqualOrSubdomain(of: zone) }
    }

    /// The zone that a non-authoritative reply refers to: strictly below `zone`, and containing `name`. NS records alone
    /// make a referral; other records beside them, such as DELEG, are ignored.
    func referral(to name: DomainName, below zone: DomainName) -> DomainName? {
        guard code == .noError, answers.isEmpty, !flags.contains(.authoritative) else { return nil }
        return authorities.first { record in
            record.type == .ns && record.name != zone && record.name.isEqualOrSubdomain(of: zone)
                && name.isEqualOrSubdomain(of: record.name)
        }?.name
    }
}
