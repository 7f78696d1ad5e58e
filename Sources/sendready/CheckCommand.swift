import ArgumentParser
import DNS
import Deployment
import HostNames
import Report
import Rules

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check one sending domain without a deployment file.",
        discussion: """
            Looks at the domain as From and as MAIL FROM. The more is said, the more is checked: with --ip the sending \
            addresses and the way of bounces, with --selector the DKIM keys.
            """)

    @Argument(help: "The domain that stands in From.")
    var domain: HostArgument

    @Option(help: "A DKIM selector; may be repeated.")
    var selector: [String] = []

    @Option(help: "A sending address as receivers see it; may be repeated.")
    var ip: [AddressArgument] = []

    @Option(help: "The domain that stands in MAIL FROM; the From domain by default.")
    var mailFrom: HostArgument?

    @Option(help: "The name that the servers announce; their PTR names by default.")
    var helo: HostArgument?

    @Option(help: "A resolver to ask, ADDRESS[:PORT]; may be repeated. The system's by default.")
    var resolver: [ResolverArgument] = []

    @OptionGroup var network: NetworkOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var options: ReportOptions

    func run() async throws {
        let book = try rules.book()
        try options.checkRules(of: book)
        // Without a deployment file there is no plan to judge, and a key that nobody named is not missing.
        let configuration = try rules.configuration(book, rules: options.rule).without { rule in
            rule.id.hasPrefix("plan/")
                || (selector.isEmpty && ["dkim/missing-for-path", "dmarc/dkim-not-aligned"].contains(rule.id))
        }
        var settings = AuditSettings()
        settings.timeout = network.timeout.duration
        let run = AuditRun(settings: settings, showsProgress: !network.noProgress && !options.quiet)
        let results = try await run.run([AuditRun.Job(plan: Plan(try deployment()), rules: configuration)])
        try rules.record(results.map(\.report))
        try options.end(with: results.map(\.report))
    }

    private func deployment() throws -> Deployment {
        let place = SourcePlace(file: "command line", line: 1, column: 1)
        let host = { (argument: HostArgument) in
            HostName(written: argument.written, name: argument.name, place: place)
        }
        let keys = try selector.map { selector in
            guard let recordName = domain.name.prepending("\(selector)._domainkey") else {
                throw CommandFailure(.usage, "'\(selector)' is not a DKIM selector")
            }
            return DKIMKey(domain: host(domain), selector: selector, recordName: recordName, keyFile: nil, place: place)
        }
        let sender = Sender(
            name: "check", route: .direct,
            addresses: ip.map { SendingAddress(address: $0.address, place: place) },
            helo: helo.map { .name(host($0)) } ?? .ptr, inbound: [], from: [host(domain)],
            mailFrom: [host(mailFrom ?? domain)], dkim: keys, place: place)
        let resolvers = resolver.isEmpty ? nil : resolver.map(\.endpoint)
        return Deployment(
            name: domain.written, scheme: .direct,
            views: [ViewDefinition(name: .public, resolvers: resolvers, rootHints: nil, trustAnchor: nil, place: nil)],
            senders: [sender], file: "command line")
    }
}

/// A host name as people write it.
struct HostArgument: ExpressibleByArgument {
    let written: String
    let name: DomainName

    init?(argument: String) {
        guard let name = (try? DomainName(unicode: argument)) ?? DomainName(argument), !name.isRoot else { return nil }
        written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
        self.name = name
    }
}

struct AddressArgument: ExpressibleByArgument {
    let address: IPAddress

    init?(argument: String) {
        guard let address = IPAddress(argument) else { return nil }
        self.address = address
    }
}
