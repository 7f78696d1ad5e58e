import ArgumentParser
import DNS
import Facts
import MailPolicy
import Report
import SystemIO

struct SPFEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Evaluate SPF as a receiver would (RFC 7208).",
        discussion: "Exit codes: 0 pass, 2 any other result, 3 temperror: a query failed.")

    @Option(help: "The sending address.", transform: AddressArgument.init(parsing:))
    var ip: AddressArgument

    @Option(help: "MAIL FROM, an address or a domain; empty for the HELO identity.")
    var mailFrom: String

    @Option(help: "The name in HELO or EHLO.")
    var helo: String = ""

    @OptionGroup var step: SingleStepOptions

    func validate() throws {
        guard !isNullSender || !helo.isEmpty else {
            throw ValidationError("an empty --mail-from means the HELO identity: give --helo")
        }
        for text in [mailFrom, helo] where text.contains("://") { _ = try HostArgument.name(text) }
    }

    func run() async throws {
        let evaluation = try await step.withClient { client in
            await SPFEvaluator(lookup: client, view: SingleStepOptions.view).checkHost(ip.address, sender: sender, helo: helo)
        }
        let text = SPFEvaluationText(evaluation)
        try StandardOutput.write(step.format == .json ? text.json.rendered() + "\n" : text.text)
        switch evaluation.result {
        case .pass: return
        case .temperror: try endStep(.undetermined)
        default: try endStep(.notReady)
        }
    }

    /// Bounces have no sender, as SMTP writes it.
    private var isNullSender: Bool { mailFrom.isEmpty || mailFrom == "<>" }

    /// A bare domain means its postmaster.
    private var sender: String {
        isNullSender ? "" : mailFrom.contains("@") ? mailFrom : "postmaster@\(mailFrom)"
    }
}
