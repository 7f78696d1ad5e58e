import Deployment
import Report

/// Plans of deployment files on the command line.
enum DeploymentPlan {
    /// Reads a file and derives its plan; with `views`, the part that belongs to them.
    static func load(_ file: String, views: [ViewName] = []) throws(CommandFailure) -> Plan {
        let plan = Plan(try DeploymentFile.loaded(file))
        guard !views.isEmpty else { return plan }
        let missing = Set(views).subtracting(plan.views.map(\.name)).subtracting(plan.authority == nil ? [] : [.authoritative])
        if let missing = missing.min() {
            throw CommandFailure(.usage, "'\(file)' describes no \(missing.rawValue) view", hint: "add views.\(missing.rawValue)")
        }
        return plan.seen(from: Set(views))
    }
}
