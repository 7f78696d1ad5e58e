import BuiltinRules
import DNS
import Deployment
import Facts
import Glibc
import LDNSCodec
import MailPolicy
import Report
import Rules
import Survey
import SystemIO

/// The processor time of one deployment's audit without its network, by step, and of the survey by kind of subject:
/// `swift run -c release survey-bench [rounds]`.
@main
enum SurveyBench {
    static func main() async throws {
        let rounds = max(1, CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 50)
        let rules = try RuleConfiguration(
            book: RuleBook(sources: BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }))
        let zone = try ZoneFile(parsing: BenchWorld.zone).records
        let suffixes = PublicSuffixList("example\ntest\n")
        let deployment = try BenchWorld.deployment()
        let plan = Plan(deployment)
        func survey(_ needs: Set<String>?) -> Survey {
            Survey(
                plan: plan, resolvers: [.public: [BenchWorld.server]], network: RecordedNetwork(BenchWorld.Network(zone)),
                publicSuffixes: suffixes, needs: needs)
        }
        let needs = rules.neededFields
        let facts = await survey(needs).run(observedAt: BenchWorld.now)
        let judgement = rules.judge(facts)
        StandardOutput.lineOrExit(
            "\(facts.observations.count) answers, \(judgement.findings.count) findings, verdict \(judgement.verdict.rawValue); "
                + "µs of processor time, the least mean of 5 × \(rounds) rounds")
        show("read", try await least(rounds) { _ = Plan(try BenchWorld.deployment()) })
        show("survey", await least(rounds) { _ = await survey(needs).run(observedAt: BenchWorld.now) })
        show("judge", await least(rounds) { _ = rules.judge(facts) })
        let heading = FleetLine.Heading(run: "bench", key: "bench", line: 1, toolVersion: "bench")
        let usage = FleetLine.Usage(elapsedMilliseconds: 0, waitedMilliseconds: 0, questions: 0)
        show(
            "report",
            await least(rounds) {
                let report = Report(
                    facts: facts, judgement: judgement, file: deployment.file, lines: deployment.lines, drawsPicture: false)
                _ = FleetLine.text(report, heading, usage, .report, warnings: [], all: false)
            })
        let always = await least(rounds) { _ = await survey([]).run(observedAt: BenchWorld.now) }
        show("survey of what is always needed", always)
        for kind in FactSchema.current.kinds where needs.contains(kind.field) {
            show(
                "  and \(kind.field)",
                await least(rounds) { _ = await survey([kind.field]).run(observedAt: BenchWorld.now) } - always)
        }
    }

    private static func show(_ name: String, _ microseconds: Double) {
        let digits = String(Int(microseconds.rounded()))
        StandardOutput.lineOrExit(String(repeating: " ", count: max(0, 7 - digits.count)) + digits + "  " + name)
    }

    private static func least(_ rounds: Int, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void)
        async rethrows -> Double
    {
        try await body()
        // The least of several: other work on the machine only adds.
        var least = Double.infinity
        for _ in 0..<5 {
            let start = processorTime()
            for _ in 0..<rounds { try await body() }
            least = min(least, (processorTime() - start) / Double(rounds))
        }
        return least
    }

    /// Of all threads, in microseconds.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000_000 + Double(time.tv_nsec) / 1_000
    }
}
