import DNS
import Deployment
import Facts
import MailPolicy

/// The names announced from the sending addresses: what they resolve to, and where else they are announced from.
struct HELOCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [HELOFacts.self]

    let context: SurveyContext

    /// A name announced from a sending address, or why it is unknown.
    private struct Announcement: Sendable {
        let address: PlannedSendingAddress
        let mode: AnnouncedBy
        /// `nil` while its PTR record is unknown.
        let name: DomainName?
        let unknown: Unknown?
        let pointers: ViewClient.Answer
    }

    func collect() async -> CollectedSubjects {
        guard let client = client(.public) else { return CollectedSubjects() }
        let all = await announcements(client)
        return CollectedSubjects(await concurrently(all) { await helo($0, among: all, client) })
    }

    /// Every name announced from a sending address; none from an address with policy `ptr` but no PTR name.
    private func announcements(_ client: ViewClient) async -> [Announcement] {
        await concurrently(plan.sendingAddresses) { address -> [Announcement] in
            let pointers = await client.ask(address.address.reverseName, .ptr)
            let announcement = { (mode: AnnouncedBy, name: DomainName?, unknown: Unknown?) in
                Announcement(address: address, mode: mode, name: name, unknown: unknown, pointers: pointers)
            }
            switch address.helo {
            case .names(let hosts):
                return hosts.map { announcement(address.announcesFrom ? .from : .name, $0.name, nil) }
            case .ptr:
                let name = PointerNames.names(pointers).first
                guard name != nil || pointers.result.unknown != nil else { return [] }
                return [announcement(.ptr, name, pointers.result.unknown)]
            }
        }
        .flatMap(\.self)
    }

    private func helo(
        _ announcement: Announcement, among all: [Announcement], _ client: ViewClient
    ) async -> TypedObject<HELOFacts> {
        let planned = announcement.address
        let name = announcement.name?.lowercased.text
        var object = TypedObject<HELOFacts>(
            .announcement(
                sender: planned.sender, planned.address, name: announcement.mode == .ptr ? nil : announcement.name),
            role: .mail(.helo), name: name, view: .public, address: planned.address, sender: planned.sender)
        object.set(\.sender, context.title(ofSender: planned.sender))
        object.set(\.address, planned.address)
        object.set(\.mode, announcement.mode)
        let source = [announcement.pointers.source]
        object.set(
            \.ptr, announcement.pointers.learned { PointerNames.names($0).map(\.lowercased.text) }, from: source)
        guard let name, let announced = announcement.name else {
            let unknown = announcement.unknown ?? Unknown(.notProbed)
            object.set(unknown: unknown, \.name, \.qualified, \.others, \.unplanned, from: source)
            ResolvedName.fillUnknown(&object, unknown)
            return object
        }
        object.set(\.name, name, from: announcement.mode == .ptr ? source : [])
        object.set(\.qualified, PublicNameSpace.holds(announced))
        let elsewhere = all.filter { $0.address.address != planned.address }
        let others = Set(elsewhere.filter { $0.name == announced }.map(\.address.address)).sorted()
        object.set(\.others, .found(others, unless: Unknown.merging(elsewhere.compactMap(\.unknown))))
        async let unplanned = unplanned([announced] + PointerNames.names(announcement.pointers), client)
        await client.addresses(of: announced).fill(&object)
        let (addresses, sources) = await unplanned
        object.set(\.unplanned, addresses, from: source + sources)
        return object
    }

    /// Addresses of the servers' announced names that the deployment file does not mention. From domains are not host names,
    /// and the platform is responsible for its own names.
    private func unplanned(
        _ names: [DomainName], _ client: ViewClient
    ) async -> (addresses: Learned<[IPAddress]>, sources: [Int]) {
        let froms = Set(plan.deployment.senders.flatMap(\.from).map(\.name))
        let own = Set(names).filter { !froms.contains($0) && !plan.deployment.isInfrastructure($0) }.sorted()
        let resolved = await concurrently(own) { await client.addresses(of: $0) }
        let answers = resolved.flatMap(\.answers)
        let known = plan.knownAddresses
        let found = Set(ResolvedName.addresses(answers.flatMap { $0.result.records ?? [] }).filter { !known.contains($0) })
        return (
            .found(found.sorted(), unless: Unknown.merging(answers.compactMap(\.result.unknown))), answers.map(\.source)
        )
    }
}

extension Plan {
    /// Every address in the deployment file.
    fileprivate var knownAddresses: Set<IPAddress> {
        let sending = sendingAddresses.flatMap { [$0.address, $0.own].compactMap(\.self) }
        let web = deployment.webHosts.flatMap { $0.addresses + $0.bind + $0.listening }
        return Set(sending + web + mailServerAddresses + (deployment.balancer?.addresses ?? []))
    }
}
