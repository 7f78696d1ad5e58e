import ArgumentParser
import DNS
import Deployment
import Facts
import Probes
import Report
import Resolver
import Rules
import Survey
import SystemIO

struct TLSProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Probe every address of a TLS server: versions, chain, and what is wrong with them.",
        discussion: """
            HOST is a name or an address; port 443 by default, 25 with --starttls smtp. The verdict is that of the rules tls/* for \
            this server. Exit codes: 0 good, 2 bad, 3 undetermined.
            """)

    enum Opening: String, ExpressibleByArgument, CaseIterable { case smtp }

    @Argument(help: "HOST[:PORT]; an IPv6 address with a port in brackets.", transform: HostAndPortArgument.init)
    var host: HostAndPortArgument

    @Option(help: "The protocol before the handshake: smtp.")
    var starttls: Opening?

    @Option(help: "Connect here, whatever the DNS says; may be repeated.", transform: AddressArgument.init(parsing:))
    var address: [AddressArgument] = []

    @Option(help: "The name to ask for and to check, instead of HOST.", transform: HostArgument.name)
    var sni: HostArgument?

    @Option(help: "A PEM file of roots to trust in addition to the system's.", completion: .file())
    var caFile: String?

    @Option(
        help: ArgumentHelp(
            "Look up the CAA records of the name: may the authority that they call DOMAIN issue? May be repeated.",
            valueName: "domain"), transform: HostArgument.domain)
    var caaDomain: [HostArgument] = []

    @OptionGroup var step: SingleStepOptions

    func run() async throws {
        let roots: TrustStore
        do throws(TrustStore.Failure) {
            roots = try TrustStore(file: caFile)
        } catch {
            throw CommandFailure(.refused, "'\(caFile ?? "")' cannot be read: \(ProbeInputs.reason(error))")
        }
        let book = try RulesFolder(path: nil).book()
        let rules = try RuleOptions.configuration(book, nil, profiles: [], rules: ["tls/*"])
        let deadline = ContinuousClock.now + step.timeout.duration
        let observedAt = Timestamp.now
        let prober = Prober(ProbeInputs.settings(roots, observedAt: observedAt, deadline: deadline))
        let port = host.port ?? (starttls == nil ? 443 : 25)
        let opening: TLSTarget.Opening = starttls == nil ? .none : .smtp
        let found = try await addresses()
        let serverName = sni?.name ?? host.name
        let reports = await concurrently(found.addresses) { address in
            let endpoint = Endpoint(address: address, port: port)
            return await prober.tls(TLSTarget(endpoint: endpoint, serverName: serverName, opening: opening))
        }
        let facts = TLSProbeFacts(name: sni?.written ?? host.text, reports: reports, observedAt: observedAt).set
        let findings = rules.judge(facts).findings
        let text = TLSReportText(
            name: sni?.written ?? host.text, reports: reports, findings: findings, unresolved: found.unresolved,
            observedAt: observedAt, caa: try await permission(serverName))
        try StandardOutput.write(step.format == .json ? text.json.rendered() + "\n" : text.text)
        try endStep(text.status)
    }

    /// The result of the CAA records, if requested.
    private func permission(_ name: DomainName?) async throws -> AuthorityPermission? {
        guard let name, !caaDomain.isEmpty else { return nil }
        return try await step.withClient { await AuthorityPermission(name, domains: caaDomain.map(\.name), $0) }
    }

    /// The addresses to connect to, and failed queries by family.
    private func addresses() async throws -> (addresses: [IPAddress], unresolved: [LookupResult]) {
        guard address.isEmpty else { return (address.map(\.address), []) }
        if let literal = host.address { return ([literal], []) }
        guard let name = host.name else { return ([], []) }
        let results = try await step.withClient { client in
            async let ipv4 = client.lookup(Question(name, .a), in: SingleStepOptions.view)
            async let ipv6 = client.lookup(Question(name, .aaaa), in: SingleStepOptions.view)
            return await [ipv4, ipv6]
        }
        let addresses = results.flatMap { $0.records ?? [] }.compactMap { record -> IPAddress? in
            guard case .address(let address) = record.data else { return nil }
            return address
        }
        let unresolved = results.filter { $0.records == nil }
        if addresses.isEmpty, unresolved.isEmpty {
            throw CommandFailure(.notReady, "\(host.text) has neither an A nor an AAAA record")
        }
        return (addresses.sorted(), unresolved)
    }
}

/// `panel.example`, `panel.example:8443`, `192.0.2.1:443`, `[2001:db8::1]:443`.
struct HostAndPortArgument {
    /// As written, without the port.
    let text: String
    let name: DomainName?
    let address: IPAddress?
    let port: UInt16?

    init(_ argument: String) throws {
        if let endpoint = Endpoint(argument, defaultPort: 0) {
            (text, name, address) = (endpoint.address.description, nil, endpoint.address)
            port = endpoint.port == 0 ? nil : endpoint.port
            return
        }
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        // What is no host with a port is refused for what it is.
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }) else {
            let host = try HostArgument.name(argument)
            (text, name, address, port) = (host.written, host.name, nil, nil)
            return
        }
        guard let number = UInt16(parts[1]), number > 0 else {
            throw ValidationError("'\(parts[1])' is no port: 1 to 65535")
        }
        let host = try HostArgument.name(String(parts[0]))
        (text, name, address, port) = (host.written, host.name, nil, number)
    }
}
