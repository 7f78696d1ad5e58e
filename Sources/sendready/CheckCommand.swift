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

    @Argument(help: "The domain that stands in From.", transform: HostArgument.init(reading:))
    var domain: HostArgument

    @Option(help: "A DKIM selector; may be repeated.")
    var selector: [String] = []

    @Option(help: "A sending address as receivers see it; may be repeated.")
    var ip: [AddressArgument] = []

    @Option(
        help:
            "The domain that stands in MAIL FROM. Without it the From domain is assumed, and what is wrong with that is a warning.",
        transform: HostArgument.init(reading:))
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
        let described = try deployment()
        let configuration = try rules.configuration(book, described, rules: options.rule).without { rule in
            rule.id.hasPrefix("plan/")
                || (selector.isEmpty && ["dkim/missing-for-path", "dmarc/dkim-not-aligned"].contains(rule.id))
        }
        var settings = AuditSettings()
        settings.timeout = network.timeout.duration
        let run = AuditRun(settings: settings, showsProgress: !network.noProgress && !options.quiet)
        let results = try await run.run([AuditRun.Job(plan: Plan(described), rules: configuration)])
        let interrupted = run.interruption.status
        if interrupted == nil { try rules.record(results.map(\.report)) }
        try options.end(with: results.map(\.report), interrupted: interrupted)
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
            senders: [sender], rules: RuleSettings(overrides: mailFrom == nil ? Self.assumptions(place) : []),
            file: "command line")
    }

    /// What goes by the MAIL FROM domain cannot be an error of one that nobody named.
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

/// A host name as people write it.
struct HostArgument: ExpressibleByArgument {
    let written: String
    let name: DomainName

    init?(argument: String) {
        guard let name = (try? DomainName(unicode: argument)) ?? DomainName(argument), !name.isRoot else { return nil }
        written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
        self.name = name
    }

    /// A mail domain, as strict as the deployment file: an address of a page or of a mailbox is none.
    init(reading argument: String) throws {
        if let hint = Self.hint(argument) { throw ValidationError("'\(argument)' is no domain; write '\(hint)'") }
        do {
            let name = try DomainName(unicode: argument)
            guard name.labelCount > 1 else {
                throw ValidationError("'\(argument)' is a single label; write the whole name")
            }
            guard name.labels.last?.allSatisfy({ (0x30...0x39).contains($0) }) == false else {
                throw ValidationError("'\(argument)' ends in a number, as no domain does")
            }
            written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
            self.name = name
        } catch let error as NameError {
            throw ValidationError("'\(argument)' is no domain: \(error)")
        }
    }

    /// The domain in the address of a page or a mailbox; `nil` for what is neither.
    private static func hint(_ argument: String) -> String? {
        var text = Substring(argument)
        for scheme in ["https://", "http://", "mailto:"] where text.lowercased().hasPrefix(scheme) {
            text = text.dropFirst(scheme.count)
        }
        if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        let host = text.prefix { !"/?#:".contains($0) }
        guard host.count != argument.count, let name = try? DomainName(unicode: String(host)), name.labelCount > 1 else {
            return nil
        }
        return String(host)
    }
}

struct AddressArgument: ExpressibleByArgument {
    let address: IPAddress

    init?(argument: String) {
        guard let address = IPAddress(argument) else { return nil }
        self.address = address
    }
}
