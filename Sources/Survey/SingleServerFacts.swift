import DNS
public import Facts
public import Probes

/// The facts about one server alone, without a deployment: for the rules about TLS.
public struct SingleServerFacts: Sendable {
    private let name: String
    private let reports: [TLSReport]
    private let observedAt: Timestamp
    private static let view = "public"

    /// - Parameter reports: one for each address.
    public init(name: String, reports: [TLSReport], observedAt: Timestamp) {
        self.name = name
        self.reports = reports
        self.observedAt = observedAt
    }

    public var set: FactSet {
        var root = FactObject(.facts)
        let deployment = FactObject(.deployment).setting("probes_tls", .boolean(true))
        root.set("deployment", .object(deployment.setting("subject", FactObject.identity(key: name, name: name))))
        root.set("web_names", .list([]))
        var endpoints: [FactObject] = []
        var observations: [Observation] = []
        for report in reports {
            let facts = TLSEndpointFacts(report: report, isPublic: true, view: Self.view)
            observations.append(facts.observation)
            endpoints.append(endpoint(report, facts, source: observations.count - 1))
        }
        root.set("tls_endpoints", .objects(endpoints))
        return FactSet(
            deployment: name, scheme: "direct", observedAt: observedAt, elapsedMilliseconds: 0, root: root,
            observations: observations)
    }

    private func endpoint(_ report: TLSReport, _ facts: TLSEndpointFacts, source: Int) -> FactObject {
        let endpoint = report.target.endpoint
        var object = FactObject(.tlsEndpoint)
        object.set(
            "subject",
            FactObject.identity(
                key: "server/\(name):\(endpoint.port)/\(endpoint.address)/\(Self.view)", role: "server", name: name,
                view: Self.view, address: endpoint.address))
        object.set("role", .string("server"))
        object.set("name", .string(name))
        object.set("port", .integer(Int(endpoint.port)))
        object.set("address", .address(endpoint.address))
        object.set("view", .string(Self.view))
        object.set("exposure", .string("public"))
        object.set("place", .string("\(name) (\(endpoint.address), port \(endpoint.port))"))
        facts.fill(&object, from: [source])
        return object
    }
}
