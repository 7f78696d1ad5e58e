import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite("Runs with state", .timeLimit(.minutes(10)), .serialized)
struct StateTests {
    /// Facts of a run over a healthy deployment with other records, or with some failed queries.
    private static func facts(
        _ program: SendreadyProgram, removing: [String] = [], adding: [String] = [],
        behaviour: (@Sendable (Question) -> Behaviour)? = nil
    ) async throws -> JSONValue {
        let (server, resolver) = try AcmeDeployment.server(
            AcmeDeployment.zone(removing: removing, adding: adding), behaviour: behaviour)
        defer { server.stop() }
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        // A silent server costs the whole deadline; all other tests have enough time on a busy machine.
        let timeout = behaviour == nil ? "60s" : "3s"
        _ = try await program.run("audit", "acme.yaml", "--facts-out", "facts.json", "--timeout", timeout, "--quiet")
        return try JSONParser.parse(
            try String(contentsOf: program.folder.url.appending(path: "facts.json"), encoding: .utf8))
    }

    private static func at(_ minutes: Int, _ facts: JSONValue) -> String {
        guard case .object(var members) = facts else { return "" }
        members["observedAt"] = .string(Timestamp(seconds: 1_795_348_800 + Int64(minutes) * 60).description)
        return JSONValue.object(members).rendered()
    }

