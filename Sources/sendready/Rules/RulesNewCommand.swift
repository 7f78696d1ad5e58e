import ArgumentParser
import Facts
import Foundation
import Report
import RuleTests
import Rules
import StrictYAML
import SystemIO

struct RulesNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a rule: a file that loads and passes its own tests, for you to change.",
        discussion: """
            Then: sendready rules lint DIR, sendready rules test DIR, and sendready audit --rules DIR deployment.yaml.
            """)

    @Argument(help: "The rule's id, AREA/NAME; the name states the defect: web/no-ipv6.")
    var id: String

    @Option(help: "The folder of rules to write into.", completion: .directory)
    var rules = "Rules"

    @Option(help: "Its subject kind; sendready rules facts lists them.")
    var forEach = "web_name"

    @Option(help: "Start from a copy of this rule.", completion: .ruleIDs)
    var from: String?

    func run() throws {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(Self.isName), parts[0] != "fixtures", parts[0] != "profiles" else {
            throw CommandFailure(
                .usage, "'\(id)' is not a rule id: AREA/NAME in lower-case letters, digits and hyphens",
                hint: "for example web/no-ipv6")
        }
        let text = try start()
        let url = URL(fileURLWithPath: rules).appendingPathComponent("\(id).yaml")
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw CommandFailure(.usage, "'\(rules)/\(id).yaml' exists already")
        }
        do {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(.cannotCreate, "cannot make the folder '\(url.deletingLastPathComponent().path)'")
        }
        try OutputFile.write(text, to: url.path)
        try StandardOutput.writeLine("\(rules)/\(id).yaml")
        Voice.hint("change it, then: sendready rules lint \(rules) && sendready rules test \(rules)")
    }

    private func start() throws -> String {
        if let from {
            let book = try RulesFolder(path: nil).book()
            guard let text = RulesFolder.builtinText(of: from) else { throw CommandFailure(unknownRule: from, in: book) }
            return text
        }
        let schema = FactSchema.current
        guard let kind = schema.kind(forEach) else {
            throw CommandFailure(
                .usage, "there is no subject kind '\(forEach)'\(suggestion(for: forEach, among: schema.kinds.map(\.name)))",
                hint: "sendready rules facts lists them")
        }
        guard let template = RuleTemplate(kind: kind) else {
            throw CommandFailure(.usage, "no rule can be started for '\(forEach)'", hint: "start from another rule: --from ID")
        }
        return template.text
    }

    private static func isName(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}
