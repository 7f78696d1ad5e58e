import ArgumentParser
import DNS
import Facts
import MailPolicy
import Report
import Resolver
import SystemIO

struct DKIMShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a selector's key: type, size, flags, and what is wrong with the record.",
        discussion: "Exit codes: 0 mail can be verified with the key, 2 it cannot, 3 the query failed.")

    @Argument(help: "The selector (s=).")
    var selector: String

    @Argument(help: "The signing domain (d=).", transform: HostArgument.domain)
    var domain: HostArgument

    @Option(help: "A private or public key file to compare with; only the public half is read.", completion: .file())
    var key: String?

    @OptionGroup var step: SingleStepOptions

    func run() async throws {
        guard let name = DKIMAnswer.name(selector: selector, domain: domain.name) else {
            throw CommandFailure(.usage, "'\(selector)' is not a DKIM selector")
        }
        let given = try key.map(Self.read)
        let result = try await step.withClient { await $0.lookup(Question(name, .txt), in: SingleStepOptions.view) }
        let text = DKIMKeyText(name: name, result: result, given: given)
        try StandardOutput.write(step.format == .json ? text.json.rendered() + "\n" : text.text)
        try endStep(text.status)
    }

    private static func read(_ path: String) throws -> DKIMPublicKey {
        let text = try InputText.read(path)
        do throws(DKIMKeyFile.Fault) {
            return try DKIMKeyFile(text).key
        } catch {
            throw CommandFailure(.refused, "'\(path)' contains no usable key: \(error.rawValue)")
        }
    }
}
