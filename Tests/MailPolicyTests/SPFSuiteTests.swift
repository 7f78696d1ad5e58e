import ConformanceData
import DNS
import Foundation
import MailPolicy
import ScriptedDNS
import Testing

@Suite(
    "The RFC 7208 test suite, from memory", .timeLimit(.minutes(10)),
    .enabled(if: ConformanceData.isExpected("spf-rfc7208"), "\(ConformanceData.absence)"))
struct SPFSuiteTests {
    @Test("every result and explanation matches, except for the known divergences")
    func everything() async throws {
        let known = try KnownDivergences.load("spf-rfc7208")
        var passed: [String] = []
        for scenario in try SPFSuite.load() {
            let evaluator = SPFEvaluator(lookup: scenario.zone, view: "public")
            for test in scenario.tests {
                let name = "\(scenario.description)/\(test.name)"
                let address = try #require(IPAddress(test.host), "\(name)")
                let evaluation = await evaluator.checkHost(address, sender: test.mailfrom, helo: test.helo)
                let explanation = evaluation.explanation ?? "DEFAULT"
                let isRight =
                    test.result.contains(evaluation.result.rawValue)
                    && (test.explanation == nil || test.explanation == explanation)
                if isRight { passed.append(name) }
                #expect(
                    isRight || known.contains(name),
                    "\(name): \(evaluation.result), \(explanation); expected \(test.result), \(test.explanation ?? "-")")
            }
        }
        #expect(known.intersection(passed) == [], "these pass now: take them off the list")
        #expect(passed.count + known.count == 203)
    }
}

/// Intended differences from a suite: `suite: scenario/test  RFC section`, one per line.
enum KnownDivergences {
    static func load(_ suite: String) throws -> Set<String> {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-divergences")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Set(
            lines.filter { $0.hasPrefix("\(suite): ") }.map { line in
                let entry = line.dropFirst(suite.count + 2)
                return String(entry.split(separator: "  ").first ?? entry).trimmingCharacters(in: .whitespaces)
            })
    }
}
