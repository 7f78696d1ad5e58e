import DNS
import Deployment
import Facts
import MailPolicy

/// The organizational domains of the deployment's names: whether they exist at all, from the answers so far and one more
/// query if those do not show it. Without a deployment file, the domain that was asked for: it may be misspelt below an organization.
struct OrganizationCollector {
    let context: SurveyContext
    let classification: AnswerClassification

    func organizations() async -> [TypedObject<OrganizationFacts>] {
        guard context.needs([OrganizationFacts.self]), let client = context.client(.public) else { return [] }
        let groups = Dictionary(grouping: names) { subject(of: $0) }.sorted { $0.key < $1.key }
        return await concurrently(groups) { await organization($0.key, $0.value, client) }
    }

    private func subject(of name: DomainName) -> DomainName {
        guard let asked = context.firstContact?.domain.name.lowercased, name.isEqualOrSubdomain(of: asked),
            !classification.exists(asked, in: ViewName.public.rawValue)
        else { return context.organization(of: name) }
        return asked
    }

    /// The names that the deployment's own zones must contain; the platform's names are excluded.
    private var names: Set<DomainName> {
        let plan = context.plan
        let hosts =
            plan.webNames.filter { $0.view == .public }.map(\.host) + plan.deployment.senders.flatMap { $0.from + $0.mailFrom }
        let names = hosts.map(\.name.lowercased) + plan.dkimKeys.map(\.domain.name.lowercased)
        return Set(names.filter { !plan.deployment.isInfrastructure($0) })
    }

    private func organization(
        _ domain: DomainName, _ names: [DomainName], _ client: ViewClient
    ) async -> TypedObject<OrganizationFacts> {
        var object = TypedObject<OrganizationFacts>(
            .organization(domain, .public), role: .name, name: domain.text, view: .public)
        object.set(\.name, domain.text)
        object.set(\.view, .public)
        object.set(\.names, names.sorted().map(\.text))
        guard !classification.exists(domain, in: ViewName.public.rawValue) else {
            object.set(\.exists, true)
            return object
        }
        let answer = await client.ask(domain, .soa)
        let exists = !answer.result.aliases.isEmpty || answer.result.outcome != .nonexistent
        object.set(\.exists, answer.learned(exists), from: [answer.source])
        return object
    }
}
