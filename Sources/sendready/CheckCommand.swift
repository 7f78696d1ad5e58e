import ArgumentParser
import DNS
import Deployment
import Report
import Rules
import Survey

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Show the records of sending domains, and what is wrong, without a deployment file.",
        discussion: """
            Checks each domain as From and as MAIL FROM. The records come first, then findings as in an audit, then the assumptions \
            and what stays open. More options check more: --ip the sending addresses and the route of bounces, --selector the \
            DKIM keys, --smtp the mail servers, --authoritative the authoritative servers of the zone.
            """)

    @Argument(help: "The From domains.", transform: HostArgument.domain)
    var domains: [HostArgument]

    @Option(help: "A DKIM selector; may be repeated. Those of well-known platforms are tried too.")
    var selector: [String] = []

    @Option(help: "A sending address as receivers see it; may be repeated.", transform: AddressArgument.init(parsing:))
    var ip: [AddressArgument] = []

    @Option(
        help:
            "The MAIL FROM domain. Without it the From domain is assumed, and faults there are warnings at most.",
        transform: HostArgument.domain)
    var mailFrom: HostArgument?

    @Option(help: "The name that the servers announce; their PTR names by default.", transform: HostArgument.domain)
    var helo: HostArgument?

    @Flag(help: "Also probe the mail servers, up to RCPT TO and never DATA: STARTTLS and certificates.")
    var smtp = false

    @Flag(help: "Also query the zone's authoritative servers, found from the root, and validate their answers.")
    var authoritative = false

    @OptionGroup var roots: RootOptions

    @Option(
        help: "A resolver, ADDRESS[:PORT]; may be repeated. The system's by default.",
        transform: ResolverArgument.init(parsing:))
    var resolver: [ResolverArgument] = []

    @OptionGroup var network: NetworkOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var options: ReportOptions

    func validate() throws {
        try roots.validate(with: authoritative)
        for (index, domain) in domains.enumerated() where domains[..<index].contains(where: { $0.name == domain.name }) {
            throw ValidationError("'\(domain.written)' is named twice")
        }
    }

    func run() async throws {
        let book = try rules.book()
        try options.checkRules(of: book)
        let jobs = try domains.map { try job(for: $0, book) }
        var settings = AuditSettings()
        settings.timeout = network.timeout.duration
        let run = AuditRun(settings: settings, showsProgress: !network.noProgress && !options.quiet)
        let results = try await run.run(jobs)
        let interrupted = run.interruption.status
        if interrupted == nil { try rules.record(results.map(\.report)) }
        try options.end(with: results.map(\.report), interrupted: interrupted)
    }

    private func job(for domain: HostArgument, _ book: RuleBook) throws -> AuditRun.Job {
        // Without a deployment file there is no plan to judge, and a key that was not named is not missing.
        let described = try deployment(domain)
        let configuration = try rules.configuration(book, described, rules: options.rule).without { rule in
            rule.id.hasPrefix("plan/")
                || (selector.isEmpty && ["dkim/missing-for-path", "dmarc/dkim-not-aligned"].contains(rule.id))
        }
        let contact = FirstContact(domain: Self.host(domain), assumesMailFrom: mailFrom == nil)
        return AuditRun.Job(plan: Plan(described), rules: configuration, firstContact: contact)
    }

    private static let place = SourcePlace(file: "command line", line: 1, column: 1)

    private static func host(_ argument: HostArgument) -> HostName {
        HostName(written: argument.written, name: argument.name, place: place)
    }

    private func deployment(_ domain: HostArgument) throws -> Deployment {
        let place = Self.place
        let keys = try selector.map { text in
            let selector: String
            do { selector = try DKIMKey.selector(in: text) } catch { throw CommandFailure(.usage, "--selector: \(error)") }
            guard let recordName = domain.name.prepending("_domainkey")?.prepending(selector) else {
                throw CommandFailure(.usage, "'\(selector)._domainkey.\(domain.written)' is too long for a name")
            }
            return DKIMKey(domain: Self.host(domain), selector: selector, recordName: recordName, keyFile: nil, place: place)
        }
        // A part of subjects' keys, which never change; texts call the sender by its domain.
        let sender = Sender(
            name: "check", route: .direct,
            addresses: ip.map { SendingAddress(address: $0.address, place: place) },
            helo: helo.map { .name(Self.host($0)) } ?? .ptr, inbound: [], from: [Self.host(domain)],
            mailFrom: [Self.host(mailFrom ?? domain)], dkim: keys, place: place)
        let resolvers = resolver.isEmpty ? nil : resolver.map(\.endpoint)
        let seen = ViewDefinition(name: .public, resolvers: resolvers, rootHints: nil, trustAnchor: nil, place: nil)
        let own = ViewDefinition(
            name: .authoritative, rootHints: roots.hints(at: place), trustAnchor: roots.anchor(at: place), place: place)
        return Deployment(
            name: domain.written, scheme: .direct, views: authoritative ? [seen, own] : [seen],
            dmarc: DMARCWish(areSendersKnown: false), senders: [sender],
            probes: ActiveProbes(smtp: smtp),
            rules: RuleSettings(overrides: mailFrom == nil ? Self.assumptions(place) : []), file: "command line")
    }

    /// Findings that depend on the MAIL FROM domain cannot be errors if it was not given.
    private static func assumptions(_ place: SourcePlace) -> [RuleOverride] {
        [
            "return-path/unroutable", "return-path/not-at-sender", "return-path/partly-elsewhere", "spf/missing",
            "spf/sender-not-authorised", "dmarc/path-not-aligned",
        ].map { rule in
            RuleOverride(
                rule: rule, severity: .warning, reason: "the From domain is assumed to be the MAIL FROM domain", place: place)
        }
    }
}
