package import DNS

/// Where the routes of a MAIL FROM domain must end in one view: one result per domain, shared by plan and audit.
///
/// DNS does not know which sender a bounce is for. Senders that use one domain therefore have one home: the addresses where
/// all of them accept bounces, if the file says so (`inbound`, or the relay with split DNS); otherwise all their addresses,
/// because the nodes of a platform accept each other's bounces.
package struct BounceHome: Hashable, Sendable {
    /// Where one sender accepts its bounces.
    package struct Claim: Hashable, Sendable {
        package let sender: String
        package let domain: HostName
        package let route: Route
        package let accepted: [IPAddress]
        package let destination: PlannedReturnPath.Destination
        /// The file says so, by `inbound` or as the relay.
        package let isExplicit: Bool
    }

    package let domain: HostName
    package let view: ViewName
    /// For every sender that uses the domain, by name.
    package let claims: [Claim]
    /// The valid ends of a route; empty when no known address is reachable in the view.
    package let expected: [IPAddress]

    /// A warning about several senders that share the domain, as the end of a sentence.
    package var doubt: String? {
        if Set(claims.map(\.destination)).count > 1 {
            return "bounces for the relay and for the platform arrive at either; a domain for each keeps them apart"
        }
        guard claims.count > 1, claims.contains(where: \.isExplicit), Self.common(claims)?.isEmpty == true else { return nil }
        return "inbound names no address that they share, so bounces of one can reach the other"
    }

    /// The addresses that all explicit claims share; `nil` without any.
    private static func common(_ claims: [Claim]) -> Set<IPAddress>? {
        let explicit = claims.filter(\.isExplicit).map { Set($0.accepted) }
        return explicit.first.map { explicit.dropFirst().reduce($0) { $0.intersection($1) } }
    }

    private init(_ view: ViewName, _ claims: [Claim], domain: HostName) {
        self.domain = domain
        self.view = view
        self.claims = claims
        let isUnited = Set(claims.map(\.destination)).count == 1
        let shared = isUnited ? Self.common(claims) ?? [] : []
        expected = (shared.isEmpty ? Set(claims.flatMap(\.accepted)) : shared).sorted()
    }
}

extension BounceHome {
    /// Sorted by domain and view.
    package static func all(_ deployment: Deployment) -> [BounceHome] {
        struct Key: Hashable {
            let name: DomainName
            let view: ViewName
        }
        var claims: [Key: [Claim]] = [:]
        for sender in deployment.senders.sorted(by: { $0.name < $1.name }) {
            for domain in distinct(sender.mailFrom) {
                for (view, claim) in self.claims(sender, domain, deployment) {
                    claims[Key(name: domain.name, view: view), default: []].append(claim)
                }
            }
        }
        return claims.compactMap { key, claims in claims.first.map { BounceHome(key.view, claims, domain: $0.domain) } }
            .sorted { ($0.domain.name, $0.view) < ($1.domain.name, $1.view) }
    }

    private static func claims(_ sender: Sender, _ domain: HostName, _ deployment: Deployment) -> [(ViewName, Claim)] {
        let claim = { (accepted: [IPAddress], destination: PlannedReturnPath.Destination, isExplicit: Bool) in
            Claim(
                sender: sender.name, domain: domain, route: sender.route, accepted: Set(accepted).sorted(),
                destination: destination,
                isExplicit: isExplicit)
        }
        guard sender.route == .relay, let relay = deployment.relay, relay.splitDNS else {
            let seen = deployment.inboundSeen(of: sender).filter { !deployment.networks.isInternal($0) }
            return [(.public, claim(seen, .sender, !sender.inbound.isEmpty))]
        }
        return [
            (.public, claim(relay.addresses, .relay, true)),
            (.internal, claim(deployment.inboundOwn(of: sender), .sender, !sender.inbound.isEmpty)),
        ]
    }
}

extension Deployment {
    /// Where a sender's DSNs are accepted, as seen from the Internet: an own address behind NAT, even another sender's, is
    /// replaced by its public one.
    func inboundSeen(of sender: Sender) -> [IPAddress] {
        guard areSendersKnown else { return [] }
        guard !sender.inbound.isEmpty else { return sender.addresses.map(\.seen) }
        return sender.inbound.map { accepted in addresses(sender).first { $0.address == accepted }?.seen ?? accepted }
    }

    /// The same as seen from the platform's own network: own addresses, and the public ones of NAT.
    func inboundOwn(of sender: Sender) -> [IPAddress] {
        guard areSendersKnown else { return [] }
        guard !sender.inbound.isEmpty else { return sender.addresses.flatMap { [$0.address, $0.seen] } }
        return sender.inbound.flatMap { accepted in
            addresses(sender).filter { $0.address == accepted || $0.seen == accepted }.flatMap { [$0.address, $0.seen] } + [
                accepted
            ]
        }
    }

    /// Every sending address, the sender's own first.
    private func addresses(_ sender: Sender) -> [SendingAddress] { sender.addresses + senders.flatMap(\.addresses) }
}
