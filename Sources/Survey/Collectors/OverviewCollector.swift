import DNS
import Deployment
import Facts
import MailPolicy
import ZonePlan

/// The records of a domain on first contact, besides what other collectors learn: its zone, the operators of its mail
/// servers, the tree of its SPF record, the DMARC tags in force, and the DKIM selectors of well-known platforms.
///
/// No verdict needs its queries: their failures are not findings.
struct OverviewCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [DomainOverviewFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        guard context.collectsOverview, let contact = context.firstContact, let client = client(.public) else {
            return CollectedSubjects()
        }
        return CollectedSubjects([await overview(contact, client)])
    }

    private func overview(_ contact: FirstContact, _ client: ViewClient) async -> TypedObject<DomainOverviewFacts> {
        let name = contact.domain.name
        var object = TypedObject<DomainOverviewFacts>(
            .mailDomain(name, .public), role: .mail(.from), name: contact.domain.written, view: .public)
        object.set(\.name, contact.domain.written)
        object.set(\.view, .public)
        object.set(\.assumesMailFrom, contact.assumesMailFrom)
        object.set(\.knowsAddresses, !plan.sendingAddresses.isEmpty)
        object.set(\.knowsSelectors, !plan.dkimKeys.isEmpty)
        object.set(\.asksServers, context.zoneAuthority != nil)
        let given = Set(plan.dkimKeys.map { $0.selector.lowercased() })
        let tried = KnownSelectors.all.filter { !given.contains($0.selector) }
        object.set(\.triedSelectors, tried.map(\.selector))
        async let tree = spfTree(name, client)
        async let selectors = selectors(tried, name, client)
        async let zone = zone(of: name, client)
        await setPolicy(&object, name, client)
        await setOperators(&object, name, client)
        let (terms, lookup) = await tree
        object.set(\.spfTree, Learned(terms, unless: terms.isEmpty ? lookup.unknown : nil), from: lookup.sources)
        await zone.fill(&object)
        await selectors.fill(&object)
        return object
    }

    private func setOperators(
        _ object: inout TypedObject<DomainOverviewFacts>, _ name: DomainName, _ client: ViewClient
    ) async {
        let exchanges = await client.ask(name, .mx)
        let operators = exchanges.learned { records in
            MailExchanges.sorted(records).filter { !$0.exchange.isRoot }.map { _, exchange in
                TypedObject<MailOperatorFacts> {
                    $0.set(\.exchange, exchange.lowercased.text)
                    $0.set(\.name, operatorName(of: exchange, for: name))
                }
            }
        }
        object.set(\.operators, operators, from: [exchanges.source])
    }

    /// A known operator, or the organization of the host's name; `nil` for the domain's own hosts.
    private func operatorName(of host: DomainName, for domain: DomainName) -> String? {
        // An address in the place of a name belongs to no organization that its digits could name.
        guard IPAddress(host.text) == nil else { return nil }
        if let known = MailOperators.name(of: host) { return known }
        guard context.organizations.share(host, domain) != true else { return nil }
        return context.organization(of: host).text
    }

    private func setPolicy(_ object: inout TypedObject<DomainOverviewFacts>, _ name: DomainName, _ client: ViewClient) async {
        let answers = await DMARCAnswers(walkingFrom: [name], client)
        let walk = DMARCTreeWalk(name, answers: answers.answer)
        object.set(
            \.organization,
            Learned(walk.organizationalDomain?.lowercased.text, unless: walk.isIncomplete ? answers.unknown : nil),
            from: answers.sources)
        var tags: [TypedObject<PolicyTagFacts>] = []
        var unknown = answers.unknown
        if case .record(let record, _) = walk.policy {
            unknown = nil
            tags = record.effectiveTags.map { tag in
                TypedObject {
                    $0.set(\.tag, tag.name)
                    $0.set(\.value, tag.value)
                    $0.set(\.isDefault, tag.isDefault)
                }
            }
        }
        object.set(\.dmarcTags, Learned(tags, unless: unknown), from: answers.sources)
    }

    // MARK: - SPF

    private func spfTree(_ name: DomainName, _ client: ViewClient) async -> ([TypedObject<SPFTermFacts>], RecordingLookup) {
        let lookup = RecordingLookup(client)
        let tree = await SPFTree.walk(from: name, lookup: lookup, view: ViewName.public.rawValue)
        return (Self.terms(tree.root, depth: 0), lookup)
    }

    private static func terms(_ node: SPFTree.Node, depth: Int) -> [TypedObject<SPFTermFacts>] {
        node.branches.flatMap { branch -> [TypedObject<SPFTermFacts>] in
            let term = TypedObject<SPFTermFacts> {
                $0.set(\.depth, depth)
                $0.set(\.term, branch.term.text)
                $0.set(\.lookups, branch.lookups)
                $0.set(\.voidFor, branch.voidFor.map(\.rawValue).sorted())
                $0.set(\.networks, branch.networks.map(\.description))
                $0.set(\.leadsTo, branch.inner.first?.words)
            }
            return [term] + branch.inner.flatMap { terms($0, depth: depth + 1) }
        }
    }

    // MARK: - DKIM

    private struct FoundSelectors {
        let found: Learned<[TypedObject<SelectorFacts>]>
        let byWildcard: Learned<Bool>
        let sources: [Int]

        func fill(_ object: inout TypedObject<DomainOverviewFacts>) {
            object.set(\.selectors, found, from: sources)
            object.set(\.selectorsByWildcard, byWildcard, from: sources)
        }
    }

    private func selectors(_ tried: [KnownSelectors.Entry], _ domain: DomainName, _ client: ViewClient) async -> FoundSelectors {
        let beside = DKIMAnswer.name(selector: WildcardProbe.label, domain: domain)
        guard let beside else { return FoundSelectors(found: .known([]), byWildcard: .known(false), sources: []) }
        async let sibling = client.texts(at: beside, incidentally: true)
        let names = tried.compactMap { entry in DKIMAnswer.name(selector: entry.selector, domain: domain).map { (entry, $0) } }
        let seen = await concurrently(names) { entry, name in
            let (texts, answer) = await client.texts(at: name, incidentally: true)
            let isKey = texts?.contains(where: DKIMKeyRecord.isRecognisable) == true
            let origin = isKey ? await client.comesFromWildcard(answer, ViewClient.texts).value : .known(false)
            return (entry: entry, texts: texts ?? [], answer: answer, isKey: isKey, origin: origin)
        }
        let (common, wildcard) = await sibling
        let found = seen.filter { $0.isKey && $0.origin != .known(true) }
        let unknown = Unknown.merging(seen.compactMap(\.answer.result.unknown))
        return FoundSelectors(
            found: .found(found.map { Self.facts($0.entry, $0.texts, $0.answer) }, unless: unknown),
            byWildcard: wildcard.learned(common?.contains(where: DKIMKeyRecord.isRecognisable) == true),
            sources: found.map(\.answer.source) + [wildcard.source])
    }

    private static func facts(
        _ entry: KnownSelectors.Entry, _ texts: [String], _ answer: ViewClient.Answer
    ) -> TypedObject<SelectorFacts> {
        let record: DKIMKeyRecord? =
            switch DKIMAnswer(texts) {
            case .record(let one), .halves(_, let one): one
            case .none, .noKey, .several: nil
            }
        let type = record?.key.map(DKIMKeyType.init)
        return TypedObject {
            $0.set(\.selector, entry.selector)
            $0.set(\.platforms, entry.platforms)
            $0.set(\.alias, answer.result.aliasTargets.last?.text)
            $0.set(\.records, texts)
            $0.set(\.type, type)
            $0.set(\.bits, type == .rsa ? record?.key?.bits : nil)
            $0.set(\.revoked, record?.verdict == .revoked)
            $0.set(\.testing, record?.isTesting == true)
            $0.set(\.usable, record?.verdict == .usable)
        }
    }

    // MARK: - Zone

    private struct FoundZone {
        let name: Learned<String?>
        let soa: Learned<[TypedObject<StartOfAuthorityFacts>]>
        let servers: Learned<[String]>
        let signers: Learned<[String]>
        let validated: Learned<Bool>
        let sources: [Int]

        func fill(_ object: inout TypedObject<DomainOverviewFacts>) {
            object.set(\.zone, name, from: sources)
            object.set(\.soa, soa, from: sources)
            object.set(\.nameServers, servers, from: sources)
            object.set(\.delegationSigners, signers, from: sources)
            object.set(\.validated, validated, from: sources)
        }
    }

    /// The nearest name at or above the domain with its own SOA record.
    private func zone(of name: DomainName, _ client: ViewClient) async -> FoundZone {
        let steps = (2...max(name.labelCount, 2)).reversed().map { name.suffix($0) }
        let answers = await concurrently(steps) { await client.ask($0, .soa, incidentally: true) }
        var sources: [Int] = []
        for (step, answer) in zip(steps, answers) {
            sources.append(answer.source)
            // The zone may begin at a name whose query failed.
            if let unknown = answer.result.unknown { return Self.unknownZone(unknown, sources) }
            // An alias leads to another name's zone.
            guard answer.result.aliases.isEmpty,
                let soa = answer.result.records?.lazy.compactMap({ record -> StartOfAuthority? in
                    guard case .startOfAuthority(let soa) = record.data, record.name.lowercased == step.lowercased else {
                        return nil
                    }
                    return soa
                }).first
            else { continue }
            async let signers = client.ask(step, .ds, incidentally: true)
            let servers = await client.ask(step, .ns, incidentally: true)
            let vouchers = await signers
            return FoundZone(
                name: .known(step.lowercased.text), soa: .known([Self.facts(soa)]), servers: servers.learned(Self.serverNames),
                signers: vouchers.learned(Self.signers), validated: .known(answer.result.authenticated),
                sources: sources + [servers.source, vouchers.source])
        }
        return FoundZone(
            name: .known(nil), soa: .known([]), servers: .known([]), signers: .known([]), validated: .known(false),
            sources: sources)
    }

    private static func unknownZone(_ unknown: Unknown, _ sources: [Int]) -> FoundZone {
        FoundZone(
            name: .unknown(unknown), soa: .unknown(unknown), servers: .unknown(unknown), signers: .unknown(unknown),
            validated: .unknown(unknown), sources: sources)
    }

    private static func serverNames(_ records: [Record]) -> [String] {
        records.compactMap { record -> String? in
            guard case .name(let server) = record.data else { return nil }
            return server.lowercased.text
        }.sorted()
    }

    private static func signers(_ records: [Record]) -> [String] {
        records.compactMap { DelegationSigner($0.data.octets) }.map { "\($0.keyTag) \($0.algorithm) \($0.digestType)" }.sorted()
    }

    private static func facts(_ soa: StartOfAuthority) -> TypedObject<StartOfAuthorityFacts> {
        TypedObject {
            $0.set(\.primary, soa.primary.lowercased.text)
            $0.set(\.mailbox, mailbox(soa.mailbox))
            $0.set(\.serial, Int(soa.serial))
            $0.set(\.refresh, .seconds(Int64(soa.refresh)))
            $0.set(\.retry, .seconds(Int64(soa.retry)))
            $0.set(\.expire, .seconds(Int64(soa.expire)))
            $0.set(\.minimum, .seconds(Int64(soa.minimum)))
        }
    }

    /// The first label is the local part, including its dots (RFC 1035 §3.3.13, §8).
    private static func mailbox(_ name: DomainName) -> String {
        guard let local = name.labels.first, let domain = name.parent, !domain.isRoot else { return name.text }
        return "\(String(decoding: local, as: UTF8.self))@\(domain.lowercased.text)"
    }
}
