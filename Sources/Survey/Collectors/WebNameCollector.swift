import DNS
import Deployment
import Facts

/// The names of the web roles in each view, and their endpoints.
struct WebNameCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [WebNameFacts.self, TLSEndpointFacts.self]

    let context: SurveyContext

    private struct WebNameView: Sendable {
        let planned: PlannedWebName
        var object: TypedObject<WebNameFacts>
        var endpoints: [TypedObject<TLSEndpointFacts>] = []
    }

    func collect() async -> CollectedSubjects {
        let names = await concurrently(plan.webNames) { await webName($0) }
        var subjects = CollectedSubjects(comparing(names))
        subjects.add(names.flatMap(\.endpoints))
        return subjects
    }

    private func webName(_ planned: PlannedWebName) async -> WebNameView {
        var object = TypedObject<WebNameFacts>(
            .webName(planned.role, planned.host.name, planned.view), role: .web(planned.role), name: planned.host.written,
            view: planned.view)
        object.set(\.role, planned.role)
        object.set(\.name, planned.host.written)
        object.set(\.owner, planned.host.name.lowercased.absoluteText)
        object.set(\.view, planned.view)
        object.set(\.exposure, planned.exposure)
        object.set(\.mustResolve, planned.mustResolve)
        object.set(\.described, client(planned.view) != nil)
        object.set(\.expected, planned.expected)
        object.set(\.alias, planned.alias?.written)
        object.set(\.behindNAT, !Self.isDirect(planned))
        object.set(\.plansIPv4, planned.expected.contains { $0.family == .ipv4 })
        object.set(\.plansIPv6, planned.expected.contains { $0.family == .ipv6 })
        guard let client = client(planned.view) else {
            let unknown = SurveyContext.notDescribed(planned.host, planned.view)
            ResolvedName.fillUnknown(&object, unknown)
            object.set(unknown: unknown, \.serviceElsewhere, \.certificates, \.aliasAddresses, \.leadsToAlias)
            return WebNameView(planned: planned, object: object)
        }
        let resolved = await client.addresses(of: planned.host.name)
        resolved.fill(&object)
        await compare(&object, planned, resolved, client)
        async let endpoints = WebEndpointCollector(context: context, client: client).endpoints(planned, resolved)
        async let service = ServiceRecordReader(client: client).differences(planned, resolved)
        await client.noteWildcard(at: planned.host.name, resolved)
        let (words, sources) = await service
        object.set(\.serviceElsewhere, words, from: sources)
        let seen = await endpoints
        object.set(\.certificates, seen.certificates, from: seen.sources)
        if let caa = seen.caa {
            caa.fill(&object)
        } else {
            object.set(\.caaFailure, nil)
            object.set(\.caaBogus, false)
        }
        return WebNameView(planned: planned, object: object, endpoints: seen.objects)
    }

    /// Whether the name leads to its planned alias.
    private func compare(
        _ object: inout TypedObject<WebNameFacts>, _ planned: PlannedWebName, _ resolved: ResolvedName, _ client: ViewClient
    ) async {
        guard let alias = planned.alias else {
            object.set(\.aliasAddresses, [])
            object.set(\.leadsToAlias, true)
            return
        }
        let target = await client.addresses(of: alias.name)
        let (there, unknownThere) = target.addresses
        let sources = (resolved.answers + target.answers).map(\.source)
        object.set(\.aliasAddresses, Learned(there.sorted(), unless: unknownThere), from: target.answers.map(\.source))
        let isAlias = resolved.answers.flatMap(\.result.aliases).contains { $0.data == .name(alias.name) }
        let (own, unknown) = resolved.addresses
        // A chain that leads there is enough, and so is one address that leads elsewhere.
        let isCertain = isAlias || unknownThere == nil && !own.isSubset(of: there)
        object.set(
            \.leadsToAlias,
            Learned(
                isAlias || PlannedWebName.isFlattened(own, of: there),
                unless: isCertain ? nil : Unknown.merging([unknown, unknownThere].compactMap(\.self))),
            from: sources)
    }

    /// The web names, in plan order, with the names of other roles that lead to the same place: their servers would have to
    /// share an address and port. A name whose addresses are unknown stays open.
    private func comparing(_ names: [WebNameView]) -> [TypedObject<WebNameFacts>] {
        names.map { name in
            let planned = name.planned
            var object = name.object
            let rivals = names.map { ($0.planned, $0.object) }.filter { other, _ in
                other.role.server != planned.role.server && other.view == planned.view && other.port == planned.port
                    && Self.isDirect(other) && Self.isDirect(planned)
            }
            let own = object.resolvedAddresses
            let met = rivals.filter { !$0.1.resolvedAddresses.addresses.isDisjoint(with: own.addresses) }
            let sources = (met.map(\.1) + [object]).flatMap {
                $0.sources(of: \.resolved.a) + $0.sources(of: \.resolved.aaaa)
            }
            object.set(\.leadsAsPublic, Self.leadsAsPublic(planned, own, names))
            object.set(
                \.coinciding,
                .found(
                    Set(met.map { "\($0.0.role.rawValue) \($0.0.host.written)" }).sorted(),
                    unless: rivals.isEmpty ? nil : own.unknown),
                from: sources)
            return object
        }
    }

    private static func leadsAsPublic(
        _ planned: PlannedWebName, _ own: (addresses: Set<IPAddress>, unknown: Unknown?), _ names: [WebNameView]
    ) -> Learned<Bool> {
        let outside = names.first {
            $0.planned.view == .public && $0.planned.role == planned.role && $0.planned.host.name == planned.host.name
        }
        guard planned.view != .public, let outside else { return .known(false) }
        let other = outside.object.resolvedAddresses
        return Learned(
            own.addresses == other.addresses, unless: Unknown.merging([own.unknown, other.unknown].compactMap(\.self)))
    }

    /// Whether the platform listens where the name leads.
    private static func isDirect(_ name: PlannedWebName) -> Bool {
        name.alias == nil && Set(name.listening) == Set(name.expected)
    }
}
