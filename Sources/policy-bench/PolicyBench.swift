import DNS
import MailPolicy
import SystemIO

/// How long mail policy takes without the network: `swift run -c release policy-bench`.
@main
enum PolicyBench {
    static func main() async {
        let memory = Memory()
        let evaluator = SPFEvaluator(lookup: memory, view: "public")
        let client = IPAddress(family: .ipv4, number: 0x0909_0909)
        let evaluation = await evaluator.checkHost(client, sender: "user@d.example", helo: "mail.d.example")
        guard evaluation.result == .fail, evaluation.lookups == 10 else {
            return StandardOutput.lineOrExit("the benchmark is broken: \(evaluation)")
        }
        await measure("evaluate a record with 10 includes") {
            _ = await evaluator.checkHost(client, sender: "user@d.example", helo: "mail.d.example")
        }
        let record = Memory.included
        await measure("parse an included record of \(record.utf8.count) octets") { _ = SPFRecord(parsing: record) }
        let domain = evaluation.trace?.owner ?? .root
        await measure("walk the tree") { _ = await SPFTree.walk(from: domain, lookup: memory, view: "public") }
    }

    /// Prints the median of batches.
    private static func measure(_ name: String, _ body: @escaping @Sendable () async -> Void) async {
        let (batches, size) = (25, 400)
        for _ in 0..<size { await body() }
        var times: [Duration] = []
        for _ in 0..<batches {
            let start = ContinuousClock.now
            for _ in 0..<size { await body() }
            times.append(start.duration(to: .now) / size)
        }
        times.sort()
        StandardOutput.lineOrExit("\(name): median \(times[batches / 2]), fastest \(times[0])")
    }
}

/// A record with ten includes of eight networks each, none of which matches.
private struct Memory: Lookup {
    static let included =
        "v=spf1 " + (1...6).map { "ip4:9.8.\($0).0/24" }.joined(separator: " ") + " ip6:2a00:1::/48 ip6:2a00:2::/48 ~all"

    private let answers: [Question: LookupResult]

    init() {
        var texts = ["d.example": "v=spf1 " + (1...10).map { "include:spf\($0).example" }.joined(separator: " ") + " -all"]
        for number in 1...10 { texts["spf\(number).example"] = Self.included }
        var answers: [Question: LookupResult] = [:]
        for (owner, text) in texts {
            guard let name = DomainName(owner) else { continue }
            let octets = Array(text.utf8)
            let strings = stride(from: 0, to: octets.count, by: 255).map { Array(octets[$0..<min($0 + 255, octets.count)]) }
            let question = Question(name, .txt)
            answers[question] = LookupResult(
                question: question, view: "public",
                outcome: .records([Record(name: name, type: .txt, ttl: 300, data: .text(strings))]))
        }
        self.answers = answers
    }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        answers[question] ?? LookupResult(question: question, view: view, outcome: .nonexistent)
    }
}
