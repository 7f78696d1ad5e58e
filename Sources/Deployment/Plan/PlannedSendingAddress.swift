package import DNS

/// An address from which receivers see one sender's mail arrive.
package struct PlannedSendingAddress: Hashable, Sendable {
    /// The name announced in EHLO from this address.
    package enum HELO: Hashable, Sendable {
        /// The PTR name, whatever it is.
        case ptr
        /// One of these: the name in the file, or each From domain of the sender. Possibly empty while the From domains are
        /// undecided.
        case names([HostName])
    }

    package let sender: String
    /// As receivers see it.
    package let address: IPAddress
    /// The platform's own address; `nil` for a relay's.
    package let own: IPAddress?
    package let helo: HELO
    /// The names of `helo` are the From domains, as `helo: from` requests.
    package let announcesFrom: Bool
    package let route: Route
    package let why: String
}

extension PlannedSendingAddress {
    static func all(_ deployment: Deployment) -> [PlannedSendingAddress] {
        deployment.senders.flatMap { sender -> [PlannedSendingAddress] in
            var seen: Set<IPAddress> = []
            let addresses =
                switch sender.route {
                case .direct: sender.addresses.map { direct($0, of: sender) }
                case .relay: (deployment.relay?.egress ?? []).map { egress($0, of: sender) }
                }
            return addresses.filter { seen.insert($0.address).inserted }
        }
        .sorted { ($0.sender, $0.address) < ($1.sender, $1.address) }
    }

    private static func direct(_ address: SendingAddress, of sender: Sender) -> PlannedSendingAddress {
        let policy = address.helo ?? sender.helo
        let helo: HELO =
            switch policy {
            case .ptr: .ptr
            case .from: .names(distinct(sender.from))
            case .name(let name): .names([name])
            }
        let why =
            address.publicAddress == nil
            ? "sender \(sender.name) sends from \(address.address)"
            : "sender \(sender.name) sends from \(address.address), which receivers see as \(address.seen)"
        return PlannedSendingAddress(
            sender: sender.name, address: address.seen, own: address.address, helo: helo, announcesFrom: policy == .from,
            route: .direct, why: why)
    }

    private static func egress(_ egress: Relay.Egress, of sender: Sender) -> PlannedSendingAddress {
        PlannedSendingAddress(
            sender: sender.name, address: egress.address, own: nil, helo: egress.helo.map { .names([$0]) } ?? .ptr,
            announcesFrom: false, route: .relay,
            why: "sender \(sender.name) sends through the relay, which receivers see as \(egress.address)")
    }
}

/// The first spelling of each name, in canonical order.
func distinct(_ names: [HostName]) -> [HostName] {
    var seen: Set<DomainName> = []
    return names.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
}
