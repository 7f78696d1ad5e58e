import Deployment
import StrictYAML

extension DeploymentFile {
    /// The validated deployment; prints its warnings on standard error.
    static func loaded(_ path: String, values: [String: String]? = nil) throws(CommandFailure) -> Deployment {
        do {
            let (deployment, warnings) = try load(path: path, values: values)
            for warning in warnings { Voice.write("sendready: \(warning.rendered)") }
            return deployment
        } catch {
            throw CommandFailure(error)
        }
    }
}
