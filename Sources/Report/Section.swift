import Deployment
import Rules

/// The parts of a report for people: one for each role, in the order in which a deployment is put up.
enum Section: Hashable, CaseIterable {
    case plan
    case web(WebRole)
    case from, mailFrom, exchangers, signing, sendingAddresses, lookups

    static let allCases: [Section] =
        [.plan] + WebRole.allCases.map(Section.web) + [.from, .mailFrom, .exchangers, .signing, .sendingAddresses, .lookups]

    init(_ subject: FindingSubject) {
        if subject.kind != "role", let role = subject.role.flatMap(WebRole.init) {
            self = .web(role)
            return
        }
        switch subject.role {
        case "from" where subject.kind != "role": self = .from
        case "mail-from" where subject.kind != "role": self = .mailFrom
        case "mx": self = .exchangers
        case "dkim": self = .signing
        case "sending-address", "helo": self = .sendingAddresses
        case "resolver", "name", "zone": self = .lookups
        default: self = .plan
        }
    }

    var title: String {
        switch self {
        case .plan: "Deployment"
        case .web(let role): role.texts.title
        case .from: "From"
        case .mailFrom: "MAIL FROM (Return-Path)"
        case .exchangers: "Mail exchangers"
        case .signing: "DKIM keys"
        case .sendingAddresses: "Sending addresses"
        case .lookups: "Name resolution"
        }
    }
}
