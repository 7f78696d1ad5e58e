import DNS
import Deployment
import MailPolicy

/// Who can make a change.
package enum Responsibility: String, Sendable, Hashable, CaseIterable {
    /// The operator of the deployment's own zones.
    case you
    /// The platform, whose names its customers share (`infrastructure`).
    case platform
    /// The owner of an address, who controls its reverse zone.
    case addressOwner = "address-owner"
    /// The owner of another zone: a CDN, a provider, a company whose mailbox receives reports.
    case other
}

/// Distinguishes the deployment's own names from others.
struct NameOwnership: Sendable {
    let deployment: Deployment
    private let own: Set<DomainName>
    private let organizations: Organizations

    init(_ plan: Plan, _ organizations: Organizations) {
        deployment = plan.deployment
        self.organizations = organizations
        let mail = plan.deployment.senders.flatMap { $0.from + $0.mailFrom + $0.dkim.map(\.domain) }
        let relay = plan.deployment.relay.map { [$0.host] } ?? []
        own = Set((mail + plan.deployment.webHosts.map(\.host) + relay).map(\.name))
    }

    /// The owner of a name's records. Without a public suffix list, a doubtful name counts as the deployment's own.
    func responsible(for owner: DomainName, _ type: RecordType) -> Responsibility {
        let isTheirs = organizations.includes(owner, among: own) == false
        // An address may be delegated to any zone, also to one of the deployment's own (RFC 2317 §5.2).
        let isReverse = ["in-addr.arpa", "ip6.arpa"].contains(owner.suffix(2).lowercased.text)
        if deployment.isInfrastructure(owner) { return .platform }
        if type == .ptr, isReverse || isTheirs { return .addressOwner }
        return isTheirs ? .other : .you
    }

    /// Whether a name may be used as a host of the deployment: its own organizations', or the platform's.
    func includes(_ name: DomainName) -> Bool {
        deployment.isInfrastructure(name) || organizations.includes(name, among: own) != false
    }
}
