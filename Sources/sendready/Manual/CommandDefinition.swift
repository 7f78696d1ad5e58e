import ArgumentParser
import Facts

/// A command's declaration: the source of `--help` and of the manual pages.
struct CommandDefinition {
    struct Argument {
        /// `-h`, `--format`; none for a positional.
        let names: [String]
        let valueName: String
        let abstract: String
        let discussion: String
        let values: [String]
        let standard: String?
        let isOptional: Bool
        let isRepeating: Bool
        let takesValue: Bool
    }

    /// From the program's name on: `sendready`, `rules`, `list`.
    let path: [String]
    let abstract: String
    let discussion: String
    let arguments: [Argument]
    let subcommands: [CommandDefinition]

    /// The program with all its commands.
    static func program() throws(JSONParser.Failure) -> CommandDefinition {
        let dump = try JSONParser.parse(Sendready._dumpHelp())
        return CommandDefinition(dump["command"] ?? .null, below: [])
    }

    private init(_ json: JSONValue, below parents: [String]) {
        let path = parents + [json["commandName"]?.text ?? ""]
        self.path = path
        abstract = json["abstract"]?.text ?? ""
        discussion = json["discussion"]?.text ?? ""
        arguments = (json["arguments"]?.elements ?? []).filter(\.isShown).map(Argument.init)
        subcommands = (json["subcommands"]?.elements ?? []).filter { $0.isShown && $0["commandName"]?.text != "help" }
            .map { CommandDefinition($0, below: path) }
    }

    /// This command and all below it.
    var all: [CommandDefinition] { [self] + subcommands.flatMap(\.all) }

    /// The name of its page: `sendready-rules-list`.
    var pageName: String { path.joined(separator: "-") }
}

extension CommandDefinition.Argument {
    fileprivate init(_ json: JSONValue) {
        names = (json["names"]?.elements ?? []).map { name in
            (name["kind"]?.text == "long" ? "--" : "-") + (name["name"]?.text ?? "")
        }
        valueName = json["valueName"]?.text ?? "value"
        abstract = json["abstract"]?.text ?? ""
        discussion = json["discussion"]?.text ?? ""
        values = (json["allValues"]?.elements ?? []).compactMap(\.text)
        standard = json["defaultValue"]?.text
        isOptional = json["isOptional"] == .boolean(true)
        isRepeating = json["isRepeating"] == .boolean(true)
        takesValue = json["kind"]?.text != "flag"
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    fileprivate var isShown: Bool { self["shouldDisplay"] != .boolean(false) }
}
