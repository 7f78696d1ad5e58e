import Foundation
import Rules

/// The rules folder and the pages generated from it.
enum RuleFiles {
    static let pages = "Rules/pages"

    static func sources(folder: String) throws -> [RuleSource] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted().map { path in
            RuleSource(
                path: path, text: try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8),
                displayName: "\(folder)/\(path)")
        }
    }

    /// Pages of rules that no longer exist.
    static func strays(beside paths: [String]) throws -> [String] {
        guard FileManager.default.fileExists(atPath: pages) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: pages).filter { $0.hasSuffix(".md") }
            .map { "\(pages)/\($0)" }.filter { !paths.contains($0) }.sorted()
    }
}
