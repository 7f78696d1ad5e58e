import ArgumentParser
import DNS
import Facts
import MailPolicy
import Report
import SystemIO

struct SPFTreeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree", abstract: "Draw a domain's SPF record with everything that it includes, and what it costs.",
        discussion: """
            Nothing is evaluated: every term counts as not matching, which is the worst case. Exit codes: 0 within the limits \
            and without an error, 2 otherwise or without a record, 3 when something could not be read.
            """)

    @Argument(help: "The domain.", transform: HostArgument.name)
    var domain: HostArgument

    @OptionGroup var step: SingleStepOptions

    func run() async throws {
        let tree = try await step.withClient { client in
            await SPFTree.walk(from: domain.name, lookup: client, view: SingleStepOptions.view)
        }
        let text = SPFTreeText(tree)
        try StandardOutput.write(step.format == .json ? text.json.rendered() + "\n" : text.text)
        if tree.problems.contains(where: { !$0.code.isUnknown }) { try endStep(.notReady) }
        if tree.problems.contains(where: { $0.code == .unresolved }) { try endStep(.undetermined) }
    }
}
