import ArgumentParser
import Deployment
import Facts
import Report
import Rules
import SystemIO

struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a rule's settings, and the source of each.",
        discussion: """
            Precedence: the rule's own file, then profiles, then overrides; the later one wins. Without --effective, the settings \
            in the rule's own file.
            """)

    @Argument(help: "A rule id, such as tls/expires-soon.", completion: .ruleIDs)
    var id: String

    @Flag(help: "After profiles and overrides.")
    var effective = false

    @Option(help: "The deployment file whose profiles and overrides apply.", completion: .yaml)
    var deployment: String?

    @Option(help: "A profile instead of those in the deployment file; may be repeated.", completion: .profiles)
    var profile: [String] = []

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    @OptionGroup var folder: RulesFolderOptions

    func validate() throws {
        guard effective || (deployment == nil && profile.isEmpty) else {
            throw ValidationError("--deployment and --profile belong to --effective")
        }
    }

    func run() throws {
        let book = try folder.book()
        let file = try deployment.map { path throws in try DeploymentFile.loaded(path) }
        let configuration = try RuleOptions.configuration(book, file, profiles: profile)
        guard let rule = configuration.effective(id) else { throw CommandFailure(unknownRule: id, in: book) }
        switch format {
        case .text: try StandardOutput.write(text(rule))
        case .json: try StandardOutput.writeLine(json(rule).rendered())
        }
    }

    private func text(_ rule: EffectiveRule) -> String {
        var lines = ["\(rule.rule.id)  \(rule.rule.title)"] + rows(rule.values, indent: "  ")
        for scope in rule.scopes {
            lines.append("  for \(scope.subjects)" + (scope.reason.map { " (\($0))" } ?? ""))
            lines += rows(scope.values, indent: "    ")
        }
        if !rule.providers.isEmpty { lines.append("  \(rule.providers.joined(separator: ", "))") }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private func rows(_ values: [EffectiveRule.Value], indent: String) -> [String] {
        let width = (values.map(\.name.count).max() ?? 0) + 2
        let valueWidth = (values.map(\.value.count).max() ?? 0) + 2
        return values.map { value in
            indent + value.name.padding(to: width) + value.value.padding(to: valueWidth) + value.origin.description
        }
    }

    private func json(_ rule: EffectiveRule) -> JSONValue {
        let values = { (values: [EffectiveRule.Value]) in
            JSONValue.array(
                values.map {
                    [
                        "name": .string($0.name), "value": .string($0.value), "setBy": .string($0.origin.description),
                        "place": .string($0.origin.place),
                    ]
                })
        }
        return [
            "id": .string(rule.rule.id), "title": .string(rule.rule.title), "values": values(rule.values),
            "providers": .strings(rule.providers),
            "scopes": .array(
                rule.scopes.map { scope in
                    JSONValue.object([
                        "subjects": .string(scope.subjects), "reason": JSONValue(scope.reason), "values": values(scope.values),
                    ]).withoutNulls
                }),
        ]
    }
}
