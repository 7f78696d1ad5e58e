import DNS
import Deployment
import Foundation
import StrictYAML

/// The deployment files that must be accepted: `Good/` and the examples that users start from.
enum GoodFiles {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let good = tests.appendingPathComponent("Good")
    static let examples = tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples")

    static let all: [URL] = [good, examples].flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map(folder.appendingPathComponent)
    }

    static func plan(_ url: URL) throws -> Plan { Plan(try DeploymentFile.load(path: url.path).deployment) }

    static func plan(_ text: String) throws -> Plan {
        Plan(try DeploymentFile.parse(text: text, file: "test.yaml", folder: good.path).deployment)
    }

    /// A file's content as JSON, with the types that YAML's core schema gives to plain scalars.
    static func json(_ value: YAMLValue, replacing path: [Step] = [], with replacement: String? = nil) -> String {
        if path.isEmpty, let replacement { return replacement }
        switch value.content {
        case .scalar(let text, let style):
            let isBare = style == .plain && (Bool(text) != nil || Int(text) != nil)
            return isBare ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        case .sequence(let items):
            let parts = items.enumerated().map { index, item in
                path.first == .index(index) ? json(item, replacing: Array(path.dropFirst()), with: replacement) : json(item)
            }
            return "[\(parts.joined(separator: ", "))]"
        case .mapping(let entries):
            let parts = entries.map { entry in
                let isNext = path.first == .key(entry.key)
                let inner = isNext ? json(entry.value, replacing: Array(path.dropFirst()), with: replacement) : json(entry.value)
                return "\"\(entry.key)\": \(inner)"
            }
            return "{\(parts.joined(separator: ", "))}"
        }
    }

    /// One step on the way to a value.
    enum Step: Hashable, CustomStringConvertible, Sendable {
        case key(String)
        case index(Int)

        var description: String {
            switch self {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }
}
