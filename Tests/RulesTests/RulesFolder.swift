import Foundation

@testable import Rules

/// The shipped rules, read from the package's folder.
enum RulesFolder {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func sources() throws -> [RuleSource] {
        let folder = package.appending(path: "Rules")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        return try paths.filter { $0.hasSuffix(".yaml") }.map { path in
            RuleSource(
                path: path, text: try String(contentsOf: folder.appending(path: path), encoding: .utf8),
                displayName: "Rules/\(path)")
        }
    }
}
