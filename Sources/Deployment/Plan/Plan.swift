package import DNS

/// Everything that a deployment requires, derived from its description alone. All lists have a fixed order.
package struct Plan: Hashable, Sendable {
    package let deployment: Deployment
    /// Public, and internal if described.
    public private(set) var views: [PlannedView]
    /// Authoritative servers are queried only when the deployment file describes the authoritative view: iteration sends
    /// packets to third-party servers, and many networks allow that only from their resolvers.
    public private(set) var authority: PlannedAuthority?
    package let roleDecisions: [RoleDecision]
    public private(set) var webNames: [PlannedWebName]
    public private(set) var sendingAddresses: [PlannedSendingAddress]
    public private(set) var mailDomains: [PlannedMailDomain]
    /// The source of `returnPaths`, per domain.
    public private(set) var bounceHomes: [BounceHome]
    public private(set) var returnPaths: [PlannedReturnPath]
    public private(set) var dkimKeys: [PlannedDKIMKey]
    package let paths: [MailPath]
    package let listeners: [PlannedListener]
    package let addressClaims: [AddressClaim]
    package let platformSettings: [PlatformSetting]
    /// Distinct public addresses of senders that deliver directly.
    package let directSendingAddresses: [IPAddress]

    package init(_ deployment: Deployment) {
        self.deployment = deployment
        self.views = deployment.views.filter { $0.name != .authoritative }
            .map { PlannedView(name: $0.name, resolvers: $0.resolvers) }
            .sorted { $0.name < $1.name }
        self.authority = deployment.view(.authoritative).flatMap { view in
            view.place.map { PlannedAuthority(rootHints: view.rootHints, trustAnchor: view.trustAnchor, place: $0) }
        }
        self.roleDecisions = RoleDecision.all(deployment)
        self.webNames = PlannedWebName.all(deployment)
        let sendingAddresses = PlannedSendingAddress.all(deployment)
        self.sendingAddresses = sendingAddresses
        self.mailDomains = PlannedMailDomain.all(deployment, sendingAddresses: sendingAddresses)
        let bounceHomes = BounceHome.all(deployment)
        self.bounceHomes = bounceHomes
        self.returnPaths = PlannedReturnPath.all(bounceHomes)
        self.dkimKeys = PlannedDKIMKey.all(deployment)
        self.paths = MailPath.all(deployment, sendingAddresses: sendingAddresses)
        self.listeners = PlannedListener.all(deployment)
        self.addressClaims = AddressClaim.all(deployment)
        self.platformSettings = PlatformSetting.all(deployment)
        self.directSendingAddresses = Set(sendingAddresses.filter { $0.route == .direct }.map(\.address)).sorted()
    }

    /// Whether the Internet can reach `address`, by the registries and the deployment's overrides.
    package func isPublic(_ address: IPAddress) -> Bool { deployment.networks.isPublic(address) }

    /// Every address at which the deployment accepts mail: the senders' inbound addresses, both public and own, and those
    /// of the relay. Addresses that only send are excluded.
    package var mailServerAddresses: [IPAddress] {
        let senders = deployment.senders.flatMap { deployment.inboundSeen(of: $0) + deployment.inboundOwn(of: $0) }
        return Set(senders + (deployment.relay?.addresses ?? [])).sorted()
    }

    /// The part of the plan that concerns some of the views; parts that concern no view stay.
    package func seen(from views: Set<ViewName>) -> Plan {
        var part = self
        part.views.removeAll { !views.contains($0.name) }
        if !views.contains(.authoritative) { part.authority = nil }
        part.webNames.removeAll { !views.contains($0.view) }
        part.mailDomains.removeAll { !views.contains($0.view) }
        part.bounceHomes.removeAll { !views.contains($0.view) }
        part.returnPaths.removeAll { !views.contains($0.view) }
        // Receivers look these up from outside.
        if !views.contains(.public) {
            part.sendingAddresses = []
            part.dkimKeys = []
        }
        return part
    }
}
