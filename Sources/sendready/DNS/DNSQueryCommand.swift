import ArgumentParser
import DNS
import Facts
import Report
import Resolver

struct DNSQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Ask one question, and show the answer and every attempt.",
        discussion: "Exit codes: 0 there are records, 2 there are none, 3 the question did not conclude.")

    @Argument(help: "The name; may be Unicode. With type PTR an address will do.")
    var name: String

    @Argument(help: "The record type: A, AAAA, MX, TXT, PTR, TYPE65, …")
    var type: RecordTypeArgument = RecordTypeArgument(type: .a)

    @Option(help: "A resolver to ask, ADDRESS[:PORT]; may be repeated. The system's by default.")
    var resolver: [ResolverArgument] = []

    @Option(help: "Time for everything together: 10, 10s, 500ms.")
    var timeout = DurationArgument(seconds: 10)

    @Option(help: "text or json.")
    var format: ReportOptions.Format = .text

    func run() async throws {
        let question = Question(try domainName(), type.type)
        let servers = try resolver.isEmpty ? NetworkOptions.systemResolvers() : resolver.map(\.endpoint)
        let client = try DNSClient(
            views: [View(name: "query", servers: servers)], deadline: ContinuousClock.now + timeout.duration)
        defer { client.shutdown() }
        let result = await client.lookup(question, in: "query")
        let answer = LookupText(result)
        print(format == .json ? answer.json.rendered() : answer.text, terminator: format == .json ? "\n" : "")
        switch result.outcome {
        case .records: return
        case .noData, .nonexistent: throw ExitCode(ExitStatus.notReady.rawValue)
        case .failed: throw ExitCode(ExitStatus.undetermined.rawValue)
        }
    }

    private func domainName() throws -> DomainName {
        if type.type == .ptr, let address = IPAddress(name) { return address.reverseName }
        do {
            return try DomainName(unicode: name, underscores: true)
        } catch {
            // DNS allows more than host names do: wildcards, escapes, classless reverse zones.
            if !name.contains("://"), let plain = DomainName(name) { return plain }
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