    @Test("an hour of cron, with faults, dying resolvers and lost answers: only real changes are printed")
    func cron() async throws {
        let program = try SendreadyProgram()
        let noSPF = "bounce.acme.example. TXT"
        let privateHost = ["mx.acme.example. A 192.168.0.5"]
        let healthy = try await Self.facts(program)
        let noSPFRecord = try await Self.facts(program, removing: [noSPF])
        let dead = try await Self.facts(program) { _ in .drop }
        let both = try await Self.facts(program, removing: [noSPF, "mx.acme"], adding: privateHost)
        // The host of the MX record is out of sight, and so are its faults.
        let noMX = try await Self.facts(program, removing: [noSPF, "mx.acme"], adding: privateHost) { question in
            question.type == .mx ? .servfail : .answer
        }
        let onlyHost = try await Self.facts(program, removing: ["mx.acme"], adding: privateHost)
        let spf = "dmarc/spf-not-aligned dmarc/spf-not-aligned spf/missing"
        let hour: [(JSONValue, String)] = [
            (healthy, ""), (noSPFRecord, "new: \(spf)"), (noSPFRecord, ""), (dead, ""), (noSPFRecord, ""),
            (both, "new: mx/target-not-public"), (noMX, ""), (dead, ""), (both, ""), (onlyHost, "resolved: \(spf)"), (dead, ""),
            (healthy, "resolved: mx/target-not-public"), (healthy, ""),
        ]
        for (step, (facts, expected)) in hour.enumerated() {
            try program.folder.write(Self.at(step * 5, facts), to: "now.json")
            let run = try await program.run(
                "judge", "now.json", "--state", "state.json", "--quiet", "--format", "ndjson", "--format", "text", "--output",
                "-",
                "--output", "text")
            let lines = try run.output.split(separator: "\n").map { try JSONParser.parse(String($0)) }
            // Silence would look like health: every run ends with a line about the deployment.
            #expect(lines.last?["line"]?.text == "deployment" && lines.count { $0["line"]?.text == "deployment" } == 1)
            let isBlind = facts == dead || facts == noMX
            if isBlind { #expect(lines.last?["sight"]?.text != "regained", "at minute \(step * 5)") }
            let news = lines.filter { $0["line"]?.text == "finding" }
            let said = Dictionary(grouping: news) { $0["change"]?.text ?? "" }.map { change, lines in
                "\(change): \(lines.compactMap { $0["rule"]?.text }.sorted().joined(separator: " "))"
            }
            #expect(said.joined() == expected, "at minute \(step * 5)")
            let text = try String(contentsOf: program.folder.url.appending(path: "text"), encoding: .utf8)
            if step == 3 { #expect(text.contains("\nout of sight since 2026-11-22T12:15:00Z\n")) }
            if step == 4 { #expect(text.contains("\nin sight again: ")) }
            let quiet = try await program.run("judge", "now.json", "--state", "state.json", "--quiet")
            #expect(quiet.output.isEmpty, "the same look again is no news")
            if facts == dead { #expect(quiet.status == 3) }
        }
    }

    @Test("an audit with --state prints the new finding once, in full, and its end in two lines")
    func audit() async throws {
        let program = try SendreadyProgram()
        func audit(_ removed: [String]) async throws -> SendreadyProgram.Run {
            let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: removed))
            defer { server.stop() }
            try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
            return try await program.run("audit", "acme.yaml", "--state", "state.json", "--quiet", "--jitter", "10ms")
        }
        let healthy = try await audit([])
        #expect(healthy.status == 0 && healthy.error.isEmpty)
        #expect(healthy.output.hasPrefix("READY  ") && healthy.output.contains("; first run for acme at 20"))
        #expect(healthy.output.count { $0 == "\n" } == 1)
        let broken = try await audit(["20.113.0.203"])
        #expect(broken.status == 2)
        #expect(broken.output.hasPrefix("NOT READY  1 error"))
        #expect(broken.output.contains("\nnew error: Sending address without a PTR record"))
        #expect(broken.output.contains("  fix: "))
        let same = try await audit(["20.113.0.203"])
        #expect(same.status == 2 && same.output.isEmpty)
        let repaired = try await audit([])
        #expect(repaired.status == 0)
        #expect(repaired.output.contains("\nresolved: Sending address without a PTR record"))
        #expect(repaired.output.contains("\n  bulk/203.0.113.20: had failed since 20"))
    }

    @Test("a damaged, newer or foreign state is refused before any query, and kept")
    func refused() async throws {
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolvers: "127.0.0.1:9"), to: "acme.yaml")
        for text in ["", "{\"format\": 1, ", "{\"format\": 99, \"deployments\": {}}", "not a state"] {
            let file = try program.folder.write(text, to: "state.json")
            let run = try await program.run("audit", "acme.yaml", "--state", "state.json")
            #expect(run.status == 65)
            #expect(run.error.contains("sendready: error: the state file 'state.json' is refused: "))
            #expect(run.output.isEmpty)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        }
        let unlocked = try await program.run("audit", "acme.yaml", "--state", "nowhere/state.json", "--timeout", "200ms")
        #expect(unlocked.status == 73, "\(unlocked.error)")
        let confirm = try await program.run("audit", "acme.yaml", "--confirm", "2")
        #expect(confirm.status == 64)
    }

    /// Facts in which some of a number of tracking names have no address.
    private static func broken(_ count: Int, of healthy: JSONValue, at minutes: Int) throws -> String {
        guard case .object(var members) = healthy, case .object(var facts)? = members["facts"],
            case .array(let names)? = facts["web_names"], case .object(let name)? = names.first
        else { throw Program.Failure(description: "no web name in the facts") }
        facts["web_names"] = .array(
            (0..<count).map { index in
                var name = name
                name["subject"] = ["key": .string("tracking/n\(index)"), "view": "public", "role": "tracking"]
                name["a"] = []
                name["aaaa"] = []
                return .object(name)
            })
        members["facts"] = .object(facts)
        return at(minutes, .object(members))
    }

    private static func newKeys(_ output: String) -> [String] {
        output.split(separator: "\n").compactMap { line in
            // A killed run may have left half a line.
            guard let json = try? JSONParser.parse(String(line)), json["change"]?.text == "new" else { return nil }
            return json["key"]?.text
        }
    }

    @Test("a hundred runs killed at any time lose no change, and never damage the state")
    func kills() async throws {
        let program = try SendreadyProgram()
        let healthy = try await Self.facts(program)
        let arguments = [
            "judge", "now.json", "--state", "state.json", "--history", "history.db", "--quiet",
            "--format", "ndjson",
        ]
        var told: Set<String> = []
        try program.folder.write(Self.broken(0, of: healthy, at: 0), to: "now.json")
        // As long as the last complete run, so that a machine with varying load sees equally many kills.
        var whole = try await ContinuousClock().measure { _ = try await program.run(arguments) }
        var kills = 0
        for round in 1...100 {
            try program.folder.write(Self.broken(round, of: healthy, at: round), to: "now.json")
            let start = ContinuousClock.now
            let run = try await program.run(arguments, killedAfter: whole * Double.random(in: 0.2...1.2))
            if run.status == 9 {
                kills += 1
            } else {
                #expect(run.status == 2, "\(run.error)")
                whole = ContinuousClock.now - start
            }
            told.formUnion(Self.newKeys(run.output))
        }
        let last = try await program.run(arguments)
        #expect(last.status == 2, "\(last.error)")
        told.formUnion(Self.newKeys(last.output))
        #expect(told == Set((0..<100).map { "tracking/n\($0)" }))
        #expect(kills > 20)
        let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.url.path).filter { $0.hasPrefix("state") }
        #expect(Set(files).isSubset(of: ["state.json", "state.json.lock", "state.json.new"]))
        let history = program.folder.url.appending(path: "history.db").path
        #expect(try await Program.run("sqlite3", [history, "PRAGMA integrity_check"]) == "ok\n")
        // What was announced is in the history: a run appends before it releases the state.
        let kept = try await Program.run("sqlite3", [history, "SELECT count(*) FROM finding WHERE rule = 'address/missing'"])
        #expect(kept == "100\n")
    }

