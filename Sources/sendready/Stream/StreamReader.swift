import Deployment
import Facts
import Fleet
import Report
import Rules
import StrictYAML
import Synchronization

/// Converts an input line into a deployment and its rule configuration.
final class StreamReader: Sendable {
    let template: DeploymentTemplate?
    let failOn: ExitStatus.FailOn
    private let input: String
    private let views: [ViewName]
    /// The rules after the command line's and a deployment's settings.
    private let configure: @Sendable (Deployment) throws -> RuleConfiguration
    private let session: AuditSession
    /// Deployments of a fleet mostly have the same settings: the rules are prepared once per setting.
    private let configurations = Mutex<[RuleSettings: RuleConfiguration]>([:])

    /// The number of settings that are cached.
    private static let settingsKept = 64

    init(
        input: String, template: DeploymentTemplate?, views: [ViewName], failOn: ExitStatus.FailOn, session: AuditSession,
        configure: @escaping @Sendable (Deployment) throws -> RuleConfiguration
    ) {
        self.input = input
        self.template = template
        self.views = views
        self.failOn = failOn
        self.configure = configure
        self.session = session
    }

    /// The job for an entry, and its warnings.
    func job(_ entry: FleetEntry) throws(FleetRefusal) -> (job: AuditRun.Job, warnings: [String]) {
        do {
            let (deployment, warnings) = try deployment(entry)
            let plan = try DeploymentPlan.seen(Plan(deployment), from: views)
            try session.checkInputs(of: plan)
            return (AuditRun.Job(plan: plan, rules: try rules(of: deployment)), warnings.map(\.headline))
        } catch {
            throw FleetRefusal(line: entry.line, key: entry.key, errors: Self.reasons(error))
        }
    }

    private func deployment(_ entry: FleetEntry) throws -> (deployment: Deployment, warnings: [Diagnostic]) {
        switch entry.source {
        case .file(let path): return try DeploymentFile.load(path: path, mayBlock: false)
        case .deployment(let value):
            return try DeploymentFile.parse(text: value.rendered() + "\n", file: "\(input) line \(entry.line)", folder: ".")
        case .values(let values):
            guard let template else { throw CommandFailure(.usage, "values need a template: --template FILE") }
            // A line names its values explicitly, so an unused one is an error. A table may have more columns.
            let names = template.names
            if let stranger = values.keys.sorted().first(where: { !names.contains($0) }) {
                throw CommandFailure(
                    .refused, "the template has no '${\(stranger)}'\(suggestion(for: stranger, among: names.sorted()))")
            }
            return try template.deployment(values.merging(["key": entry.key]) { own, _ in own })
        case .row(let cells):
            guard let template else { throw CommandFailure(.usage, "CSV needs a template: --template FILE") }
            return try template.deployment(cells)
        }
    }

    private func rules(of deployment: Deployment) throws -> RuleConfiguration {
        let settings = deployment.rules
        // Overrides are checked against the senders of each deployment.
        let isShared = settings.overrides.isEmpty
        if isShared, let known = configurations.withLock({ $0[settings] }) { return known }
        let made = try configure(deployment)
        if isShared {
            configurations.withLock { configurations in
                if configurations.count >= Self.settingsKept { configurations = [:] }
                configurations[settings] = made
            }
        }
        return made
    }

    static func reasons(_ error: any Error) -> [String] {
        switch error {
        case let failure as CommandFailure: failure.reasons
        case let diagnostics as Diagnostics: diagnostics.list.map(\.headline)
        default: ["\(error)"]
        }
    }
}
