package import DNS
package import Deployment

/// The key of a subject, unique among the subjects of its kind: waivers, baselines, history and dashboards refer to it, so
/// its text must never change. Names in it are lower-case A-labels.
package enum SubjectKey: Hashable, Sendable {
    /// The name of the deployment; for a server given on its own, the server's name.
    case deployment(String)
    case question(RoleDecision.Role, sender: String?)
    case resolver(Endpoint, ViewName)
    case name(DomainName, ViewName)
    case zone(DomainName)
    /// An organizational domain.
    case organization(DomainName, ViewName)
    case webName(WebRole, DomainName, ViewName)
    case webHost(WebRole, DomainName)
    /// Of a From or MAIL FROM domain, and of a domain whose SPF record is read or included.
    case mailDomain(DomainName, ViewName)
    case exchangeHost(domain: DomainName, host: DomainName, ViewName)
    case returnPath(sender: String, DomainName, ViewName)
    case sendingAddress(sender: String, IPAddress)
    /// The name of the key's record.
    case dkimKey(DomainName)
    case mailPath(MailPath)
    /// `name` is `nil` if the PTR record decides.
    case announcement(sender: String, IPAddress, name: DomainName?)
    case internalZone(DomainName)
    case record(owner: DomainName, RecordType, ViewName)
    case listener(Endpoint)
    case addressClaim(IPAddress)
    case balancer
    case platformSetting(String)
    case blockList(String)
    case listing(list: String, target: String)
    case smtpEndpoint(domain: DomainName, host: DomainName, IPAddress, ViewName)
    /// `name` as requested from the server.
    case tlsEndpoint(EndpointRole, name: String, Endpoint, ViewName)

    package var text: String {
        switch self {
        case .deployment(let name): name
        case .question(let role, let sender): (sender.map { "\($0)/" } ?? "") + role.word
        case .resolver(let endpoint, let view): "\(endpoint)/\(view.word)"
        case .name(let name, let view), .mailDomain(let name, let view), .organization(let name, let view):
            "\(name.lowercased)/\(view.word)"
        case .zone(let zone): "\(zone)/\(ViewName.authoritative.word)"
        case .webName(let role, let name, let view): "\(role.word)/\(name.lowercased)/\(view.word)"
        case .webHost(let role, let name): "\(role.word)/\(name.lowercased)"
        case .exchangeHost(let domain, let host, let view): "\(domain.lowercased)/\(host.lowercased)/\(view.word)"
        case .returnPath(let sender, let domain, let view): "\(sender)/\(domain.lowercased)/\(view.word)"
        case .sendingAddress(let sender, let address): "\(sender)/\(address)"
        case .dkimKey(let name): name.lowercased.text
        case .mailPath(let path):
            "\(path.sender)/\(path.sendingAddress)/\(path.from.name.lowercased)/\(path.mailFrom.name.lowercased)"
        case .announcement(let sender, let address, let name):
            "\(sender)/\(address)/\(name?.lowercased.text ?? AnnouncedBy.ptr.word)"
        case .internalZone(let zone): "\(zone.lowercased)/\(ViewName.internal.word)"
        case .record(let owner, let type, let view): "\(owner.lowercased) \(type)/\(view.word)"
        case .listener(let endpoint): endpoint.description
        case .addressClaim(let address): address.description
        case .balancer: "balancer"
        case .platformSetting(let key): key
        case .blockList(let zone): zone
        case .listing(let list, let target): "\(list)/\(target)"
        case .smtpEndpoint(let domain, let host, let address, let view): "\(domain)/\(host)/\(address)/\(view.word)"
        case .tlsEndpoint(let role, let name, let endpoint, let view):
            "\(role.word)/\(name):\(endpoint.port)/\(endpoint.address)/\(view.word)"
        }
    }
}

extension TypedObject where Declaration: SubjectDeclaration {
    /// A subject with only its identity set.
    package init(
        _ key: SubjectKey, role: SubjectRole? = nil, name: String? = nil, view: ViewName? = nil, address: IPAddress? = nil,
        sender: String? = nil
    ) {
        self.init()
        var identity = TypedObject<SubjectFacts>()
        identity.set(\.key, key.text)
        identity.set(\.role, role)
        identity.set(\.name, name)
        identity.set(\.view, view)
        identity.set(\.address, address)
        identity.set(\.sender, sender)
        set(Declaration.declared.fields.subject, identity)
    }
}
