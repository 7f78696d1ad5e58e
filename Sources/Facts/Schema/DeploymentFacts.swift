package import DNS
package import Deployment
package import MailPolicy

package final class DeploymentFacts: SubjectDeclaration {
    package static let declared = Declared("Deployment", "The deployment as its file describes it.", DeploymentFacts())
    package static let kind = SubjectKind(
        "deployment", variable: "deployment", one: DeploymentFacts.self, in: "deployment", .config, "the deployment as a whole",
        all: "What the deployment file says.")

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "Its name.")
    package let described = Given<Bool>("described", "A deployment file describes it; false for a domain of `check`.")
    package let scheme = Given<Scheme>("scheme", "How the platform is placed.")
    package let splitDNS = Given<Bool>("split_dns", "The relay's bounces are routed by split DNS.")
    package let probesTLS = Given<Bool>("probes_tls", "TLS endpoints are probed.")
    package let probesSMTP = Given<Bool>("probes_smtp", "Mail servers are probed.")
    package let probesHTTP = Given<Bool>("probes_http", "Pages and MTA-STS policies are fetched.")
    package let infrastructure = Given<[String]>(
        "infrastructure", "Domains whose names are the platform's, shared by its customers.")
    package let dmarcPolicy = Given<DMARCRequest?>(
        "dmarc_policy", "The DMARC policy that the file asks for; absent if it does not name one.")
    package let directSenders = Given<[String]>("direct_senders", "The senders that deliver to receivers themselves.")
    package let directSendingAddresses = Given<[IPAddress]>(
        "direct_sending_addresses", "The distinct addresses, as receivers see them, of the senders that deliver directly.")
}

package final class RoleDecisionFacts: SubjectDeclaration {
    package static let declared = Declared(
        "RoleDecision", "A question that must be answered before a deployment.", RoleDecisionFacts())
    package static let kind = SubjectKind(
        "role", variable: "role", RoleDecisionFacts.self, in: "roles", .config, "a question of the placement guide",
        all: "The questions of the placement guide.", section: .plan)

    package let subject = SubjectFacts.field
    package let role = Given<RoleDecision.Role>("role", "The role that the question is about.")
    package let decided = Given<Bool>("decided", "The deployment file answers it.")
    package let question = Given<String>("question", "The question.")
}
