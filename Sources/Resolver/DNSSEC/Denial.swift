import DNS

enum DenialVerdict: Hashable {
    case proved
    /// The denied name or type may exist after all, unsigned.
    case insecure(String)
    case unproved
}

/// NSEC or NSEC3 records whose signatures have been verified.
protocol Denial {
    /// The name does not exist, nor does a wildcard that would answer for it.
    func nonexistence(_ name: DomainName) -> DenialVerdict
    /// The name, or the wildcard that answers for it, has no such type.
    func absence(_ question: Question) -> DenialVerdict
    /// The name is a delegation, and has no DS record.
    func unsignedDelegation(_ name: DomainName) -> DenialVerdict
    /// Nothing matches the name more closely than the wildcard below its ancestor with this many labels.
    func wildcardAnswer(_ name: DomainName, closestEncloserLabels: Int) -> DenialVerdict
}

extension TypeBitmap {
    /// Whether this bitmap, of the queried name, excludes the type and any alias. A bitmap from the parent's side of a zone
    /// cut says nothing about the child zone, and vice versa (RFC 4035 §5.4, RFC 6840 §4.1).
    func denies(_ type: RecordType) -> Bool {
        guard !contains(type), !contains(.cname) else { return false }
        let isCut = contains(.ns) && !contains(.soa)
        return type == .ds ? !contains(.soa) : !isCut
    }

    /// A zone cut without DS, seen from the parent (RFC 4035 §5.2, RFC 6840 §4.4).
    var isUnsignedDelegation: Bool { contains(.ns) && !contains(.ds) && !contains(.soa) }

    /// Whether names below belong to another zone: a delegation, or a DNAME.
    var endsZone: Bool { contains(.ns) && !contains(.soa) || contains(.dname) }
}

/// Denial by NSEC records (RFC 4034 §4, RFC 4035 §5.4).
struct PlainDenial: Denial {
    private let entries: [(owner: DomainName, data: NextSecure)]
    private let zone: DomainName

    init(_ records: [Record], zone: DomainName) {
        entries = records.filter { $0.type == .nsec }.compactMap { record in
            NextSecure(record.data.octets).map { (record.name, $0) }
        }
        self.zone = zone
    }

    func nonexistence(_ name: DomainName) -> DenialVerdict {
        guard let gap = gap(around: name), !gap.data.next.isEqualOrSubdomain(of: name),
            let wildcard = closestEncloser(of: name, gap)?.prepending("*")
        else { return .unproved }
        return self.gap(around: wildcard) != nil ? .proved : .unproved
    }

    func absence(_ question: Question) -> DenialVerdict {
        if let own = entries.first(where: { $0.owner == question.name }) {
            return own.data.types.denies(question.type) || question.name.isRoot && question.type == .ds ? .proved : .unproved
        }
        guard let gap = gap(around: question.name) else { return .unproved }
        // An empty non-terminal: a name below it exists (RFC 4592 §2.2.2).
        if gap.data.next.isEqualOrSubdomain(of: question.name) { return .proved }
        guard let wildcard = closestEncloser(of: question.name, gap)?.prepending("*"),
            let own = entries.first(where: { $0.owner == wildcard })
        else { return .unproved }
        return own.data.types.denies(question.type) ? .proved : .unproved
    }

    func unsignedDelegation(_ name: DomainName) -> DenialVerdict {
        entries.contains { $0.owner == name && $0.data.types.isUnsignedDelegation } ? .proved : .unproved
    }

    func wildcardAnswer(_ name: DomainName, closestEncloserLabels: Int) -> DenialVerdict {
        guard let gap = gap(around: name), let encloser = closestEncloser(of: name, gap),
            encloser.labelCount == closestEncloserLabels
        else { return .unproved }
        return .proved
    }

    /// The NSEC record whose span covers the name.
    private func gap(around name: DomainName) -> (owner: DomainName, data: NextSecure)? {
        guard name.isEqualOrSubdomain(of: zone) else { return nil }
        return entries.first { owner, data in
            guard owner.isEqualOrSubdomain(of: zone), owner < name else { return false }
            // The zone's last NSEC record points back to the apex.
            guard name < data.next || data.next == zone else { return false }
            return !(name.isEqualOrSubdomain(of: owner) && data.types.endsZone)
        }
    }

    /// The longest ancestor known to exist: both ends of the span exist (RFC 4592 §3.3.1).
    private func closestEncloser(of name: DomainName, _ gap: (owner: DomainName, data: NextSecure)) -> DomainName? {
        [gap.owner, gap.data.next].filter { $0.isEqualOrSubdomain(of: zone) }.map { name.commonAncestor(with: $0) }
            .max { $0.labelCount < $1.labelCount }
    }
}

extension DomainName {
    fileprivate func commonAncestor(with other: DomainName) -> DomainName {
        var count = min(labelCount, other.labelCount)
        while count > 0, suffix(count) != other.suffix(count) { count -= 1 }
        return suffix(count)
    }
}
