import DNS
import Deployment
package import Facts
package import Probes

/// The facts about a single server, without a deployment: for the rules about TLS.
package struct TLSProbeFacts: Sendable {
    private let name: String
    private let reports: [TLSReport]
    private let observedAt: Timestamp

    /// - Parameter reports: one per address.
    package init(name: String, reports: [TLSReport], observedAt: Timestamp) {
        self.name = name
        self.reports = reports
        self.observedAt = observedAt
    }

    package var set: FactSet {
        var deployment = TypedObject<DeploymentFacts>(.deployment(name), name: name)
        deployment.set(\.probesTLS, true)
        var subjects = CollectedSubjects([deployment])
        var observations: [Observation] = []
        subjects.add(
            reports.map { report in
                let facts = TLSFactReader(report: report, isPublic: true, view: .public)
                observations.append(facts.observation)
                return facts.object(role: .server, name: name, key: name, from: [observations.count - 1])
            })
        return FactSet(
            deployment: name, scheme: Scheme.direct.word, observedAt: observedAt, elapsedMilliseconds: 0,
            root: subjects.root(.current), observations: observations)
    }
}
