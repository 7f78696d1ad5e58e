import DNS
import Deployment
import Facts
import MailPolicy

/// Each block list of the deployment file, and the listings on those that work. Queried through the public view's
/// resolvers, since lists decide by resolver. A list that fails its own test entries is not queried further.
struct BlockListCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [BlockListFacts.self, ListingFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        let surveys = await concurrently(plan.deployment.blockLists) { await self.blockList($0) }
        var subjects = CollectedSubjects(surveys.map(\.list))
        subjects.add(surveys.flatMap(\.listings))
        return subjects
    }

    /// What may be listed: sending addresses, and the domains that recipients see in mail.
    private struct Candidate: Sendable {
        let kind: ListingTarget
        let text: String
        let role: SubjectRole
        let name: DomainName?
        let address: IPAddress?
    }

    private var candidates: [Candidate] {
        let addresses = Set(plan.sendingAddresses.map(\.address)).sorted().map { address in
            Candidate(kind: .address, text: address.description, role: .sendingAddress, name: nil, address: address)
        }
        var seen: Set<DomainName> = []
        let senders = plan.deployment.senders
        let domains: [(SubjectRole, HostName)] =
            senders.flatMap(\.from).map { (.mail(.from), $0) } + senders.flatMap(\.mailFrom).map { (.mail(.mailFrom), $0) }
            + plan.webNames.filter { $0.view == .public }.map { (.web($0.role), $0.host) }
        return addresses
            + domains.filter { seen.insert($0.1.name.lowercased).inserted }.map { role, host in
                Candidate(kind: .domain, text: host.written, role: role, name: host.name, address: nil)
            }
    }

    private func blockList(
        _ host: HostName
    ) async -> (list: TypedObject<BlockListFacts>, listings: [TypedObject<ListingFacts>]) {
        let list = BlockList(host.name)
        var object = TypedObject<BlockListFacts>(
            .blockList(host.written), role: .blockList, name: host.written, view: .public)
        object.set(\.zone, host.written)
        guard let client = client(.public), let addressTests = list.addressTests, let domainTests = list.domainTests else {
            return (object, [])
        }
        let tests = [addressTests.listed, addressTests.unlisted, domainTests.listed, domainTests.unlisted]
        let seen = await concurrently(tests) { await client.ask($0, .a, incidentally: true) }
        let refusal = seen.lazy.compactMap { one -> (reason: String, source: Int)? in
            guard case .refused(let reason) = list.verdict(ResolvedName.addresses(one.result.records ?? [])) else { return nil }
            return (reason, one.source)
        }.first
        let sources = refusal.map { [$0.source] } ?? seen.map(\.source)
        let failure = seen.lazy.compactMap(\.result.unknown).first
        let unsettled = refusal == nil ? failure : nil
        object.set(\.refuses, Learned(refusal != nil, unless: unsettled), from: sources)
        object.set(\.refusal, Learned(refusal?.reason ?? "", unless: unsettled), from: sources)
        let (addresses, domains) = (Array(seen[0...1]), Array(seen[2...3]))
        let listsAddresses = Self.isAlive(list, addresses, refused: refusal?.reason)
        let listsDomains = Self.isAlive(list, domains, refused: refusal?.reason)
        object.set(\.listsAddresses, listsAddresses, from: addresses.map(\.source))
        object.set(\.listsDomains, listsDomains, from: domains.map(\.source))
        // A list that could not be tested is queried anyway: its answers stay unknown with the cause.
        let wanted = candidates.filter { candidate in
            switch candidate.kind {
            case .address: listsAddresses != .known(false)
            case .domain: listsDomains != .known(false)
            }
        }
        let untested =
            failure ?? refusal.map { Unknown(.refused, view: ViewName.public.word, detail: "\(host.written): \($0.reason)") }
        return (object, await concurrently(wanted) { await self.listing($0, on: host, list, client, untested) })
    }

    private static func isAlive(_ list: BlockList, _ pair: [ViewClient.Answer], refused: String?) -> Learned<Bool> {
        if let unknown = pair.lazy.compactMap(\.result.unknown).first { return .unknown(unknown) }
        if let refused { return .unknown(Unknown(.refused, detail: refused)) }
        let verdicts = pair.map { list.verdict(ResolvedName.addresses($0.result.records ?? [])) }
        guard case .listed = verdicts[0] else { return .known(false) }
        return .known(verdicts[1] == .unlisted)
    }

    private func listing(
        _ candidate: Candidate, on host: HostName, _ list: BlockList, _ client: ViewClient, _ untested: Unknown?
    ) async -> TypedObject<ListingFacts> {
        var object = TypedObject<ListingFacts>(
            .listing(list: host.written, target: candidate.text), role: candidate.role,
            name: candidate.kind == .domain ? candidate.text : nil, view: client.view, address: candidate.address)
        object.set(\.list, host.written)
        object.set(\.of, candidate.kind)
        object.set(\.target, candidate.text)
        if let untested {
            object.set(unknown: untested, \.listed, \.policy, \.codes, \.reasons)
            return object
        }
        guard let name = candidate.address.map({ list.name(of: $0) }) ?? candidate.name.map({ list.name(of: $0) }), let name
        else { return object }
        let answer = await client.ask(name, .a, incidentally: true)
        let source = [answer.source]
        if let unknown = answer.result.unknown {
            object.set(unknown: unknown, \.listed, \.policy, \.codes, \.reasons, from: source)
            return object
        }
        switch list.verdict(ResolvedName.addresses(answer.result.records ?? [])) {
        case .refused(let reason):
            let unknown = Unknown(
                .refused, question: answer.result.question.description, view: client.view.rawValue, detail: reason)
            object.set(unknown: unknown, \.listed, \.policy, \.codes, \.reasons, from: source)
        case .unlisted:
            object.set(\.listed, false, from: source)
            object.set(\.policy, false, from: source)
            object.set(\.codes, [], from: source)
            object.set(\.reasons, [], from: source)
        case .listed(let codes, let isPolicy):
            let (texts, reasons) = await client.texts(at: name, incidentally: true)
            object.set(\.listed, true, from: source)
            object.set(\.policy, isPolicy, from: source)
            object.set(\.codes, codes.map(\.description), from: source)
            object.set(\.reasons, reasons.learned(texts ?? []), from: [reasons.source])
        }
        return object
    }
}
