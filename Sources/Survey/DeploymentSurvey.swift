import Deployment
import Facts

extension Survey {
    /// What the deployment file says, for the rules that need no network.
    func deploymentFacts() -> FactObject {
        let deployment = plan.deployment
        return FactObject(.deployment)
            .setting("subject", FactObject.identity(key: deployment.name, name: deployment.name))
            .setting("name", .string(deployment.name))
            .setting("scheme", .string(deployment.scheme.rawValue))
            .setting("split_dns", .boolean(deployment.relay?.splitDNS == true))
            .setting("probes_tls", .boolean(prober != nil && deployment.probes.tls))
            .setting("probes_smtp", .boolean(prober != nil && deployment.probes.smtp))
            .setting("probes_http", .boolean(prober != nil && deployment.probes.http))
            .setting("direct_senders", .strings(deployment.senders.filter { $0.route == .direct }.map(\.name).sorted()))
            .setting("direct_sending_addresses", .addresses(plan.directSendingAddresses))
    }

    func roleDecision(_ decision: RoleDecision) -> FactObject {
        let role = decision.role.rawValue
        return FactObject(.roleDecision)
            .setting(
                "subject",
                FactObject.identity(
                    key: decision.sender.map { "\($0)/\(role)" } ?? role, role: role, sender: decision.sender)
            )
            .setting("role", .string(role))
            .setting("decided", .boolean(decision.decided))
            .setting("question", .string(decision.question))
    }
}
