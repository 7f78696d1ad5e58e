import DNS
import Deployment
import Facts
import Foundation
import Report
import Rules
import ScriptedDNS
import TestPeers
import Testing

@Suite("A report names exactly the planted causes", .timeLimit(.minutes(10)))
struct PlantedCauseTests {
    /// The worlds of a run; `SENDREADY_SEEDS` sets another number.
    private static let count = ProcessInfo.processInfo.environment["SENDREADY_SEEDS"].flatMap(UInt64.init) ?? 240

    /// `rule name`, or `rule address` for findings about an address, of every finding that reports a cause. A notice is not
    /// a fault.
    private static func causes(_ report: Report) -> Set<String> {
        let findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        return Set(
            report.causes.flatMap(\.fingerprints).compactMap { findings[$0] }.filter { $0.severity > .notice }.map { finding in
                "\(finding.rule) \(finding.subject.address ?? finding.subject.name ?? finding.subject.key)"
            })
    }

    /// What is wrong with the report of a world; `nil` if nothing is.
    private static func mistake(_ seed: UInt64, _ sound: [MemoryWorld]) async throws -> String? {
        var random = SeededGenerator(seed: seed)
        var world = sound[Int(seed) % sound.count]
        var planted: [PlantedFault] = []
        if Int.random(in: 0..<10, using: &random) == 0 {
            planted = [PlantedFault.whole(world)[Int.random(in: 0..<2, using: &random)]]
        } else {
            for fault in PlantedFault.all(world).shuffled(using: &random).prefix(6) where planted.count < 1 + Int(seed / 6) % 3 {
                if planted.allSatisfy({ $0.touches.isDisjoint(with: fault.touches) }) { planted.append(fault) }
            }
        }
        for fault in planted { fault.plant(&world) }
        let report = try await world.report()
        let expected = planted.reduce(into: Set<String>()) { $0.formUnion($1.causes) }
        let found = causes(report)
        let told = "seed \(seed), \(world.plan.deployment.name): \(planted.map(\.title).joined(separator: "; "))"
        guard found == expected else {
            return told
                + ": not found \(expected.subtracting(found).sorted()), beyond them \(found.subtracting(expected).sorted())"
        }
        // The first line under the heading is the first cause, and every cause has its line.
        let lines = TextReport(report, width: 1_000).rendered.split(separator: "\n").map(String.init)
        let first = lines.first { $0.hasPrefix("  1. ") } ?? ""
        let findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let worst = report.causes.first?.fingerprints.first.flatMap { findings[$0] }
        let isFirst = first.hasPrefix("  1. \(worst?.title ?? "?"): ")
        // Notices do not count.
        let number = report.causes.count { cause in
            (cause.fingerprints + cause.consequences).contains { (findings[$0]?.severity ?? .notice) > .notice }
        }
        guard lines.contains(where: { $0.hasPrefix("First, of \(number) cause") }), number == expected.count else {
            return "\(told): \(lines.first { $0.hasPrefix("First") } ?? "no First")"
        }
        let isPlanted = worst.map { expected.contains("\($0.rule) \($0.subject.address ?? $0.subject.name ?? $0.subject.key)") }
        return isFirst && isPlanted == true ? nil : "\(told): First says \(first)"
    }

    @Test("in six schemes with one to three random faults")
    func seeds() async throws {
        var sound: [MemoryWorld] = []
        for deployment in SchemeDeployment.healthy {
            let world = try await MemoryWorld(deployment)
            let report = try await world.report()
            let causes = Self.causes(report)
            #expect(!TextReport(report).rendered.contains("\nFirst"), "\(deployment.name): First with nothing planted")
            #expect(causes == [], "\(deployment.name), with nothing planted")
            #expect(report.verdict == .ready, "\(deployment.name), with nothing planted")
            sound.append(world)
        }
        let worlds = sound
        let mistakes = try await withThrowingTaskGroup(of: String?.self) { group in
            var mistakes: [String] = []
            for seed in 0..<Self.count {
                if seed >= 4, let mistake = try await group.next() ?? nil { mistakes.append(mistake) }
                group.addTask { try await Self.mistake(seed, worlds) }
            }
            for try await mistake in group { if let mistake { mistakes.append(mistake) } }
            return mistakes.sorted()
        }
        #expect(mistakes.isEmpty, "\(mistakes.count) of \(Self.count):\n\(mistakes.joined(separator: "\n"))")
    }

