import DNS
import Deployment
import Facts
import LDNSCodec
import MailPolicy
import Probes
import Survey

/// A deployment with the records of its views, and other inputs of a survey.
struct World {
    let file: String
    /// The text of a zone from the root down, by view.
    var zones: [ViewName: String] = [:]
    /// As in `MemoryNetwork`.
    var failures: [String: LookupResult.Failure] = [:]
    var keys: [DomainName: DKIMPublicKey] = [:]
    var platform: String?
    var hasSuffixes = true
    var prober: Prober?
    /// A domain on first contact.
    var firstContact: String?
    /// Otherwise the senders have no addresses.
    var knowsAddresses = true
    /// Records that the server puts beside the alias of their owner, as zone-file text.
    var besideAliases = ""
    /// Records whose answers a validating resolver vouches for.
    var isAuthenticated = false

    init(_ file: String, _ zones: [ViewName: String] = [:]) {
        self.file = file
        self.zones = zones
    }

    /// As of a domain whose addresses nobody gave.
    private static func withoutAddresses(_ deployment: Deployment) -> Deployment {
        let senders = deployment.senders.map { sender in
            Sender(
                name: sender.name, route: sender.route, addresses: [], helo: sender.helo, inbound: [], from: sender.from,
                mailFrom: sender.mailFrom, dkim: sender.dkim, place: sender.place)
        }
        return Deployment(
            name: deployment.name, scheme: deployment.scheme, views: deployment.views, senders: senders, file: deployment.file)
    }

    func survey() async throws -> FactSet {
        let described = try DeploymentFile.parse(text: file, file: "world.yaml", folder: "/").deployment
        let plan = Plan(knowsAddresses ? described : Self.withoutAddresses(described))
        var memory = MemoryNetwork()
        memory.failures = failures
        var overlays: [String: Overlay] = [:]
        for (view, text) in zones {
            // Each test world is one zone; comments explain lines.
            overlays[view.rawValue] = Overlay(try ZoneFile(parsing: "$TTL 300\n\(text)\n").records)
        }
        let network = WorldNetwork(
            overlay: OverlayNetwork(memory, overlays: overlays), failures: failures, memory: memory,
            besideAliases: try ZoneFile(parsing: "$TTL 300\n\(besideAliases)\n").records, isAuthenticated: isAuthenticated)
        let resolvers = Dictionary(
            uniqueKeysWithValues: plan.views.filter { $0.name != .authoritative }.map { ($0.name, [memory.server]) })
        let contact = try firstContact.map { name in
            guard let domain = DomainName(name) else { throw MemoryNetwork.NotAName(text: name) }
            let place = SourcePlace(file: "world.yaml", line: 1, column: 1)
            return FirstContact(
                domain: HostName(written: name, name: domain, place: place), assumesMailFrom: true)
        }
        return await Survey(
            plan: plan, resolvers: resolvers, network: network,
            publicSuffixes: hasSuffixes ? PublicSuffixList("example\nco.example\ntest\n") : nil, givenKeys: keys,
            platformConfiguration: try platform.map {
                PlatformConfiguration(file: "main.json", try JSONParser.parse($0))
            }, prober: prober, firstContact: contact
        ).run(observedAt: Timestamp(seconds: 1_795_348_800))
    }
}

/// The records of a world behind one server, with failures taking precedence.
private struct WorldNetwork: SurveyNetwork {
    let overlay: OverlayNetwork
    let failures: [String: LookupResult.Failure]
    let memory: MemoryNetwork
    let besideAliases: [Record]
    let isAuthenticated: Bool

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let name = question.name.lowercased.text
        let keys = ["\(view) \(name) \(question.type)", "\(name) \(question.type)", name, view, "*"]
        guard !keys.contains(where: { failures[$0] != nil }) else { return await memory.lookup(question, in: view) }
        let result = await overlay.lookup(question, in: view)
        let beside = besideAliases.filter { $0.name.lowercased == question.name.lowercased }
        return LookupResult(
            question: question, view: view, outcome: result.outcome, server: memory.server, transport: .udp,
            aliases: result.aliases, ttl: result.ttl ?? 300, authenticated: isAuthenticated,
            aliasConflicts: beside.isEmpty ? [] : result.aliases + beside)
    }

    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await memory.ask(question, server: server, in: view)
    }
}
