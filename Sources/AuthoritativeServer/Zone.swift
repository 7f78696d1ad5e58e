package import DNS

/// The records of one zone, by name.
package struct Zone: Sendable {
    package let origin: DomainName
    /// Every name that exists, empty non-terminals included (RFC 4592 §2.2.2).
    private let nodes: [DomainName: [Record]]
    /// Always one record.
    let startOfAuthority: Record

    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case outside(Record, origin: DomainName)

        package var description: String {
            switch self {
            case .outside(let record, let origin): "\(record.name) \(record.type) lies outside the zone \(origin)"
            }
        }
    }

    /// A zone without an SOA record gets a placeholder with a negative caching time of 60 seconds.
    package init(origin: DomainName, records: [Record]) throws(Failure) {
        var nodes: [DomainName: [Record]] = [origin: []]
        for record in records {
            guard record.name.isEqualOrSubdomain(of: origin) else { throw .outside(record, origin: origin) }
            nodes[record.name, default: []].append(record)
            var name = record.name.parent
            while let above = name, above.labelCount > origin.labelCount, nodes[above] == nil {
                nodes[above] = []
                name = above.parent
            }
        }
        let standIn = Record(
            name: origin, type: .soa, ttl: 60,
            data: .startOfAuthority(
                StartOfAuthority(
                    primary: origin, mailbox: origin, serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: 60)))
        let stated = nodes[origin]?.first { $0.type == .soa }
        if stated == nil { nodes[origin]?.append(standIn) }
        self.origin = origin
        self.nodes = nodes
        startOfAuthority = stated ?? standIn
    }

    enum Match {
        /// The records at the name, or the wildcard's; empty for an empty non-terminal.
        case node([Record])
        /// The NS records of a zone cut at or above the name.
        case delegation([Record])
        /// A DNAME above the name.
        case redirection(Record)
        case nothing
    }

    /// RFC 1034 §4.3.2 step 3, RFC 4592 §3.3, RFC 6672 §3.2.
    func match(_ question: Question) -> Match {
        let name = question.name
        var encloser = origin
        for count in origin.labelCount...name.labelCount {
            let step = name.suffix(count)
            guard let records = nodes[step] else { break }
            encloser = step
            guard step != origin || step != name else { break }
            let servers = records.filter { $0.type == .ns }
            if step != origin, !servers.isEmpty, step != name || question.type != .ds { return .delegation(servers) }
            if step != name, let redirection = records.first(where: { $0.type == .dname }) { return .redirection(redirection) }
        }
        if let records = nodes[name] { return .node(records) }
        guard let wildcard = encloser.prepending("*"), let records = nodes[wildcard] else { return .nothing }
        return .node(
            records.map { Record(name: name, type: $0.type, recordClass: $0.recordClass, ttl: $0.ttl, data: $0.data) })
    }

    /// The addresses that the zone holds for names in `records`, below zone cuts too (glue).
    func addresses(for records: [Record]) -> [Record] {
        records.flatMap { record -> [Record] in
            guard case .name(let target) = record.data else { return [] }
            return (nodes[target] ?? []).filter { $0.type == .a || $0.type == .aaaa }
        }
    }
}
