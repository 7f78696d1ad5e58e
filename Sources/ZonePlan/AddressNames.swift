import DNS
import Deployment
import MailPolicy

/// The host name of each sending address: what is announced from it, and what its PTR record should say.
struct AddressName: Sendable {
    let address: IPAddress
    let name: DomainName
    /// Whose request the PTR record is: a sender's, or the relay's.
    let holder: String
    let pointers: LookupResult
    /// The PTR name stays as it is: nothing fixes another one.
    let keepsPointer: Bool
}

extension ZonePlanner {
    /// Once for each address that receivers see. A name that the deployment file gives counts; then a PTR name of the
    /// deployment's own; then one that is made here.
    func addressNames() async -> [AddressName] {
        var seen: Set<IPAddress> = []
        let addresses = plan.sendingAddresses.filter { seen.insert($0.address).inserted }
        let pointers = await concurrently(addresses) { await live.ask($0.address.reverseName, .ptr, .public) }
        var proposals = NameProposals(plan.deployment)
        return zip(addresses, pointers).compactMap { planned, pointers in
            let holder =
                planned.route == .relay ? "relay \(plan.deployment.relay?.host.written ?? "")" : "sender \(planned.sender)"
            // Counted also where it is not used, so that names do not move when one PTR record is repaired.
            let proposal = proposals.next(for: planned)
            let own = Self.names(pointers).first { isOwn($0, planned.address) }
            let name: DomainName?
            // A bare word is no name that could be published.
            let given: DomainName? = if case .names(let hosts) = planned.helo { hosts.first?.name } else { nil }
            if let given, given.labelCount > 1 { name = given } else { name = own ?? proposal }
            guard let name else { return nil }
            return AddressName(
                address: planned.address, name: name.lowercased, holder: holder, pointers: pointers,
                keepsPointer: own == name)
        }
    }

    static func names(_ result: LookupResult) -> [DomainName] {
        Set((result.records ?? []).compactMap { if case .name(let name) = $0.data { name.lowercased } else { nil } }).sorted()
    }

    /// Whether a PTR name belongs to one of the deployment's organizations and is not a provider's.
    private func isOwn(_ name: DomainName, _ address: IPAddress) -> Bool {
        let planned =
            plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name)
            + (plan.deployment.relay.map { [$0.host.name] } ?? []) + plan.webNames.map(\.host.name)
        return organizations.includes(name, among: planned) != false && !GenericPointerName.embeds(address, in: name)
    }
}

/// Makes host names for sending addresses: `mta1`, `mta2`, … below the sender's MAIL FROM domain, one for each address of
/// a family; the relay's own name for its only address.
private struct NameProposals {
    private let deployment: Deployment
    private var counts: [DomainName: [IPAddress.Family: Int]] = [:]

    init(_ deployment: Deployment) { self.deployment = deployment }

    mutating func next(for planned: PlannedSendingAddress) -> DomainName? {
        if planned.route == .relay, let relay = deployment.relay {
            if relay.egress.count == 1 || relay.addresses.contains(planned.address) { return relay.host.name }
            return numbered(below: relay.host.name, planned.address.family)
        }
        guard let sender = deployment.senders.first(where: { $0.name == planned.sender }),
            let base = sender.mailFrom.first ?? sender.from.first
        else { return nil }
        return numbered(below: base.name, planned.address.family)
    }

    private mutating func numbered(below base: DomainName, _ family: IPAddress.Family) -> DomainName? {
        counts[base, default: [:]][family, default: 0] += 1
        return base.prepending("mta\(counts[base]?[family] ?? 1)")
    }
}
