import ArgumentParser
import BuiltinRules
import Foundation
import Report
import RuleTests
import Rules
import StrictYAML

/// The built-in rules, with or without those of a folder.
struct RulesFolder {
    /// `nil` for the built-in rules alone.
    let path: String?
    /// The folder's rules, fixtures and profiles are added to the built-in ones, and replace those with the same name.
    var joinsBuiltin = true

    /// The rules to judge by. Tests of the built-in ones are parsed only when their names are needed.
    func book(parsesTests: Bool = false) throws -> RuleBook {
        // A folder's tests are checked too: a mistake in one is a mistake in the rule.
        guard path == nil else { return try tested().book }
        do {
            let sources = try all()
            if !parsesTests, let book = RuleBook(image: BuiltinRules.image, of: sources) { return book }
            return try RuleBook(sources: sources, parsesTests: parsesTests)
        } catch let diagnostics as Diagnostics {
            throw CommandFailure(diagnostics)
        }
    }

    /// The rules with their tests.
    func tested() throws -> TestedRules {
        do {
            return try TestedRules(sources: try all())
        } catch let diagnostics as Diagnostics {
            throw CommandFailure(diagnostics)
        }
    }

    /// The rules with their tests, and the ids of the folder's own rules; all ids without a folder.
    func testedAndOwn() throws -> (rules: TestedRules, own: Set<String>) {
        let rules = try tested()
        guard let path else { return (rules, Set(rules.book.rules.map(\.id))) }
        return (rules, Set(try sources(path).filter(\.isRule).map(\.id)))
    }

    private func all() throws -> [RuleSource] {
        let builtin = BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text, displayName: "Rules/\($0.path)") }
        guard let path else { return builtin }
        let own = try sources(path)
        let names = Set(own.map(\.path))
        // Tests may use the built-in fixtures in any case.
        return own + builtin.filter { !names.contains($0.path) && (joinsBuiltin || $0.isFixture) }
    }

    /// The file of a built-in rule, as written.
    static func builtinText(of id: String) -> String? { BuiltinRules.files.first { $0.path == "\(id).yaml" }?.text }

    private func sources(_ folder: String) throws -> [RuleSource] {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw CommandFailure(.refused, "there is no folder '\(folder)'")
        }
        guard isFolder.boolValue else {
            throw CommandFailure(.refused, "'\(folder)' is not a folder", hint: "name the folder that contains the rules")
        }
        guard let walker = FileManager.default.enumerator(atPath: folder) else {
            throw CommandFailure(.refused, "cannot read the folder '\(folder)'")
        }
        var paths: [String] = []
        while let path = walker.nextObject() as? String {
            if path.hasSuffix(".yaml") { paths.append(path) }
            // Silently ignoring it would leave its author waiting for a rule that never runs.
            if path.hasSuffix(".yml") {
                throw CommandFailure(
                    .refused, "'\(folder)/\(path)' would be ignored: files of rules end in .yaml",
                    hint: "rename it to \(path.dropLast(4)).yaml")
            }
        }
        guard !paths.isEmpty else { throw CommandFailure(.refused, "'\(folder)' contains no rules (*.yaml)") }
        return try paths.sorted().map { path in
            RuleSource(path: path, text: try InputText.read("\(folder)/\(path)"), displayName: "\(folder)/\(path)")
        }
    }
}

/// The source of the rules.
struct RulesFolderOptions: ParsableArguments {
    @Option(
        help: "A folder of rules that are added to the built-in ones, and replace those with the same id.", completion: .directory
    )
    var rules: String?

    @Flag(help: "Leave out the built-in rules: only those of --rules.")
    var noBuiltinRules = false

    func validate() throws {
        guard !noBuiltinRules || rules != nil else { throw ValidationError("--no-builtin-rules needs --rules DIR") }
    }

    func book(parsesTests: Bool = false) throws -> RuleBook { try folder.book(parsesTests: parsesTests) }

    func tested() throws -> TestedRules { try folder.tested() }

    private var folder: RulesFolder { RulesFolder(path: rules, joinsBuiltin: !noBuiltinRules) }
}
