import Report

/// A command's page of the manual, in the macros of man(7).
struct ManualPage {
    let command: CommandDefinition

    /// `sendready-audit.1`
    var fileName: String { "\(command.pageName).1" }

    var text: String {
        let title = command.pageName.uppercased()
        var lines = [
            ".\\\" Written by sendready \(Sendready.version) from its command definitions.",
            ".TH \(Roff.quoted(title)) 1 \"\" \(Roff.quoted("sendready \(Sendready.version)")) \"User Commands\"",
            ".nh", ".ad l",
            ".SH NAME", "\(Roff.text(command.pageName)) \\- \(Roff.text(Self.unended(command.abstract)))",
            ".SH SYNOPSIS", synopsis,
        ]
        if !description.isEmpty { lines += [".SH DESCRIPTION"] + Roff.paragraphs(description) }
        if !command.subcommands.isEmpty { lines += [".SH COMMANDS"] + command.subcommands.flatMap(Self.entry) }
        let positionals = command.arguments.filter(\.names.isEmpty)
        if !positionals.isEmpty { lines += [".SH ARGUMENTS"] + positionals.flatMap(Self.entry) }
        let options = command.arguments.filter { !$0.names.isEmpty }
        lines += [".SH OPTIONS"] + options.flatMap(Self.entry)
        lines += exitStatus
        let examples = CommandExamples.of(command.path)
        if !examples.isEmpty { lines += [".SH EXAMPLES"] + examples.flatMap(Self.entry) }
        if command.path.count == 1 { lines += Self.files }
        lines += [".SH SEE ALSO", Self.references(related)]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Leaves out what the program's page covers in separate sections.
    private var description: String { command.path.count == 1 ? Self.programDescription : command.discussion }

    private static let programDescription = """
        You describe a deployment once: which scheme, which name plays which role, which addresses send, where bounces must come home. \
        sendready derives every record, route and certificate that must therefore exist, checks what does exist from every relevant \
        view of the DNS, and reports what is broken, why it matters, and exactly which record to publish.

        The report goes to standard output and nothing else does; warnings, errors and progress go to standard error.
        """

    private var synopsis: String {
        var words = ["\\fB\(Roff.text(command.path.joined(separator: " ")))\\fR"]
        if !command.subcommands.isEmpty { words.append("\\fIcommand\\fR") }
        let required = command.arguments.filter { !$0.isOptional && !$0.names.isEmpty }
        words += required.map { "\\fB\(Roff.text(Self.preferred($0)))\\fR \\fI\(Roff.text($0.valueName))\\fR" }
        words.append("[\\fIoptions\\fR]")
        words += command.arguments.filter(\.names.isEmpty).map { argument in
            let name = "\\fI\(Roff.text(argument.valueName))\\fR" + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "[\(name)]" : name
        }
        return words.joined(separator: " ")
    }

    private var exitStatus: [String] {
        let judges = command.path.count == 1 || command.arguments.contains { $0.names.contains("--fail-on") }
        guard judges else {
            return [
                ".SH EXIT STATUS",
                "0 for good, 2 for bad, 3 for undetermined; others as in",
                "\\fBsendready\\fR(1).",
            ]
        }
        return [".SH EXIT STATUS"]
            + ExitStatus.allCases.flatMap { [".TP 5", "\($0.rawValue)", Roff.text($0.sentence.capitalizedSentence)] }
            + [".PP", "With \\fB\\-\\-format nagios\\fR everything above 3 is 3."]
    }

    private var related: [String] {
        let parents = (1..<command.path.count).map { command.path.prefix($0).joined(separator: "-") }
        return parents + command.subcommands.map(\.pageName)
    }

    private static let files: [String] = [
        ".SH FILES",
        ".TP", "\\fI/etc/sendready/*.yaml\\fR", "The deployments that \\fBsendready.service\\fR audits.",
        ".TP", "\\fI/var/lib/sendready/\\fR", "State, history and the page of the service.",
        ".TP", "\\fI/usr/share/doc/sendready/\\fR", "Pages of the rules, JSON schemas, examples.",
        ".TP", "\\fI/usr/share/dns/root.hints\\fR, \\fI/usr/share/dns/root.key\\fR", "Where the authoritative view starts.",
        ".TP", "\\fI/usr/share/publicsuffix/public_suffix_list.dat\\fR", "For DMARC by RFC 7489.",
        ".SH ENVIRONMENT", ".TP", "\\fBNO_COLOR\\fR", "If set and not empty, the text report has no colour.",
    ]

    private static func entry(_ command: CommandDefinition) -> [String] {
        [".TP", "\\fB\(Roff.text(command.path.dropFirst().joined(separator: " ")))\\fR", Roff.text(command.abstract)]
    }

    private static func entry(_ argument: CommandDefinition.Argument) -> [String] {
        let value = argument.takesValue ? "\\fI\(Roff.text(argument.valueName))\\fR" : ""
        let head =
            argument.names.isEmpty
            ? value
            : argument.names.map { "\\fB\(Roff.text($0))\\fR" }.joined(separator: ", ") + (value.isEmpty ? "" : " \(value)")
        var lines = [".TP", head, Roff.text(argument.abstract)]
        // Values that the discussion explains are not listed again.
        if !argument.values.isEmpty, !argument.discussion.contains("\(argument.values[0]):") {
            lines.append("One of \(argument.values.map { "\\fB\(Roff.text($0))\\fR" }.joined(separator: ", ")).")
        }
        if let standard = argument.standard, !standard.isEmpty, !argument.abstract.contains("by default") {
            lines.append("Default: \\fB\(Roff.text(standard))\\fR.")
        }
        for line in argument.discussion.split(separator: "\n") { lines += [".br", Roff.text(String(line))] }
        return lines
    }

    private static func entry(_ example: CommandExample) -> [String] {
        [".PP", Roff.text(example.says), ".PP", ".RS 4", ".EX", Roff.text(example.command), ".EE", ".RE"]
    }

    private static func references(_ pages: [String]) -> String {
        pages.map { "\\fB\(Roff.text($0))\\fR(1)" }.joined(separator: ",\n")
    }

    private static func preferred(_ argument: CommandDefinition.Argument) -> String {
        argument.names.first { $0.hasPrefix("--") } ?? argument.names.first ?? ""
    }

    /// In the form of a NAME section.
    private static func unended(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        return text.prefix(2).allSatisfy(\.isUppercase) ? text : text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension String {
    fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

/// Text escaped for groff.
enum Roff {
    /// Literal text: hyphens can be copied, and no line is interpreted as a request.
    static func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var result = ""
            for character in line {
                switch character {
                case "\\": result += "\\e"
                case "-": result += "\\-"
                case "'": result += "\\(aq"
                case "^": result += "\\(ha"
                case "~": result += "\\(ti"
                case "`": result += "\\(ga"
                default: result.append(character)
                }
            }
            return result.hasPrefix(".") ? "\\&" + result : result
        }.joined(separator: "\n")
    }

    /// An argument of a macro.
    static func quoted(_ text: String) -> String { "\"\(self.text(text).split(separator: "\"").joined(separator: "\\(dq"))\"" }

    /// Blank lines separate paragraphs; indented lines keep their layout.
    static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                lines.append(".PP")
            } else {
                lines += line.hasPrefix(" ") ? [".br", Self.text(String(line))] : [Self.text(String(line))]
            }
        }
        return lines
    }
}
