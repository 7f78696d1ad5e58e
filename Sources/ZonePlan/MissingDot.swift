import DNS

/// Names that say their domain twice. In a zone file a name without its final dot is completed with the zone (RFC 1035 §5.1), and
/// the forms of providers complete names in the same way: `mail.example.com` becomes `mail.example.com.example.com`.
enum MissingDot {
    /// What `name`, in the data of a record at `owner`, may have been meant for: the likeliest first. None of them is certain before it
    /// was looked up.
    static func intended(_ name: DomainName, at owner: DomainName) -> [DomainName] {
        let zones = (1...max(1, owner.labelCount)).map(owner.suffix).filter {
            !$0.isRoot && name != $0 && name.isEqualOrSubdomain(of: $0)
        }
        let heads = zones.compactMap { zone -> (head: DomainName, isDoubled: Bool)? in
            guard let head = DomainName(labels: name.labels.dropLast(zone.labelCount)), head.labelCount >= 2 else { return nil }
            return (head, head.isEqualOrSubdomain(of: zone))
        }
        return heads.filter(\.isDoubled).map(\.head) + heads.filter { !$0.isDoubled }.reversed().map(\.head)
    }

    /// The names at which a record meant for `owner` stands when the zone was put behind it once more.
    static func doubled(_ owner: DomainName, above registered: DomainName) -> [DomainName] {
        guard owner.labelCount >= registered.labelCount else { return [] }
        return (registered.labelCount...owner.labelCount).map(owner.suffix).compactMap { zone in
            DomainName(labels: owner.labels + zone.labels)
        }
    }

    static let note = "the final dot is missing, so that the zone stands there twice"
}
