package import DNS

/// A deployment as described by its file, validated. Its requirements are a `Plan`.
package struct Deployment: Hashable, Sendable {
    package let name: String
    package let scheme: Scheme
    /// Public and authoritative always, internal if described; in the order public, internal, authoritative.
    package let views: [ViewDefinition]
    package let networks: AddressScopes
    /// Roots in addition to the system's.
    package let extraRoots: FileReference?
    /// In the order of the file.
    package let authorities: [PrivateAuthority]
    /// Names at and below these belong to the platform, which its customers share: this deployment does not publish them.
    package let infrastructure: [HostName]
    package let dmarc: DMARCWish
    package let web: [WebRole: [WebHost]]
    package let balancer: Balancer?
    package let relay: Relay?
    package let senders: [Sender]
    /// The platform's own `main.json`.
    package let platformConfiguration: FileReference?
    package let probes: ActiveProbes
    /// Block lists to query; none unless named.
    package let blockLists: [HostName]
    package let rules: RuleSettings
    package let file: String

    /// Whether the file describes every sender of its domains, and where bounces are accepted; nobody describes a domain of `check`.
    package var areSendersKnown: Bool { dmarc.areSendersKnown }

    package init(
        name: String, scheme: Scheme, views: [ViewDefinition], networks: AddressScopes = AddressScopes(),
        extraRoots: FileReference? = nil, authorities: [PrivateAuthority] = [], infrastructure: [HostName] = [],
        dmarc: DMARCWish = DMARCWish(), web: [WebRole: [WebHost]] = [:],
        balancer: Balancer? = nil, relay: Relay? = nil, senders: [Sender] = [], platformConfiguration: FileReference? = nil,
        probes: ActiveProbes = ActiveProbes(), blockLists: [HostName] = [], rules: RuleSettings = RuleSettings(), file: String
    ) {
        self.name = name
        self.scheme = scheme
        self.views = views
        self.networks = networks
        self.extraRoots = extraRoots
        self.authorities = authorities
        self.infrastructure = infrastructure
        self.dmarc = dmarc
        self.web = web
        self.balancer = balancer
        self.relay = relay
        self.senders = senders
        self.platformConfiguration = platformConfiguration
        self.probes = probes
        self.blockLists = blockLists
        self.rules = rules
        self.file = file
    }

    package func view(_ name: ViewName) -> ViewDefinition? { views.first { $0.name == name } }

    /// Whether the platform, not its customer, publishes the records at `name`.
    package func isInfrastructure(_ name: DomainName) -> Bool { infrastructure.contains { name.isEqualOrSubdomain(of: $0.name) } }

    package func webHosts(_ role: WebRole) -> [WebHost] { web[role] ?? [] }

    /// In the order of the roles, and within a role in file order.
    package var webHosts: [WebHost] { WebRole.allCases.flatMap(webHosts) }
}
