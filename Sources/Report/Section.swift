import Rules

/// The parts of a report for people: one for each role, in the order in which a deployment is put up.
enum Section: CaseIterable {
    case plan, panel, tracking, pixel, from, mailFrom, exchangers, signing, sendingAddresses, lookups

    init(_ subject: FindingSubject) {
        switch subject.role {
        case "panel" where subject.kind != "role": self = .panel
        case "tracking": self = .tracking
        case "pixel": self = .pixel
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
        case .panel: "Panel and API"
        case .tracking: "Tracking"
        case .pixel: "Pixel and push"
        case .from: "From"
        case .mailFrom: "MAIL FROM (Return-Path)"
        case .exchangers: "Mail exchangers"
        case .signing: "DKIM keys"
        case .sendingAddresses: "Sending addresses"
        case .lookups: "Name resolution"
        }
    }
}
