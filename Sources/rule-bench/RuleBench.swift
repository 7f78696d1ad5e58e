import BuiltinRules
import Facts
import RuleTests
import Rules
import StrictYAML
import SyntheticFacts
import SystemIO

/// How long rules take: loading them compared with only parsing their YAML, and judging: `swift run -c release rule-bench`.
@main
enum RuleBench {
    private static let wanted = 150

    static func main() throws {
        let sources = padded(BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) })
        let book = try RuleBook(sources: sources)
        let octets = sources.reduce(0) { $0 + $1.text.utf8.count }
        StandardOutput.lineOrExit("\(book.rules.count) rules, \(sources.count) files, \(octets) octets")
        // Alternating, so that other load on the machine affects both.
        var (yaml, load, tested): ([Duration], [Duration], [Duration]) = ([], [], [])
        for _ in 0..<25 {
            yaml.append(
                ContinuousClock().measure { for source in sources { _ = try? YAMLDocument(parsing: source.text, file: "") } })
            load.append(ContinuousClock().measure { _ = try? RuleBook(sources: sources) })
            tested.append(ContinuousClock().measure { _ = try? TestedRules(sources: sources) })
        }
        StandardOutput.lineOrExit("YAML alone: median \(median(yaml))")
        StandardOutput.lineOrExit("load, checked: median \(median(load)), \(ratio(load, yaml)) times the YAML alone")
        StandardOutput.lineOrExit(
            "load with tests and lint: median \(median(tested)), \(ratio(tested, yaml)) times the YAML alone")

        let facts = SyntheticFacts.facts(subjects: 4)
        let configuration = try RuleConfiguration(book: book, rules: ["*"])
        let findings = configuration.judge(facts).findings
        var judging: [Duration] = []
        for _ in 0..<50 { judging.append(ContinuousClock().measure { _ = configuration.judge(facts) }) }
        let outcomes = Dictionary(grouping: findings, by: \.outcome.rawValue).mapValues(\.count).sorted { $0.key < $1.key }
        StandardOutput.lineOrExit(
            "judging: \(findings.count) findings (\(outcomes.map { "\($0.value) \($0.key)" }.joined(separator: ", ")))")
        StandardOutput.lineOrExit(
            "judging: median \(median(judging)), \(median(judging) / findings.count) a finding, its message and evidence included"
        )
        try ways()
    }

    /// Judging with every provider's readiness and all causes, which must be linear in the number of mail paths.
    private static func ways() throws {
        let sources = BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }
        let configuration = try RuleConfiguration(book: RuleBook(sources: sources))
        for number in [25, 50, 100] {
            let facts = PathWorld.facts(addresses: number, domains: number)
            var judgement = configuration.judge(facts)
            let time = ContinuousClock().measure { judgement = configuration.judge(facts) }
            StandardOutput.lineOrExit(
                "\(number) addresses × \(number) From domains: \(time), \(judgement.findings.count) findings, "
                    + "\(judgement.providers.count) providers, \(judgement.causes.count) causes")
        }
    }

    /// The shipped rules, and renamed copies up to the wanted number.
    private static func padded(_ sources: [RuleSource]) -> [RuleSource] {
        let rules = sources.filter(\.isRule)
        let missing = max(0, wanted - rules.count)
        return sources + (0..<missing).map { RuleSource(path: "copy/rule-\($0).yaml", text: rules[$0 % rules.count].text) }
    }

    private static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

    private static func ratio(_ left: [Duration], _ right: [Duration]) -> Double {
        let ratios = zip(left, right).map { $0 / $1 }.sorted()
        return (ratios[ratios.count / 2] * 10).rounded() / 10
    }
}
