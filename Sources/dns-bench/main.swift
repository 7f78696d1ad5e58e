// Compares this project's client with dnsperf on the same questions in the same run, against NSD on loopback: `dns-bench
// [questions] [rounds] [in flight]`. Rounds alternate; compare the CPU time per question, since client and server share the
// machine.
import DNS
import Foundation
import Resolver
import SystemIO
import TestPeers

/// Processor time of this process, or of its ended children, in seconds.
func processorTime(_ who: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(who.rawValue), &usage)
    let seconds = { (value: timeval) in Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

struct Round {
    let questionsPerSecond: Double
    let microsecondsPerQuestion: Double
}

func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

func ours(_ questions: [Question], at server: Endpoint, inFlight: Int) async throws -> Round {
    let client = try DNSClient(views: [View(name: "bench", servers: [server], recursionDesired: false)])
    let start = ContinuousClock.now
    let before = processorTime(RUSAGE_SELF)
    await withTaskGroup(of: Int.self) { group in
        for lane in 0..<inFlight {
            group.addTask {
                var failed = 0
                for index in stride(from: lane, to: questions.count, by: inFlight) {
                    let result = await client.lookup(questions[index], in: "bench")
                    if result.records == nil { failed += 1 }
                }
                return failed
            }
        }
        let failed = await group.reduce(0, +)
        if failed > 0 { StandardOutput.lineOrExit("\(failed) questions failed") }
    }
    let cost = processorTime(RUSAGE_SELF) - before
    return Round(
        questionsPerSecond: Double(questions.count) / seconds(start.duration(to: .now)),
        microsecondsPerQuestion: cost * 1e6 / Double(questions.count))
}

func dnsperf(_ file: String, count: Int, at server: Endpoint, inFlight: Int) async throws -> Round {
    let before = processorTime(RUSAGE_CHILDREN)
    let output = try await Program.run(
        "dnsperf",
        ["-s", "\(server.address)", "-p", "\(server.port)", "-d", file, "-n", "1", "-q", "\(inFlight)", "-c", "1", "-T", "1"])
    let cost = processorTime(RUSAGE_CHILDREN) - before
    let line = output.split(separator: "\n").first { $0.contains("Queries per second") }
    let rate = line?.split(separator: ":").last.flatMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    return Round(questionsPerSecond: rate ?? 0, microsecondsPerQuestion: cost * 1e6 / Double(count))
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func text(_ value: Double) -> String { String(format: "%.1f", value) }

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let count = arguments.first ?? 20_000
let rounds = arguments.dropFirst().first ?? 5
let inFlight = arguments.dropFirst(2).first ?? 64

var zone = "$TTL 300\n@ IN SOA ns hostmaster 1 7200 3600 1209600 60\n@ IN NS ns\nns IN A 127.0.0.1\n"
var questions: [Question] = []
var lines = ""
for number in 0..<count {
    let type: RecordType = [.a, .mx, .txt][number % 3]
    let name = "host\(number)"
    switch type {
    case .a: zone += "\(name) IN A 192.0.2.\(number % 250)\n"
    case .mx: zone += "\(name) IN MX 10 ns\n\(name) IN MX 20 mail.example.net.\n"
    default: zone += "\(name) IN TXT \"v=spf1 ip4:192.0.2.\(number % 250) include:_spf.example.net -all\"\n"
    }
    guard let owner = DomainName("\(name).bench.test") else { continue }
    questions.append(Question(owner, type))
    lines += "\(owner) \(type)\n"
}
// A global would outlive the program's cleanup and leave its folder behind.
var folder: TemporaryFolder? = try TemporaryFolder()
let file = try folder?.write(lines, to: "questions") ?? ""
var nsd: ServerProcess? = try await NSD.start(zones: ["bench.test": zone])
guard let server = nsd?.endpoint else { exit(70) }
var ratios: [Double] = []
var own: [Round] = []
var peers: [Round] = []
for round in 1...rounds {
    let peer = try await dnsperf(file, count: count, at: server, inFlight: inFlight)
    let mine = try await ours(questions, at: server, inFlight: inFlight)
    ratios.append(mine.microsecondsPerQuestion / peer.microsecondsPerQuestion)
    own.append(mine)
    peers.append(peer)
    StandardOutput.lineOrExit(
        "round \(round): dnsperf \(text(peer.questionsPerSecond)) q/s, \(text(peer.microsecondsPerQuestion)) us CPU/q; "
            + "ours \(text(mine.questionsPerSecond)) q/s, \(text(mine.microsecondsPerQuestion)) us CPU/q; "
            + "CPU ratio \(text(ratios.last ?? 0))")
}
await nsd?.stop()
nsd = nil
folder = nil
StandardOutput.lineOrExit(
    "median: dnsperf \(text(median(peers.map(\.questionsPerSecond)))) q/s, "
        + "\(text(median(peers.map(\.microsecondsPerQuestion)))) us CPU/q; ours "
        + "\(text(median(own.map(\.questionsPerSecond)))) q/s, \(text(median(own.map(\.microsecondsPerQuestion)))) us CPU/q; "
        + "CPU ratio \(text(median(ratios)))")

let distant = try RoundTrips()
var audits: [Double] = []
var levels: [Double] = []
var asked = 0
for _ in 0..<max(rounds, 3) {
    let audit = try await distant.audit()
    asked = audit.questions
    audits.append(audit.roundTrips)
    levels.append(try await distant.levels())
}
distant.stop()
StandardOutput.lineOrExit(
    "a resolver 20 ms away: an audit of \(asked) questions, two of them in a row, takes \(text(median(audits))) round trips;")
StandardOutput.lineOrExit("60 questions in four levels that wait for each other take \(text(median(levels))) (medians)")
