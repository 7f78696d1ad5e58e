import DNS
package import Facts
package import Probes

/// The facts about one server alone, without a deployment: for the rules about TLS.
package struct SingleServerFacts: Sendable {
    private let name: String
    private let reports: [TLSReport]
    private let observedAt: Timestamp
    private static let view = "public"

    /// - Parameter reports: one for each address.
    package init(name: String, reports: [TLSReport], observedAt: Timestamp) {
        self.name = name
        self.reports = reports
        self.observedAt = observedAt
    }

    package var set: FactSet {
        var root = FactObject(.facts)
        let deployment = FactObject(.deployment).setting("probes_tls", .boolean(true))
        root.set("deployment", .object(deployment.setting("subject", FactObject.identity(key: name, name: name))))
        root.set("web_names", .list([]))
        var endpoints: [FactObject] = []
        var observations: [Observation] = []
        for report in reports {
            let facts = TLSEndpointFacts(report: report, isPublic: true, view: Self.view)
            observations.append(facts.observation)
            endpoints.append(facts.object(role: "server", name: name, key: name, from: [observations.count - 1]))
        }
        root.set("tls_endpoints", .objects(endpoints))
        return FactSet(
            deployment: name, scheme: "direct", observedAt: observedAt, elapsedMilliseconds: 0, root: root,
            observations: observations)
    }
}
