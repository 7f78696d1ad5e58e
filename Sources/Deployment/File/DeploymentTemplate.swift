package import StrictYAML

/// A deployment file with `${name}` inside its scalars, read once and filled in for one deployment after the other. What it becomes
/// is checked as a deployment file is.
package struct DeploymentTemplate: Sendable {
    private let document: YAMLDocument
    private let folder: String
    /// The values that it needs.
    package let names: Set<String>

    package init(path: String) throws(Diagnostics) {
        document = try DeploymentFile.document(path: path)
        folder = DeploymentFile.folder(of: path)
        names = try YAMLSubstitution.names(in: document)
    }

    /// The deployment with these values, and what is doubtful about it; a value that is missing is a mistake.
    package func deployment(
        _ values: [String: String]
    ) throws(Diagnostics) -> (deployment: Deployment, warnings: [Diagnostic]) {
        try DeploymentFile.read(try YAMLSubstitution(values)(document), folder: folder)
    }
}
