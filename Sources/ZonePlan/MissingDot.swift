import DNS

/// Names that contain their domain twice. In a zone file, a name without its final dot is completed with the zone (RFC 1035
/// §5.1), and providers' forms do the same: `mail.example.com` becomes `mail.example.com.example.com`.
enum MissingDot {
    /// What `name`, in the data of a record at `owner`, was probably meant to be, the likeliest first. None is certain
    /// before it is looked up.
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

    /// The names of a record meant for `owner` if the zone was appended once more.
    static func doubled(_ owner: DomainName, above registered: DomainName) -> [DomainName] {
        guard owner.labelCount >= registered.labelCount else { return [] }
        return (registered.labelCount...owner.labelCount).map(owner.suffix).compactMap { zone in
            DomainName(labels: owner.labels + zone.labels)
        }
    }

    static let note = "the final dot is missing, so the zone name is appended again"
}
