import ArgumentParser
import DNS
import Facts
import HostNames
import Report
import Resolver
import SystemIO

struct DNSQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Send one query, and show the answer and every attempt.",
        discussion: """
            Exit codes: 0 there are records, 2 there are none, 3 the query failed. With --authoritative, 2 also when servers of \
            the zone disagree, or the answer is bogus.
            """)

    @Argument(help: "The name; may be Unicode. With type PTR, it may be an address.")
    var name: String

    @Argument(help: "The record type: A, AAAA, MX, TXT, PTR, TYPE65, …")
    var type: RecordTypeArgument = RecordTypeArgument(type: .a)

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var step: SingleStepOptions

    func validate() throws {
        guard !authority.authoritative || step.resolver.isEmpty else {
            throw ValidationError("--authoritative uses no resolver: leave out --resolver")
        }
    }

    func run() async throws {
        let question = Question(try domainName(), type.type)
        guard !authority.authoritative else { return try await askAuthority(question) }
        let result = try await step.withClient { await $0.lookup(question, in: SingleStepOptions.view) }
        let answer = LookupText(result)
        try StandardOutput.write(step.format == .json ? answer.json.rendered() + "\n" : answer.text)
        switch result.outcome {
        case .records: return
        case .noData, .nonexistent: try endStep(.notReady)
        case .failed: try endStep(.undetermined)
        }
    }

    private func askAuthority(_ question: Question) async throws {
        let anchors = try authority.anchors()
        let client = try AuthorityClient(
            hints: try authority.hints(), deadline: ContinuousClock.now + step.timeout.duration)
        defer { client.shutdown() }
        let query = await AuthorityQuery(question, client: client, anchors: anchors)
        let answer = AuthorityText(query)
        try StandardOutput.write(step.format == .json ? answer.json.rendered() + "\n" : answer.text)
        try endStep(query.exitStatus)
    }

    private func domainName() throws -> DomainName {
        if type.type == .ptr, let address = IPAddress(name) { return address.reverseName }
        do {
            return try DomainName(unicode: name, underscores: true)
        } catch {
            // DNS allows more than host names do: wildcards, escapes, classless reverse zones.
            if !name.contains("://"), !name.contains("@"), let plain = DomainName(name) { return plain }
            throw CommandFailure(.usage, "'\(name)' is not a domain name: \(error)")
        }
    }
}

struct RecordTypeArgument: ExpressibleByArgument {
    let type: RecordType

    init(type: RecordType) { self.type = type }

    init?(argument: String) {
        guard let type = RecordType(argument), type != .opt, type != .axfr, type != .tsig else { return nil }
        self.type = type
    }

    var defaultValueDescription: String { type.description }
}
