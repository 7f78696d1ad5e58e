package import DNS

/// Where the routes of a MAIL FROM domain must end in one view: one answer for the domain, which plan and audit share.
///
/// DNS does not know for which sender a bounce is. Senders that use one domain therefore have one home: the addresses that all of them
/// accept bounces at, where the file says so (`inbound`, or the relay of split DNS); without such a statement, all their addresses,
/// because the nodes of a platform accept each other's.
package struct BounceHome: Hashable, Sendable {
    /// What one sender says about its bounces.
    package struct Claim: Hashable, Sendable {
        package let sender: String
        package let domain: HostName
        package let route: Route
        package let accepted: [IPAddress]
        package let destination: PlannedReturnPath.Destination
        /// The file says where, in `inbound` or as the relay.
        package let isExplicit: Bool
    }

    package let domain: HostName
    package let view: ViewName
    /// Of every sender that uses the domain, by name.
    package let claims: [Claim]
    /// A route is right when it ends at one of these; empty when no address is known that the view can reach.
    package let expected: [IPAddress]

    /// What is doubtful about several senders that share the domain, as the end of a sentence.
    package var doubt: String? {
        if Set(claims.map(\.destination)).count > 1 {
            return "bounces for the relay and for the platform arrive at either; a domain for each keeps them apart"
        }
        guard claims.count > 1, claims.contains(where: \.isExplicit), Self.common(claims)?.isEmpty == true else { return nil }
        return "inbound names no address that they have in common, so that bounces of the one reach the other"
    }

    /// The addresses that all explicit claims have in common; `nil` without any.
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
    /// In the order of domains and views.
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
    /// Where DSNs of a sender are accepted, as the Internet sees it: an own address behind NAT stands for its public one, also one
    /// of another sender.
    func inboundSeen(of sender: Sender) -> [IPAddress] {
        guard !sender.inbound.isEmpty else { return sender.addresses.map(\.seen) }
        return sender.inbound.map { accepted in addresses(sender).first { $0.address == accepted }?.seen ?? accepted }
    }

    /// The same as the platform's own network may see it: own addresses, and the public ones of NAT.
    func inboundOwn(of sender: Sender) -> [IPAddress] {
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
