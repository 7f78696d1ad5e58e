/// A question of the placement guide, and whether the deployment file answers it.
package struct RoleDecision: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case panel
        case trackingOrPixel = "tracking-or-pixel"
        case from
        case mailFrom = "mail-from"
    }

    package let role: Role
    /// `nil` for the deployment as a whole.
    package let sender: String?
    package let decided: Bool
    /// What the operator must decide.
    package let question: String
}

extension RoleDecision {
    /// Panel, tracking or pixel, then From and MAIL FROM for each sender (or once, while there is none).
    static func all(_ deployment: Deployment) -> [RoleDecision] {
        var decisions = [
            RoleDecision(
                role: .panel, sender: nil, decided: !deployment.webHosts(.panel).isEmpty,
                question: "under which name do people reach the control panel and the API?"),
            RoleDecision(
                role: .trackingOrPixel, sender: nil,
                decided: !(deployment.webHosts(.tracking) + deployment.webHosts(.pixel)).isEmpty,
                question: "under which name are clicks and opens tracked, or which name serves the pixel and push?"),
        ]
        let senders = deployment.senders.sorted { $0.name < $1.name }
        for sender in senders {
            decisions += mailRoles(sender.name, from: !sender.from.isEmpty, mailFrom: !sender.mailFrom.isEmpty)
        }
        return senders.isEmpty ? decisions + mailRoles(nil, from: false, mailFrom: false) : decisions
    }

    private static func mailRoles(_ sender: String?, from: Bool, mailFrom: Bool) -> [RoleDecision] {
        let who = sender.map { "sender \($0)" } ?? "the platform"
        return [
            RoleDecision(
                role: .from, sender: sender, decided: from,
                question: "which domains are in the From header of mail from \(who)?"),
            RoleDecision(
                role: .mailFrom, sender: sender, decided: mailFrom,
                question: "to which domains do bounces of mail from \(who) come back (MAIL FROM)?"),
        ]
    }
}
