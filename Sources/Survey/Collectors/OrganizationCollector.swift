import DNS
import Deployment
import Facts
import MailPolicy

/// The organizations' domains that names of the deployment lie in: whether they exist at all, from what was learned so far and a
/// question more where that showed nothing.
struct OrganizationCollector {
    let context: SurveyContext
    let classification: AnswerClassification

    func organizations() async -> [TypedObject<OrganizationFacts>] {
        guard context.needs([OrganizationFacts.self]), let client = context.client(.public) else { return [] }
        let groups = Dictionary(grouping: names) { context.organization(of: $0) }.sorted { $0.key < $1.key }
        return await concurrently(groups) { await organization($0.key, $0.value, client) }
    }

    /// What the deployment's own zones have to hold; the platform's names are not among it.
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
