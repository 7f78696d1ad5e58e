package import StrictYAML

/// A deployment file with `${name}` inside its scalars, parsed once and filled in for one deployment after another. The
/// result is validated like any deployment file.
package struct DeploymentTemplate: Sendable {
    private let document: YAMLDocument
    private let folder: String
    /// The names of the values that it needs.
    package let names: Set<String>

    package init(path: String) throws(Diagnostics) {
        document = try DeploymentFile.document(path: path)
        folder = DeploymentFile.folder(of: path)
        names = try YAMLSubstitution.names(in: document)
    }

    /// The deployment with these values, and its warnings; a missing value is an error.
    package func deployment(
        _ values: [String: String]
    ) throws(Diagnostics) -> (deployment: Deployment, warnings: [Diagnostic]) {
        try DeploymentFile.read(try YAMLSubstitution(values)(document), folder: folder)
    }
}
