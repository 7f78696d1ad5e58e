import ArgumentParser
import Facts
import Report
import Rules
import StrictYAML
import SystemIO

struct RulesFactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "Show the facts that rules can read.",
        discussion: "Without an argument, the subject kinds; with a kind, all facts for its rules.")

    @Argument(help: "A subject kind, such as web_name, or a type, such as Route; 'all' for everything.")
    var name: String?

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    func run() throws {
        let schema = FactSchema.current
        if format == .json {
            return try StandardOutput.writeLine(schema.json.rendered())
        }
        switch name {
        case nil:
            let width = (schema.kinds.map(\.name.count).max() ?? 0) + 2
            let variables = (schema.kinds.map(\.variable.count).max() ?? 0) + 2
            let lines = schema.kinds.map { kind in
                kind.name.padding(to: width) + kind.variable.padding(to: variables) + kind.documentation
            }
            try StandardOutput.writeLine(lines.joined(separator: "\n"))
        case "all"?:
            let others = schema.types.filter { type in !schema.kinds.contains { $0.type == type } }
            let pages = schema.kinds.map { schema.page($0.type, $0.variable) } + others.map { schema.page($0, nil) }
            try StandardOutput.writeLine(pages.joined(separator: "\n"))
        case let name?:
            if let kind = schema.kind(name) {
                try StandardOutput.writeLine(schema.page(kind.type, kind.variable))
            } else if let type = schema.type(name) {
                try StandardOutput.writeLine(schema.page(type, nil))
            } else {
                let names = schema.kinds.map(\.name) + schema.types.map(\.name)
                throw CommandFailure(
                    .usage, "there is no subject kind or type '\(name)'\(suggestion(for: name, among: names))",
                    hint: "sendready rules facts lists the kinds")
            }
        }
    }
}

extension FactSchema {
    /// A type's fields, one per line: name, type, whether it may be absent or unknown, and its meaning.
    fileprivate func page(_ type: ObjectType, _ variable: String?) -> String {
        let width = (type.fields.map(\.name.count).max() ?? 0) + (variable?.count ?? 0) + 3
        var lines = ["\(type.name): \(type.documentation)"]
        for field in type.fields {
            let name = (variable.map { "\($0)." } ?? "") + field.name
            var words = [field.type.description + (field.isOptional ? ", optional" : "")]
            if field.source != .config { words.append("may be unknown") }
            if !field.allowedValues.isEmpty { words.append(field.allowedValues.joined(separator: "|")) }
            lines.append("  " + name.padding(to: width) + field.documentation)
            lines.append("  " + "".padding(to: width) + "(\(words.joined(separator: "; ")))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    fileprivate var json: JSONValue {
        [
            "kinds": .array(
                kinds.map {
                    [
                        "name": .string($0.name), "variable": .string($0.variable), "type": .string($0.type.name),
                        "doc": .string($0.documentation),
                    ]
                }),
            "types": .array(types.map { ["name": .string($0.name), "doc": .string($0.documentation), "fields": fields($0)] }),
        ]
    }

    private func fields(_ type: ObjectType) -> JSONValue {
        .array(
            type.fields.map {
                [
                    "name": .string($0.name), "type": .string($0.type.description), "optional": .boolean($0.isOptional),
                    "source": .string($0.source.rawValue), "allowed": .strings($0.allowedValues),
                    "doc": .string($0.documentation),
                ]
            })
    }
}
