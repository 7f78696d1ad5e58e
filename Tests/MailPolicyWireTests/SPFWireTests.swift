import AuthoritativeServer
import ConformanceData
import DNS
import MailPolicy
import Resolver
import ScriptedDNS
import Testing

@Suite(
    "The RFC 7208 test suite, over the wire", .timeLimit(.minutes(10)),
    .enabled(if: ConformanceData.isExpected("spf-rfc7208"), "\(ConformanceData.absence)"))
struct SPFWireTests {
    /// Short deadlines: silent names are recognised quickly.
    private static let impatient: ResolverPolicy = {
        var policy = ResolverPolicy()
        policy.questionDeadline = .milliseconds(700)
        policy.initialRetryTimeout = .milliseconds(200)
        policy.retryTimeout = .milliseconds(100)...(.milliseconds(300))
        // The names are meant to be silent, not the server.
        policy.unansweredWhenDown = 10_000
        return policy
    }()

    @Test("every result and explanation matches")
    func everything() async throws {
        var passed = 0
        for scenario in try SPFSuite.load() {
            let zone = scenario.zone
            let data = AuthoritativeData(
                zones: [try Zone(origin: .root, records: zone.records.values.flatMap(\.self))])
            let server = AuthoritativeServer(data: data, recursionAvailable: true) { question in
                zone.failure(of: question) == nil ? .answer : .drop
            }
            let endpoints = try server.start()
            let client = try DNSClient(views: [View(name: "public", servers: endpoints)], policy: Self.impatient)
            let evaluator = SPFEvaluator(lookup: client, view: "public")
            for test in scenario.tests {
                let address = try #require(IPAddress(test.host))
                let evaluation = await evaluator.checkHost(address, sender: test.mailfrom, helo: test.helo)
                let explanation = evaluation.explanation ?? "DEFAULT"
                let isRight =
                    test.result.contains(evaluation.result.rawValue)
                    && (test.explanation == nil || test.explanation == explanation)
                if isRight { passed += 1 }
                #expect(
                    isRight,
                    "\(test.name): \(evaluation.result), \(explanation); \(evaluation.problem?.message ?? "no problem")")
            }
            client.shutdown()
            server.stop()
        }
        #expect(passed == 203)
    }
}
