import Deployment
import Report

/// Plans of deployment files on the command line.
enum DeploymentPlan {
    /// Reads a file and derives its plan; with `views`, only the part for them.
    /// `values` fill in a template.
    static func load(
        _ file: String, views: [ViewName] = [], values: [String: String]? = nil
    ) throws(CommandFailure) -> Plan {
        try seen(Plan(try DeploymentFile.loaded(file, values: values)), from: views)
    }

    /// The part of a plan for some views; the whole for an empty list.
    static func seen(_ plan: Plan, from views: [ViewName]) throws(CommandFailure) -> Plan {
        let file = plan.deployment.file
        guard !views.isEmpty else { return plan }
        let missing = Set(views).subtracting(plan.views.map(\.name)).subtracting(plan.authority == nil ? [] : [.authoritative])
        if let missing = missing.min() {
            throw CommandFailure(.usage, "'\(file)' describes no \(missing.rawValue) view", hint: "add views.\(missing.rawValue)")
        }
        return plan.seen(from: Set(views))
    }
}
