package import Deployment

/// The role of a finding's subject in the deployment: reports are sorted by it, and waivers and settings select by it.
package enum SubjectRole: FactWord {
    case web(WebRole)
    case mail(MailRole)
    case mailExchanger, server, sendingAddress, resolver, name, zone, record, dkim, balancer, blockList
    /// A question of the placement guide about two roles at once.
    case trackingOrPixel

    package static var allCases: [SubjectRole] {
        WebRole.allCases.map(web) + MailRole.allCases.map(mail) + [
            .mailExchanger, .server, .sendingAddress, .resolver, .name, .zone, .record, .dkim, .balancer, .blockList,
            .trackingOrPixel,
        ]
    }

    package var word: String {
        switch self {
        case .web(let role): role.word
        case .mail(let role): role.word
        case .mailExchanger: "mx"
        case .server: "server"
        case .sendingAddress: "sending-address"
        case .resolver: "resolver"
        case .name: "name"
        case .zone: "zone"
        case .record: "record"
        case .dkim: "dkim"
        case .balancer: "balancer"
        case .blockList: "block-list"
        case .trackingOrPixel: RoleDecision.Role.trackingOrPixel.word
        }
    }

    package init(_ role: MailDomainRole) {
        self =
            switch role {
            case .from: .mail(.from)
            case .mailFrom: .mail(.mailFrom)
            }
    }

    package init(_ role: EndpointRole) {
        self =
            switch role {
            case .web(let role): .web(role)
            case .mailExchanger: .mailExchanger
            case .server: .server
            }
    }

    package init(_ role: RoleDecision.Role) {
        self =
            switch role {
            case .panel: .web(.panel)
            case .trackingOrPixel: .trackingOrPixel
            case .from: .mail(.from)
            case .mailFrom: .mail(.mailFrom)
            }
    }
}
