import ArgumentParser
import DNS
import Facts
import MailPolicy
import Report
import Resolver
import SystemIO

struct DMARCDiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Walk the DNS tree for the policy that applies to a From domain (RFC 9989).",
        discussion: """
            Shows every step, the organizational domain, and where receivers that still use the public suffix list (RFC 7489) \
            get another result. Exit codes: 0 a policy applies, 2 none does, 3 it is unknown.
            """)

    @Argument(help: "The From domain.", transform: HostArgument.name)
    var domain: HostArgument

    @OptionGroup var step: SingleStepOptions

    func run() async throws {
        let name = domain.name
        let places = DMARCDiscovery.domains(for: name).filter { $0.prepending("_dmarc") != nil }
        let discovery = try await step.withClient { client in
            async let existing = client.lookup(Question(name, .mx), in: SingleStepOptions.view)
            let answers = await concurrently(places) { place in
                await client.lookup(Question(place.prepending("_dmarc") ?? place, .txt), in: SingleStepOptions.view)
            }
            return DMARCDiscoveryText(
                domain: name, existence: DomainExistence(await existing.outcome),
                answers: Dictionary(uniqueKeysWithValues: zip(places, answers)),
                publicSuffixes: PolicyInputs.publicSuffixes())
        }
        try StandardOutput.write(step.format == .json ? discovery.json.rendered() + "\n" : discovery.text)
        try endStep(discovery.status)
    }
}
