import DNS

/// A deployment as its file describes it, checked. What must follow from it is a `Plan`.
public struct Deployment: Hashable, Sendable {
    public let name: String
    public let scheme: Scheme
    /// Public and authoritative always, internal when described; in this order: public, internal, authoritative.
    public let views: [ViewDefinition]
    public let networks: AddressScopes
    /// Roots besides the system's.
    public let extraRoots: FileReference?
    public let panel: [WebHost]
    public let tracking: [WebHost]
    public let pixel: [WebHost]
    public let balancer: Balancer?
    public let relay: Relay?
    public let senders: [Sender]
    /// The platform's own `main.json`.
    public let platformConfiguration: FileReference?
    public let probes: ActiveProbes
    /// Block lists to ask; none unless named.
    public let blockLists: [HostName]
    public let rules: RuleSettings
    public let file: String

    public init(
        name: String, scheme: Scheme, views: [ViewDefinition], networks: AddressScopes = AddressScopes(),
        extraRoots: FileReference? = nil, panel: [WebHost] = [], tracking: [WebHost] = [], pixel: [WebHost] = [],
        balancer: Balancer? = nil, relay: Relay? = nil, senders: [Sender] = [], platformConfiguration: FileReference? = nil,
        probes: ActiveProbes = ActiveProbes(), blockLists: [HostName] = [], rules: RuleSettings = RuleSettings(), file: String
    ) {
        self.name = name
        self.scheme = scheme
        self.views = views
        self.networks = networks
        self.extraRoots = extraRoots
        self.panel = panel
        self.tracking = tracking
        self.pixel = pixel
        self.balancer = balancer
        self.relay = relay
        self.senders = senders
        self.platformConfiguration = platformConfiguration
        self.probes = probes
        self.blockLists = blockLists
        self.rules = rules
        self.file = file
    }

    public func view(_ name: ViewName) -> ViewDefinition? { views.first { $0.name == name } }

    public func webHosts(_ role: WebRole) -> [WebHost] {
        switch role {
        case .panel: panel
        case .tracking: tracking
        case .pixel: pixel
        }
    }
}
