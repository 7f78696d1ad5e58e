package import DNS

/// The CAA records in force for a name, found by climbing the tree over given answers (RFC 8659 §3).
package struct CAASet: Sendable, Hashable {
    package enum Answer: Sendable, Hashable {
        /// Empty when there are none. An alias at the name has been followed; its target's parents do not count. `owner` is
        /// the owner of the records, an alias's target; `nil` for the name itself.
        case records([CAARecord], owner: DomainName? = nil)
        /// The query failed.
        case unknown
    }

    /// May an authority issue?
    package enum Permission: Sendable, Hashable {
        /// No record restricts it.
        case unrestricted
        case allowed(CAARecord)
        case forbidden(Reason)
        case undetermined
    }

    package enum Reason: Sendable, Hashable {
        /// The issuers that are allowed.
        case otherIssuers([String])
        /// A critical property that no authority knows.
        case criticalUnknown(CAARecord)
        /// A record (`issue ";"`) that deliberately allows no authority.
        case nobody(CAARecord)
        /// The record would name the authority without its final dot.
        case trailingDot(CAARecord)
        /// Records whose values are unreadable; no other record allows any authority.
        case malformed([CAARecord])

        /// A stable identifier of the cause.
        package var code: String {
            switch self {
            case .otherIssuers: "other-issuers"
            case .criticalUnknown: "critical-unknown"
            case .nobody: "nobody"
            case .trailingDot: "trailing-dot"
            case .malformed: "malformed"
            }
        }

        /// A clause without a final dot.
        package var words: String {
            switch self {
            case .otherIssuers(let issuers): "they allow \(issuers.joined(separator: ", "))"
            case .criticalUnknown(let record):
                "the critical property `\(record.tag.excerpt)` is unknown to all authorities, so it forbids them all"
            case .nobody(let record): "`\(record.text)` allows no authority"
            case .trailingDot(let record): "`\(record.text)` ends in a dot, so it names no authority"
            case .malformed(let records):
                "\(records.map { "`\($0.text)`" }.joined(separator: ", ")) cannot be read, so no authority is allowed"
            }
        }
    }

    /// The name in the climb that has the set; `nil` when there is none.
    package let asked: DomainName?
    /// Where the set is published and can be changed: `asked`, or the target of its alias.
    package let place: DomainName?
    package let records: [CAARecord]
    /// A query on which the set depends failed.
    package let isUnknown: Bool

    /// Whether the set is at an alias's target: a record at the name itself would coexist with a CNAME, which is not
    /// allowed (RFC 1034 §3.6.2).
    package var isThroughAlias: Bool { place != asked }

    /// The names to query for CAA, in order: the name and its parents, without the root. A wildcard label counts as its
    /// parent.
    package static func domains(for name: DomainName) -> [DomainName] {
        let isWildcard = name.labels.first == Array("*".utf8)
        return stride(from: name.labelCount - (isWildcard ? 1 : 0), to: 0, by: -1).map(name.suffix)
    }

    /// The first set that is not empty. A failed query ends the climb: it is then unknown whether the sets above apply.
    package init(for name: DomainName, answers: (DomainName) -> Answer) {
        for domain in Self.domains(for: name) {
            switch answers(domain) {
            case .unknown:
                (asked, place, records, isUnknown) = (nil, nil, [], true)
                return
            case .records(let records, let owner) where !records.isEmpty:
                (asked, place, self.records, isUnknown) = (domain, owner ?? domain, records, false)
                return
            case .records: continue
            }
        }
        (asked, place, records, isUnknown) = (nil, nil, [], false)
    }

    /// Whether the authority with one of the domains `issuers` may issue for the name, or for a wildcard below it.
    package func permission(for issuers: [String], wildcard: Bool = false) -> Permission {
        guard !isUnknown else { return .undetermined }
        if let unknown = records.first(where: { $0.isCritical && !$0.isKnown }) {
            return .forbidden(.criticalUnknown(unknown))
        }
        let relevant = relevant(wildcard: wildcard)
        guard !relevant.isEmpty else { return .unrestricted }
        let names = Set(issuers.map { $0.lowercased() })
        var others: [String] = []
        var nobody: CAARecord?
        var malformed: [CAARecord] = []
        var dotted: CAARecord?
        for record in relevant {
            switch record.grant {
            case .issuer(let issuer)?:
                if names.contains(issuer) { return .allowed(record) }
                others.append(issuer)
            case .nobody?: nobody = nobody ?? record
            case .trailingDot(let issuer)?:
                if names.contains(issuer) { dotted = dotted ?? record } else { malformed.append(record) }
            case .malformed?, nil: malformed.append(record)
            }
        }
        if let dotted { return .forbidden(.trailingDot(dotted)) }
        if !others.isEmpty { return .forbidden(.otherIssuers(others)) }
        if let nobody { return .forbidden(.nobody(nobody)) }
        return .forbidden(.malformed(malformed))
    }

    /// The deciding records: for a wildcard, `issuewild` if there is one, otherwise `issue` (RFC 8659 §4.3).
    func relevant(wildcard: Bool) -> [CAARecord] {
        let own = wildcard ? records.filter { $0.tag == "issuewild" } : []
        return own.isEmpty ? records.filter { $0.tag == "issue" } : own
    }

    /// Why the next certificate of an authorised authority will be refused: what the parameters of RFC 8657 forbid in every
    /// record that names it, with the record. Empty when one of the records can be satisfied, and when none names the
    /// authority.
    package func hindrances(for issuers: [String], wildcard: Bool) -> [(record: CAARecord, hindrance: CAARecord.Hindrance)] {
        let names = Set(issuers.map { $0.lowercased() })
        var result: [(record: CAARecord, hindrance: CAARecord.Hindrance)] = []
        for record in relevant(wildcard: wildcard) {
            guard let issuer = record.issuer, names.contains(issuer) else { continue }
            let found = record.hindrances(wildcard: wildcard)
            if found.isEmpty { return [] }
            result += found.map { (record, $0) }
        }
        return result
    }
}

extension CAARecord {
    /// As in a zone file: `0 issue "letsencrypt.org"`.
    package var text: String { "\(flags) \(tag) \"\(value)\"" }
}
