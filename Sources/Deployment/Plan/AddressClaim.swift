package import DNS

/// An address that mail is sent from, and everything that sends from it according to the file.
package struct AddressClaim: Hashable, Sendable {
    package let address: IPAddress
    /// Its owners, sorted: senders of one kind on one node, or the relay. There must not be more than one.
    package let owners: [String]
    /// The names of the senders among them, sorted.
    package let senders: [String]
}

extension AddressClaim {
    /// Something that sends from the address. Different own addresses behind NAT mean different nodes.
    private struct Claimant {
        var who: String
        var own: Set<IPAddress>
    }

    static func all(_ deployment: Deployment) -> [AddressClaim] {
        var claimants: [IPAddress: [Claimant]] = [:]
        var senders: [IPAddress: Set<String>] = [:]
        for sender in deployment.senders {
            let who = (sender.route == .direct ? "direct senders" : "relay senders") + (sender.node.map { " on \($0)" } ?? "")
            for address in Set(sender.addresses.flatMap { [$0.address, $0.seen] }) {
                let own = sender.addresses.filter { $0.address == address || $0.seen == address }.map(\.address)
                claimants[address, default: []].append(Claimant(who: who, own: Set(own)))
                senders[address, default: []].insert(sender.name)
            }
        }
        if let relay = deployment.relay {
            for egress in relay.egress {
                claimants[egress.address, default: []].append(Claimant(who: "the relay \(relay.host)", own: [egress.address]))
            }
        }
        return claimants.map { address, claimants in
            AddressClaim(
                address: address, owners: merged(claimants).map { describe($0, at: address) }.sorted(),
                senders: (senders[address] ?? []).sorted())
        }
        .sorted { $0.address < $1.address }
    }

    /// Merges claimants of one kind and node that share an own address.
    private static func merged(_ claimants: [Claimant]) -> [Claimant] {
        var result: [Claimant] = []
        for claimant in claimants {
            let same = result.firstIndex { $0.who == claimant.who && !$0.own.isDisjoint(with: claimant.own) }
            if let same { result[same].own.formUnion(claimant.own) } else { result.append(claimant) }
        }
        return result
    }

    private static func describe(_ claimant: Claimant, at address: IPAddress) -> String {
        guard claimant.own != [address] else { return claimant.who }
        return "\(claimant.who) from \(claimant.own.sorted().map(\.description).joined(separator: ", "))"
    }
}
