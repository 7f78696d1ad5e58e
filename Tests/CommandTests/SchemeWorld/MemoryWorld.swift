import AuthoritativeServer
import BuiltinRules
import DNS
import Deployment
import Facts
import LDNSCodec
import MailPolicy
import Report
import Rules
import Survey
import TestPeers
import Testing
import ZonePlan

/// A deployment whose plan was published, in memory: no socket, no clock, and many of them per second.
struct MemoryWorld: Sendable {
    let plan: Plan
    let keys: [DomainName: DKIMPublicKey]
    /// `name TYPE data`, absolute, as in zone files.
    var outside: [String]
    var inside: [String]
    /// Names whose questions fail in the public view; `*` for all, `*.a.example` for a domain and everything below it.
    var failing: Set<String> = []

    static let configuration = Task {
        let sources = BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }
        return try RuleConfiguration(book: try RuleBook(sources: sources))
    }

    static let suffixes = PublicSuffixList("example\narpa\n")

    init(_ deployment: SchemeDeployment) async throws {
        let file = deployment.file(publicResolver: "192.0.2.53", internalResolver: "192.0.2.54")
            .replacing(", public-key: key.pem", with: "")
        plan = Plan(try DeploymentFile.parse(text: file, file: "\(deployment.name).yaml", folder: "/").deployment)
        let record = AcmeDeployment.publishedKey.replacing("\" \"", with: "").replacing("\"", with: "")
        let key = try #require(DKIMKeyRecord(record).key)
        keys = Dictionary(plan.dkimKeys.map { ($0.recordName, key) }) { first, _ in first }
        let planner = ZonePlanner(plan: plan, lookup: nil, givenKeys: keys, publicSuffixes: Self.suffixes)
        let planned = await planner.zonePlan()
        let lines = { (view: ViewName) in
            let own = planned.zones.filter { $0.view == view }.flatMap(\.sets)
            return (own + (view == .public ? planned.requests : [])).flatMap { set in
                set.changes.compactMap { $0.data }.map { "\(set.owner.lowercased.absoluteText) \(set.type) \($0)" }
            }
        }
        outside = lines(.public)
        inside = lines(.internal)
    }

    func report() async throws -> Report {
        let facts = try await facts()
        return Report(facts: facts, judgement: try await Self.configuration.value.judge(facts))
    }

    func facts() async throws -> FactSet {
        let network = try MemoryViews(outside: outside, inside: inside, failing: failing)
        let resolvers = Dictionary(uniqueKeysWithValues: plan.views.map { ($0.name, [MemoryViews.server]) })
        return await Survey(
            plan: plan, resolvers: resolvers, network: network, publicSuffixes: Self.suffixes, givenKeys: keys
        ).run(observedAt: Timestamp(seconds: 1_795_348_800))
    }
}

/// Views that answer from zones at once. In the internal view, the deployment's own zone replaces the public one where it
/// has records.
private struct MemoryViews: SurveyNetwork {
    static let server = Endpoint(address: Loopback.ipv4, port: 53)

    private let views: [String: AuthoritativeData]
    private let failing: Set<String>

    init(outside: [String], inside: [String], failing: Set<String>) throws {
        let records = { (lines: [String]) in try ZoneFile(parsing: "$TTL 300\n" + lines.joined(separator: "\n") + "\n").records }
        let published = try Zone(origin: .root, records: records(outside))
        let own = try records(inside)
        // The deployment's own zones have two labels, reverse zones more.
        let zones = Dictionary(grouping: own) { $0.name.suffix(2) }
        views = [
            ViewName.public.rawValue: AuthoritativeData(zones: [published]),
            ViewName.internal.rawValue: AuthoritativeData(
                zones: [published] + (try zones.map { try Zone(origin: $0, records: $1) })),
        ]
        self.failing = failing
    }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let name = question.name.lowercased.text
        if failing.contains("*") { return failure(.timeout, question, view) }
        let isBelow = failing.contains { $0.hasPrefix("*.") && (name == $0.dropFirst(2) || name.hasSuffix($0.dropFirst())) }
        if view == ViewName.public.rawValue, isBelow || failing.contains(name) { return failure(.servfail, question, view) }
        guard let answer = views[view]?.answer(question) else {
            return LookupResult(question: question, view: view, outcome: .failed(.refused))
        }
        let found = answer.answers.filter { $0.type == question.type }
        let aliases = question.type == .cname ? [] : answer.answers.filter { $0.type == .cname }
        let outcome: LookupResult.Outcome =
            !found.isEmpty ? .records(found) : answer.code == .nonexistentDomain ? .nonexistent : .noData
        return LookupResult(
            question: question, view: view, outcome: outcome, server: Self.server, transport: .udp, aliases: aliases, ttl: 300)
    }

    private func failure(_ failure: LookupResult.Failure, _ question: Question, _ view: String) -> LookupResult {
        let isSilent = failure == .timeout
        let attempt = LookupResult.Attempt(
            server: Self.server, transport: .udp, result: isSilent ? "timeout" : "SERVFAIL", elapsed: .seconds(1))
        return LookupResult(
            question: question, view: view, outcome: .failed(failure), server: isSilent ? nil : Self.server, attempts: [attempt])
    }

    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult { await lookup(question, in: view) }
}
