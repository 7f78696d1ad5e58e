import ArgumentParser
import Report

/// The command: parses the command line, runs a subcommand, and turns errors into the documented exit codes.
@main
struct Sendready: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "sendready",
        abstract: "Tells whether the domains of a self-hosted email platform are ready to send.",
        discussion: """
            Exit codes: 0 ready, 1 ready with warnings, 2 not ready, 3 undetermined (something could not be learned), \
            64 wrong use, 65 deployment file or rules refused, 70 internal fault.
            """,
        version: version,
        subcommands: [
            AuditCommand.self, JudgeCommand.self, CheckCommand.self, HistoryCommand.self, RulesCommand.self, DNSCommand.self,
            PlanCommand.self, InitCommand.self,
            SPFCommand.self,
            TLSCommand.self,
            DKIMCommand.self,
            DMARCCommand.self, RecordCommand.self,
            DemoCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            failure.exit()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            CommandFailure(.usage, message(for: error), hint: "sendready --help lists the commands and options").exit()
        }
    }
}