    @Test("a zone none of whose names can be looked up is one cause, and everything that waits for it follows from it")
    func silence() async throws {
        for deployment in SchemeDeployment.healthy {
            var world = try await MemoryWorld(deployment)
            let domains = Set(world.plan.deployment.senders.flatMap(\.from).map { $0.name.lowercased.suffix(2).text })
            world.failing = Set(domains.map { "*.\($0)" })
            let report = try await world.report()
            let findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
            let causes = report.causes.filter { cause in
                (cause.fingerprints + cause.consequences).compactMap { findings[$0] }.contains { $0.severity > .notice }
            }
            let told = causes.map { $0.fingerprints.compactMap { findings[$0] }.map { "\($0.rule) \($0.subject.key)" } }
            #expect(causes.count == domains.count, "\(deployment.name): \(told)")
            let first = TextReport(report, width: 1_000).rendered
            #expect(first.contains("\nFirst, of \(domains.count) cause"), "\(deployment.name)")
            for domain in domains {
                #expect(first.contains("Name could not be looked up: \(domain) and "), "\(deployment.name): \(first)")
            }
        }
    }

    @Test("on the demonstration, whose zone says in comments what is wrong")
    func demonstration() async throws {
        let run = try await SendreadyProgram().run("demo", "--format", "json")
        let report = try run.report()
        let findings = Dictionary((report["findings"]?.items ?? []).map { ($0["fingerprint"]?.text ?? "", $0) }) { first, _ in
            first
        }
        let causes = (report["causes"]?.items ?? []).map { cause in
            (cause["fingerprints"]?.items ?? []).compactMap { $0.text.flatMap { findings[$0] } }
                .filter { $0["severity"]?.text != "notice" }.map { finding in
                    "\(finding["rule"]?.text ?? "") \(finding["subject"]?["key"]?.text ?? "")"
                }
        }
        #expect(Set(causes.joined()) == Self.planted)
        let text = try await SendreadyProgram().run("demo")
        let first = try #require(findings[report["causes"]?[0]?["fingerprints"]?[0]?.text ?? ""])
        #expect(text.output.contains("\n  1. \(first["title"]?.text ?? "?"): "), "\(text.output)")
    }

    /// The faults in the comments of the demonstration's zone, in order; the last ones follow from how it is published.
    private static let planted: Set<String> = [
        "address/not-public panel/panel.acme.example/public",
        "tls/chain-incomplete panel/api.acme.example:443/203.0.113.10/public",
        "address/unexpected tracking/click.news.acme.example/public",
        "tls/expired tracking/click.news.acme.example:443/198.51.100.9/public",
        "address/missing pixel/px.acme.example/public",
        "mx/target-is-alias news.acme.example/mx.news.acme.example/public",
        "return-path/not-at-sender bulk/bounce.news.acme.example/public",
        "spf/multiple-records bounce.news.acme.example/public",
        "mx/null-on-sending-domain acme-shop.example/public",
        "dmarc/missing acme-shop.example/public",
        "dns/lookup-failed s2026._domainkey.acme-shop.example/public",
        "spf/missing bounce.acme-shop.example/public",
        "return-path/unroutable shop/bounce.acme-shop.example/public",
        "ptr/not-confirmed bulk/203.0.113.21",
        "ptr/missing bulk/2001:db8::20",
        "ptr/missing shop/203.0.113.22",
        // The key was truncated when it was pasted.
        "dkim/key-unreadable s2026._domainkey.news.acme.example",
        // Reports go to acme.example, which has no MX record.
        "dmarc/report-destination-undeliverable news.acme.example/public",
    ]
}
