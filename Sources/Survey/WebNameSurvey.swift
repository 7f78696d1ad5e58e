import DNS
import Deployment
import Facts

extension Survey {
    /// A web name in one view, and the endpoints that it leads to.
    struct WebNameView: Sendable {
        let object: FactObject
        let endpoints: [FactObject]
    }

    /// A panel, tracking or pixel name, as one view shows it.
    func webName(_ planned: PlannedWebName) async -> WebNameView {
        let view = planned.view.rawValue
        var object = FactObject(.webName)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(planned.role.rawValue)/\(planned.host.name.lowercased)/\(view)", role: planned.role.rawValue,
                name: planned.host.written, view: view))
        object.set("role", .string(planned.role.rawValue))
        object.set("name", .string(planned.host.written))
        object.set("owner", .string(planned.host.name.lowercased.absoluteText))
        object.set("view", .string(view))
        object.set("exposure", .string(planned.exposure.rawValue))
        object.set("must_resolve", .boolean(planned.mustResolve))
        object.set("expected", .addresses(planned.expected))
        object.set("behind_nat", .boolean(Set(planned.listening) != Set(planned.expected)))
        object.set("plans_ipv4", .boolean(planned.expected.contains { $0.family == .ipv4 }))
        object.set("plans_ipv6", .boolean(planned.expected.contains { $0.family == .ipv6 }))
        guard let vantage = vantage(planned.view) else {
            ResolvedName.fillUnknown(&object, Self.notDescribed(planned.host, planned.view))
            return WebNameView(object: object, endpoints: [])
        }
        let resolved = await vantage.addresses(of: planned.host.name)
        resolved.fill(&object)
        async let endpoints = webEndpoints(planned, resolved, vantage)
        await vantage.noteWildcard(at: planned.host.name, resolved)
        let seen = await endpoints
        object.set("certificates", seen.certificates, from: seen.sources)
        return WebNameView(object: object, endpoints: seen.objects)
    }

    /// The web names, in the plan's order, with the names of other roles that lead to the same place: their servers would
    /// have to share an address and port. Of two names, the one whose addresses could not be had stays open.
    func coincidences(_ objects: [FactObject]) -> [FactObject] {
        let names = Array(zip(plan.webNames, objects))
        return names.map { planned, object in
            let rivals = names.filter { other, _ in
                other.role.server != planned.role.server && other.view == planned.view && other.port == planned.port
                    && Self.isDirect(other) && Self.isDirect(planned)
            }
            let own = Self.resolvedAddresses(object)
            let met = rivals.filter { !Self.resolvedAddresses($0.1).addresses.isDisjoint(with: own.addresses) }
            let sources = (met.map(\.1) + [object]).flatMap { facts in
                ["a", "aaaa"].compactMap(facts.type.slot).flatMap { facts.sources[$0] }
            }
            return object.setting("leads_as_public", Self.leadsAsPublic(planned, own, names)).setting(
                "coinciding",
                .found(
                    Set(met.map { "\($0.0.role.rawValue) \($0.0.host.written)" }).sorted(),
                    unless: rivals.isEmpty ? nil : own.unknown),
                from: sources)
        }
    }

    private static func leadsAsPublic(
        _ planned: PlannedWebName, _ own: (addresses: Set<IPAddress>, unknown: Unknown?), _ names: [(PlannedWebName, FactObject)]
    ) -> FactValue {
        let outside = names.first {
            $0.0.view == .public && $0.0.role == planned.role && $0.0.host.name == planned.host.name
        }
        guard planned.view != .public, let outside else { return .boolean(false) }
        let other = resolvedAddresses(outside.1)
        let unknown = Unknown.merging([own.unknown, other.unknown].compactMap(\.self))
        return unknown.map(FactValue.unknown) ?? .boolean(own.addresses == other.addresses)
    }

    /// Whether the platform listens where the name leads.
    private static func isDirect(_ name: PlannedWebName) -> Bool { Set(name.listening) == Set(name.expected) }

    /// The addresses of a fact object as far as they are known, and why others are not.
    static func resolvedAddresses(_ object: FactObject) -> (addresses: Set<IPAddress>, unknown: Unknown?) {
        var addresses: Set<IPAddress> = []
        var unknowns: [Unknown] = []
        for field in ["a", "aaaa"] {
            switch object[field] {
            case .list(let items)?:
                for case .address(let address) in items { addresses.insert(address) }
            case .unknown(let unknown)?: unknowns.append(unknown)
            default: break
            }
        }
        return (addresses, Unknown.merging(unknowns))
    }

    /// A name can only be looked at from views that the deployment file describes.
    static func notDescribed(_ host: HostName, _ view: ViewName) -> Unknown {
        Unknown(
            .notProbed, question: Question(host.name, .a).description, view: view.rawValue,
            detail: "the deployment file describes no \(view.rawValue) view: add views.\(view.rawValue) with its resolvers")
    }
}
