import DNS
import Deployment
import Facts

extension Survey {
    /// A panel, tracking or pixel name, as one view shows it.
    func webName(_ planned: PlannedWebName) async -> FactObject {
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
        object.set("plans_ipv4", .boolean(planned.expected.contains { $0.family == .ipv4 }))
        object.set("plans_ipv6", .boolean(planned.expected.contains { $0.family == .ipv6 }))
        if let vantage = vantage(planned.view) {
            let resolved = await vantage.addresses(of: planned.host.name)
            resolved.fill(&object)
            await vantage.noteWildcard(at: planned.host.name, resolved)
        } else {
            ResolvedName.fillUnknown(&object, Self.notDescribed(planned.host, planned.view))
        }
        return object
    }

    /// A name can only be looked at from views that the deployment file describes.
    static func notDescribed(_ host: HostName, _ view: ViewName) -> Unknown {
        Unknown(
            .notProbed, question: Question(host.name, .a).description, view: view.rawValue,
            detail: "the deployment file describes no \(view.rawValue) view: add views.\(view.rawValue) with its resolvers")
    }
}
