import BuiltinRules
import Report
import RuleEngine
import StrictYAML

extension RuleBook {
    /// The rules that are inside the binary.
    static func builtin() throws -> RuleBook {
        do {
            return try RuleBook(sources: BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) })
        } catch {
            throw CommandFailure(error)
        }
    }
}
