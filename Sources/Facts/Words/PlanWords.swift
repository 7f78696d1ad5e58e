package import DNS
package import Deployment

// Words of the deployment file, in its spelling.
extension WebRole: FactWord {}
extension MailRole: FactWord {}
extension Scheme: FactWord {}
extension Route: FactWord {}
extension Exposure: FactWord {}
extension ViewName: FactWord {}
extension RoleDecision.Role: FactWord {}
extension PlannedReturnPath.Destination: FactWord {}

/// The use of a mail domain in a message.
package enum MailDomainRole: String, FactWord {
    case from
    case mailFrom = "mail-from"

    /// `nil` for a name that is only announced.
    package init?(_ role: MailRole) {
        switch role {
        case .from: self = .from
        case .mailFrom: self = .mailFrom
        case .helo: return nil
        }
    }
}

/// The service behind TLS at an endpoint; `server` is one given on its own, without a deployment.
package enum EndpointRole: FactWord {
    case web(WebRole)
    case mailExchanger, server

    package static var allCases: [EndpointRole] { WebRole.allCases.map(web) + [.mailExchanger, .server] }

    package var word: String {
        switch self {
        case .web(let role): role.word
        case .mailExchanger: "mx"
        case .server: "server"
        }
    }
}

/// The source of an announced name.
package enum AnnouncedBy: String, FactWord { case ptr, from, name }

/// Why an address is not public: its block in the special-purpose registries, or the deployment file.
package enum AddressKind: FactWord {
    case special(SpecialPurpose)
    case `internal`

    package static var allCases: [AddressKind] { SpecialPurpose.allCases.map(special) + [.internal] }

    package var word: String {
        switch self {
        case .special(let purpose): purpose.rawValue
        case .internal: "internal"
        }
    }
}
