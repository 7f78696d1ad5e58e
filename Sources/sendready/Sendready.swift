import ArgumentParser
import Glibc
import Report
import StrictYAML
import SystemIO

/// The command: parses the command line, runs a subcommand, and turns errors into the documented exit codes.
@main
struct Sendready: AsyncParsableCommand {
    /// The single place for the version. A tag `v<version>` marks the commit of its release, and the CHANGELOG has a
    /// section for it.
    static let version = "0.2.0"

    static let configuration = CommandConfiguration(
        commandName: "sendready",
        abstract: "Tells whether the domains of a self-hosted email platform are ready to send.",
        discussion: "Exit codes: "
            + ExitStatus.allCases.map { "\($0.rawValue) \($0.sentence)" }.joined(separator: "; ")
            + ". With --format nagios everything above 3 is 3.",
        version: version,
        subcommands: [
            AuditCommand.self, JudgeCommand.self, CheckCommand.self, HistoryCommand.self, RulesCommand.self, DNSCommand.self,
            PlanCommand.self, InitCommand.self,
            SPFCommand.self,
            TLSCommand.self,
            DKIMCommand.self,
            DMARCCommand.self, RecordCommand.self,
            DemoCommand.self,
            VersionCommand.self, ManualCommand.self,
        ])

    /// The error for an option that the command does not have; `nil` if it has all of them.
    ///
    /// The parser reads an option's value as an argument then, and complains about that.
    static func unknownOption(_ arguments: [String]) -> String? {
        guard var command = try? CommandDefinition.program() else { return nil }
        var words = arguments.dropFirst()
        while let word = words.first, let next = command.subcommands.first(where: { $0.path.last == word }) {
            command = next
            words.removeFirst()
        }
        // Of an incomplete command the options are not known, and `init` has one for each role.
        guard command.subcommands.isEmpty, command.path.last != InitCommand.configuration.commandName else { return nil }
        let known = command.arguments.flatMap(\.names).filter { $0.hasPrefix("--") } + ["--help", "--version"]
        for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
            let name = String(word.prefix { $0 != "=" })
            guard !known.contains(name) else { continue }
            return "Unknown option '\(name)'\(suggestion(for: name, among: known.sorted()))"
        }
        return nil
    }

    /// The error for a first word that is not a command; `nil` if it is one.
    static func unknownCommand(_ arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = Sendready.self
        var path: [String] = []
        for word in arguments.dropFirst() where word != "help" {
            let inner = command.configuration.subcommands
            guard !inner.isEmpty, !word.hasPrefix("-") else { return nil }
            let names = inner.compactMap { $0.configuration.commandName }
            guard let next = inner.first(where: { $0.configuration.commandName == word }) else {
                let whole = (path + [word]).joined(separator: " ")
                return "there is no command '\(whole)'\(suggestion(for: word, among: names.sorted()))"
            }
            path.append(word)
            command = next
        }
        return nil
    }

    static func main() async {
        StandardStreams.prepare()
        do {
            try await withTaskExecutorPreference(CommandThread()) {
                var command = try parseAsRoot()
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
            }
            Glibc.exit(ExitStatus.ready.rawValue)
        } catch {
            Glibc.exit(Ending(error).end(nagios: NagiosRequest(CommandLine.arguments)))
        }
    }
}

/// How the program ends when a command throws: its message and exit status.
private enum Ending {
    /// All output has been written.
    case status(Int32)
    /// Help, the version, a completion script: on standard output.
    case text(String)
    case failure(CommandFailure)

    init(_ error: any Error) {
        switch error {
        case let code as ExitCode: self = .status(code.rawValue)
        case let failure as CommandFailure: self = .failure(failure)
        case let failure as WriteFailure: self = .failure(CommandFailure(failure))
        case let failure as ReadFailure: self = .failure(CommandFailure(failure))
        default:
            switch Sendready.exitCode(for: error) {
            // The parser shows the general help for any word after `help`.
            case .success where CommandLine.arguments.dropFirst().first == "help":
                self =
                    Sendready.unknownCommand(CommandLine.arguments).map { .failure(Self.misuse($0)) }
                    ?? .text(Sendready.fullMessage(for: error))
            case .success: self = .text(Sendready.fullMessage(for: error))
            case .validationFailure:
                let arguments = CommandLine.arguments
                let message = Sendready.unknownCommand(arguments) ?? Sendready.unknownOption(arguments)
                self = .failure(Self.misuse(message ?? Sendready.message(for: error)))
            default: self = .failure(CommandFailure(.internal, "\(error)"))
            }
        }
    }

    private static func misuse(_ message: String) -> CommandFailure {
        CommandFailure(.usage, message, hint: "sendready --help lists the commands and options")
    }

    /// Writes the message and returns the exit status.
    func end(nagios: NagiosRequest?) -> Int32 {
        switch self {
        case .status(let status): return nagios == nil ? status : ExitStatus(rawValue: status)?.asPlugin.rawValue ?? status
        case .text(let text):
            guard !text.isEmpty else { return ExitStatus.ready.rawValue }
            do { try StandardOutput.writeLine(text) } catch { return Ending(error).end(nagios: nagios) }
            return ExitStatus.ready.rawValue
        case .failure(let failure):
            failure.report()
            guard let nagios else { return failure.status.rawValue }
            if !failure.isAfterReport { nagios.tell(failure) }
            return failure.status.asPlugin.rawValue
        }
    }
}
