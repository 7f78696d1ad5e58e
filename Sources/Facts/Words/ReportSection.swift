package import Deployment

/// The sections of a report for people: one per role, in the order in which a deployment is set up.
package enum ReportSection: Hashable, Sendable, CaseIterable {
    case plan
    case web(WebRole)
    case from, mailFrom, exchangers, signing, sendingAddresses, lookups

    package static var allCases: [ReportSection] {
        [.plan] + WebRole.allCases.map(web) + [.from, .mailFrom, .exchangers, .signing, .sendingAddresses, .lookups]
    }

    package var title: String {
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

extension SubjectRole {
    /// The section with findings about a subject in this role.
    package var section: ReportSection {
        switch self {
        case .web(let role): .web(role)
        case .mail(.from): .from
        case .mail(.mailFrom): .mailFrom
        case .mail(.helo), .sendingAddress: .sendingAddresses
        case .mailExchanger: .exchangers
        case .dkim: .signing
        case .resolver, .name, .zone: .lookups
        case .server, .record, .balancer, .blockList, .trackingOrPixel: .plan
        }
    }
}
