import DNS
import Facts
import Foundation
import Sockets
import TestPeers
import Testing

@Suite("A stream of deployments", .timeLimit(.minutes(10)), .serialized, .enabled(if: NSD.isInstalled, "NSD is not installed"))
struct StreamTests {
    @Test("writes one line per input line, whatever its content")
    func everyLine() async throws {
        let world = try await FleetWorld(30)
        let bad = [
            "{\"key\":\"b1\",\"fiel\":1}\n", "nonsense\n", "\n", "{\"key\":\"b2\",\"values\":{\"domain\":\"x.example\"}}\n",
        ]
        let input = (0..<30).map { world.values($0) } + bad + [world.values(3)]
        let run = try await world.stream("--run", "one", input: input.joined())
        #expect(run.status == 0, "\(run.error)")
        let lines = try FleetWorld.lines(run.output)
        #expect(lines.count == 34)
        #expect(lines.allSatisfy { $0["run"]?.text == "one" && $0["type"]?.text == "report" })
        let verdicts = Dictionary(grouping: lines) { $0["verdict"]?.text ?? "" }.mapValues(\.count)
        #expect(verdicts["refused"] == 4 && verdicts["undetermined"] == nil, "\(verdicts)")
        let errors = Set(lines.flatMap { $0["errors"]?.items ?? [] }.compactMap(\.text))
        #expect(
            errors.contains { $0.contains("unknown key 'fiel'; did you mean 'file'?") }
                && errors.contains("line 32: column 1: unexpected character")
                && errors.contains { $0.hasPrefix("template.yaml:4:") && $0.contains("no value for '${resolver}'") }
                && errors.contains("line 35: the key 'k3' appeared on an earlier line"), "\(errors)")
        #expect(Set(lines.compactMap { $0["key"]?.text }).count == 32)
        let withoutSPF = lines.filter { line in
            line["findings"]?.items?.contains { $0["rule"]?.text?.hasPrefix("spf/") == true && $0["outcome"]?.text == "fail" }
                == true
        }
        #expect(Set(withoutSPF.compactMap { $0["key"]?.text }) == ["k4", "k9", "k14", "k19", "k24", "k29"])
        #expect(
            lines.filter { $0["verdict"]?.text != "refused" }.allSatisfy {
                guard case .integer(let questions)? = $0["questions"] else { return false }
                return questions > 5
            })
        try await Self.validate(run.output, world)
        await world.stop()
    }

    private static func validate(_ output: String, _ world: FleetWorld) async throws {
        guard ReportSchemaTests.isInstalled else { return }
        for (number, line) in output.split(separator: "\n").enumerated() where number % 8 == 0 || line.contains("refused") {
            let file = try world.program.folder.write(String(line), to: "line.json")
            try await ReportSchemaTests.validate(file, schema: "Examples/fleet/line.schema.json")
        }
    }

    @Test("findings and summaries are alternatives, each with an end")
    func emissions() async throws {
        let world = try await FleetWorld(5)
        let findings = try await world.stream("--emit", "findings")
        let lines = try FleetWorld.lines(findings.output)
        #expect(lines.count { $0["type"]?.text == "end" } == 5)
        let found = lines.filter { $0["type"]?.text == "finding" }
        #expect(!found.isEmpty && found.allSatisfy { $0["key"]?.text?.hasPrefix("k") == true && $0["subjectKey"]?.text != nil })
        let summary = try await world.stream("--emit", "summary")
        let ends = try FleetWorld.lines(summary.output)
        #expect(ends.count == 5 && ends.allSatisfy { $0["type"]?.text == "end" && $0["findings"] == nil })
        try await Self.validate(findings.output, world)
        try await Self.validate(summary.output, world)
        await world.stop()
    }

    @Test("CSV and paths are read as JSON is; verdicts become the exit code on request")
    func forms() async throws {
        let world = try await FleetWorld(5)
        let csv =
            "key,domain,resolver,remark\n" + (0..<5).map { "k\($0),d\($0).example,\(world.server.endpoint),\"x, y\"\n" }.joined()
        let plain = try await world.stream()
        let table = try await world.stream("--fail-on", "error", input: csv)
        #expect(try FleetWorld.essence(FleetWorld.lines(table.output)) == FleetWorld.essence(FleetWorld.lines(plain.output)))
        #expect(table.status == 2 && plain.status == 0)
        // The exit code is made milder; what the deployments are is not.
        let never = try await world.stream("--fail-on", "never")
        #expect(never.error.contains("5 answered: 4 with warnings, 1 not ready"), "\(never.error)")
        try world.program.folder.write(AcmeDeployment.file(resolver: world.server.endpoint), to: "acme.yaml")
        let paths = try await world.program.run(["audit", "--stream"], input: "acme.yaml\nnone.yaml\n")
        let lines = try FleetWorld.lines(paths.output)
        #expect(Set(lines.compactMap { $0["key"]?.text }) == ["acme.yaml", "none.yaml"])
        #expect(lines.first { $0["key"]?.text == "none.yaml" }?["verdict"]?.text == "refused")
        await world.stop()
    }

    @Test("a line that names a pipe or a device is refused at once: no line keeps the stream waiting")
    func pipes() async throws {
        let program = try SendreadyProgram()
        #expect(mkfifo(program.folder.url.appending(path: "pipe").path, 0o600) == 0)
        let run = try await program.run(["audit", "--stream"], input: "pipe\n/dev/zero\n-\n")
        #expect(run.status == 0, "\(run.error)")
        let lines = try FleetWorld.lines(run.output)
        let errors = lines.map { "\($0["key"]?.text ?? ""): \($0["errors"]?.items?.compactMap(\.text).joined() ?? "")" }
        #expect(
            Set(errors) == [
                "pipe: pipe: error: is not a regular file", "/dev/zero: /dev/zero: error: is not a regular file",
                "-: -: error: there is no such file",
            ], "\(errors)")
    }

    @Test(
        "killed and resumed, it gives the same result as an undisturbed run, without duplicates",
        arguments: ["report", "findings"])
    func resumed(_ emission: String) async throws {
        let world = try await FleetWorld(150)
        let arguments = [
            "audit", "--stream", "fleet.ndjson", "--template", "template.yaml", "--run", "r", "--emit", emission, "--concurrency",
            "8",
        ]
        let whole = try await world.program.run(arguments + ["--output", "whole"])
        #expect(whole.status == 0, "\(whole.error)")
        // A run killed before it has an output has nothing to resume.
        try world.program.folder.write("", to: "out")
        for delay in [2_000, 3_000, 4_000] {
            _ = try await world.program.run(
                arguments + ["--output", "out", "--resume"], killedAfter: .milliseconds(delay))
        }
        // Possible leftovers of a killed writer.
        let torn = try FileHandle(forWritingTo: world.program.folder.url.appending(path: "out"))
        try torn.seekToEnd()
        try torn.write(contentsOf: Data("{\"key\":\"k149\",\"type\":\"rep".utf8))
        try torn.close()
        let last = try await world.program.run(arguments + ["--output", "out", "--resume"])
        #expect(last.status == 0, "\(last.error)")
        let answers = { (file: String) in try world.lines(of: file).filter { $0["type"]?.text != "finding" } }
        #expect(try answers("out").count == 150)
        #expect(try FleetWorld.essence(answers("out")) == FleetWorld.essence(answers("whole")))
        let again = try await world.program.run(arguments + ["--output", "out"])
        #expect(again.status == 73, "an output that is not empty is never begun anew")
        await world.stop()
    }

    @Test("a dead server delays only its own deployment")
    func deadServer() async throws {
        let world = try await FleetWorld(60)
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        let silent = try Socket.localEndpoint(of: socket)
        let input = (0..<60).map { world.values($0, resolver: $0 == 17 ? silent : nil) }.joined()
        let well = try FleetWorld.essence(FleetWorld.lines(try await world.stream().output))
        let run = try await world.stream("--timeout", "20", input: input)
        let lines = try FleetWorld.lines(run.output)
        var seen = FleetWorld.essence(lines)
        #expect(seen.removeValue(forKey: "k17")?.hasPrefix("undetermined") == true)
        #expect(seen == well.filter { $0.key != "k17" })
        let place = lines.firstIndex { $0["key"]?.text == "k17" }
        #expect(place.map { $0 > 17 } == true, "those behind it do not wait for it")
        await world.stop()
    }

    @Test("the first line appears while the input is still open; SIGTERM finishes started deployments, and exits with 143")
    func terminated() async throws {
        let world = try await FleetWorld(3)
        let script = """
            mkfifo pipe; exec 3<>pipe; "$@" pipe > out & pid=$!; head -n 1 fleet.ndjson >&3
            for i in $(seq 150); do [ -s out ] && break; sleep 0.1; done
            [ "$(wc -l < out)" = 1 ] && echo answered; head -c 20 fleet.ndjson >&3; kill -TERM $pid; wait $pid; echo $?; wc -l < out
            """
        let run = try await world.program.run(["audit", "--stream", "--template", "template.yaml"], in: script)
        #expect(run.output == "answered\n143\n1\n", "\(run.output) \(run.error)")
        await world.stop()
    }

    @Test("deployments not finished within the grace period are left to be resumed")
    func grace() async throws {
        let world = try await FleetWorld(4)
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        let silent = try Socket.localEndpoint(of: socket)
        try world.program.folder.write(
            (0..<4).map { world.values($0, resolver: $0 == 1 ? silent : nil) }.joined(), to: "fleet.ndjson")
        let script = """
            "$@" --output out & pid=$!; for i in $(seq 150); do [ "$(wc -l < out)" = 3 ] && break; sleep 0.1; done
            kill -TERM $pid; wait $pid; echo $?; wc -l < out
            """
        let arguments = ["audit", "--stream", "fleet.ndjson", "--template", "template.yaml", "--run", "g"]
        let run = try await world.program.run(arguments + ["--grace", "200ms", "--timeout", "60"], in: script)
        #expect(run.output == "143\n3\n", "\(run.output) \(run.error)")
        let rest = try await world.program.run(arguments + ["--output", "out", "--resume", "--timeout", "2"])
        #expect(rest.status == 0 && rest.error.contains("1 answered"), "\(rest.error)")
        await world.stop()
    }

    @Test("a full output ends it with 74, mistakes before the first line with 64 and 65")
    func failures() async throws {
        let world = try await FleetWorld(3)
        let arguments = ["audit", "--stream", "fleet.ndjson", "--template", "template.yaml"]
        let full = try await world.program.run(arguments, in: #"exec "$@" > /dev/full"#)
        #expect(full.status == 74 && full.error.contains("No space left on device"), "\(full.error)")
        let file = try await world.program.run(arguments + ["--output", "/dev/full"])
        #expect(file.status == 74, "\(file.error)")
        for (wrong, status) in [
            (["--format", "json"], 64), (["--resume"], 64), (["--shard", "5/4"], 64), (["--emit", "all"], 64), (["two.yaml"], 64),
            (["--concurrency", "0"], 64), (["--resume", "--run", "r"], 64), (["--profile", "none"], 64),
            (["--confirm", "2"], 64),
        ] as [([String], Int32)] {
            let run = try await world.program.run(arguments + wrong)
            #expect(run.status == status && run.output.isEmpty, "\(wrong): \(run.status) \(run.error)")
        }
        try world.program.folder.write("version: 1\nname: ${x\n", to: "broken.yaml")
        let template = try await world.program.run(["audit", "--stream", "--template", "broken.yaml"])
        #expect(template.status == 65 && template.error.contains("broken.yaml:2:7"), "\(template.error)")
        let header = try await world.stream(input: "kay,domain\n")
        #expect(header.status == 65 && header.output.isEmpty && header.error.contains("no column 'key'"), "\(header.error)")
        let stray = try await world.program.run(["audit", "acme.yaml", "--emit", "summary"])
        #expect(stray.status == 64 && stray.error.contains("add --stream"))
        await world.stop()
    }

    @Test("the parts of a fleet are the fleet")
    func shards() async throws {
        let world = try await FleetWorld(40)
        let bad = "nonsense\n{\"key\":\"b\"}\n"
        let input = (0..<40).map { world.values($0) }.joined() + bad
        var keys: [String] = []
        for part in 1...3 {
            let lines = try FleetWorld.lines(
                try await world.stream("--shard", "\(part)/3", "--emit", "summary", input: input).output)
            #expect(!lines.isEmpty)
            keys += lines.map { $0["key"]?.text ?? "none" }
        }
        #expect(keys.sorted() == ((0..<40).map { "k\($0)" } + ["b", "none"]).sorted())
        await world.stop()
    }

    @Test("packets to a server keep to its rate, and waiting for it does not count")
    func rate() async throws {
        let world = try await FleetWorld(4)
        let start = ContinuousClock.now
        let run = try await world.stream("--server-rate", "50", "--emit", "summary")
        let seconds = start.duration(to: .now) / .seconds(1)
        let lines = try FleetWorld.lines(run.output)
        #expect(lines.count == 4 && lines.allSatisfy { $0["verdict"]?.text != "undetermined" }, "\(run.output)")
        let waited = lines.compactMap { line -> Int64? in
            guard case .integer(let waited)? = line["waitedMs"] else { return nil }
            return waited
        }
        #expect(waited.count == 4 && waited.contains { $0 > 300 }, "\(waited)")
        #expect(seconds > 1, "more than fifty questions")
        await world.stop()
    }
}