    @Test(
        "the history of an hour, as text and as JSON that conforms to its schema",
        .enabled(if: ReportSchemaTests.isInstalled, "python3-jsonschema is not installed"))
    func history() async throws {
        let program = try SendreadyProgram()
        let healthy = try await Self.facts(program)
        let broken = try await Self.facts(program, removing: ["20.113.0.203"])
        for (step, facts) in [healthy, healthy, broken, healthy].enumerated() {
            try program.folder.write(Self.at(step * 20, facts), to: "now.json")
            _ = try await program.run("judge", "now.json", "--history", "history.db", "--quiet")
        }
        let text = try await program.run("history", "history.db", "--rule", "ptr/*")
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("acme: 4 looks from 2026-11-22T12:00:00Z to 2026-11-22T13:00:00Z\n  ready 66.6 %: "))
        #expect(text.output.contains("\n    ptr/missing  bulk/203.0.113.20  ["))
        #expect(text.output.contains("\n      error from 2026-11-22T12:40:00Z to 2026-11-22T13:00:00Z, 20 min\n"))
        let json = try await program.run("history", "history.db", "--format", "json")
        try await ReportSchemaTests.validate(
            program.folder.write(json.output, to: "history.json"), schema: "Examples/history.schema.json")
        #expect(try await program.run("history", "history.db", "--deployment", "nobody").status == 64)
        #expect(try await program.run("history", "nowhere.db").status == 65)
        try program.folder.write(String(repeating: "x", count: 5_000), to: "damaged.db")
        #expect(try await program.run("history", "damaged.db").status == 65)
        #expect(try await program.run("judge", "now.json", "--history", "damaged.db").status == 65)
        #expect(try await program.run("judge", "now.json", "--history", "h.db", "--rule", "ptr/*").status == 64)
        let forgotten = try await program.run("history", "history.db", "--forget-before", "2026-11-22T12:50:00Z")
        #expect(forgotten.error == "sendready: hint: 3 looks before 2026-11-22T12:50:00Z forgotten\n")
        #expect(forgotten.output.hasPrefix("acme: 1 look from"))
    }

    @Test("two concurrent runs both store their results")
    func together() async throws {
        let program = try SendreadyProgram()
        let healthy = try await Self.facts(program)
        var other = try #require(healthy.members)
        other["deployment"] = "other"
        for round in 0..<10 {
            try program.folder.write(Self.broken(round + 1, of: healthy, at: round), to: "one.json")
            try program.folder.write(Self.broken(round + 1, of: .object(other), at: round), to: "two.json")
            let runs = try await withThrowingTaskGroup(of: [String].self) { group in
                for file in ["one.json", "two.json"] {
                    group.addTask {
                        let run = try await program.run(
                            "judge", file, "--rule", "address/missing", "--state", "s.json", "--quiet", "--format", "ndjson")
                        #expect(run.status == 2, "\(run.error)")
                        return Self.newKeys(run.output)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(runs == [["tracking/n\(round)"], ["tracking/n\(round)"]])
        }
    }
}
