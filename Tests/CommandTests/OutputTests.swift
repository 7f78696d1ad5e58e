import AuthoritativeServer
import Facts
import Foundation
import TestPeers
import Testing

@Suite("Several deployments and several outputs in one run", .timeLimit(.minutes(10)))
struct OutputTests {
    @Test("a bad file, a missing key and a second deployment of the same name do not stop the others")
    func badFiles() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        let good = AcmeDeployment.file(resolver: resolver)
        try program.folder.write(good, to: "good.yaml")
        try program.folder.write(good, to: "twin.yaml")
        try program.folder.write("version: 1\nnmae: x\n", to: "broken.yaml")
        let key = "selector: s1, private-key: nowhere.pem"
        try program.folder.write(
            good.replacing("selector: s1", with: key).replacing("name: acme\n", with: "name: keyless\n"), to: "keyless.yaml")
        let run = try await program.run(
            "audit", "broken.yaml", "good.yaml", "keyless.yaml", "twin.yaml", "--format", "json", "--format", "prometheus",
            "--output", "-", "--output", "metrics.prom")
        #expect(run.status == 65)
        #expect(try run.report()["verdict"]?.text == "ready")
        guard case .array(let refused)? = try JSONParser.parse(run.output)["refused"] else {
            Issue.record("nothing is refused in: \(run.output)")
            return
        }
        #expect(refused.map { $0["file"]?.text } == ["broken.yaml", "keyless.yaml", "twin.yaml"])
        #expect(run.error.contains("both name their deployment 'acme'"))
        let metrics = try String(contentsOf: program.folder.url.appending(path: "metrics.prom"), encoding: .utf8)
        #expect(metrics.contains("\nsendready_refused_files 3\n"))
        #expect(metrics.contains("\nsendready_verdict{deployment=\"acme\",verdict=\"ready\"} 1\n"))
    }

    @Test("unreadable roots stop only their own deployment")
    func badRoots() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        let good = AcmeDeployment.file(resolver: resolver)
        try program.folder.write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", to: "roots.pem")
        try program.folder.write(good, to: "good.yaml")
        try program.folder.write(
            good.replacing("name: acme\n", with: "name: rootless\ntls: { ca-file: roots.pem }\n").replacing(
                "tls: false", with: "tls: true"), to: "rootless.yaml")
        let run = try await program.run("audit", "good.yaml", "rootless.yaml", "--format", "json")
        #expect(run.status == 65)
        #expect(try run.report()["verdict"]?.text == "ready", "\(run.error)")
        #expect(run.error.contains("rootless.yaml:3:17: the roots of tls.ca-file cannot be read: "), "\(run.error)")
    }

    @Test("an output that cannot be written does not prevent the others")
    func unwritable() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run(
            "demo", "--format", "junit", "--output", "nowhere/report.xml", "--format", "nagios", "--output", "line")
        #expect(run.status == 3, "a plugin's exit status, though the file cannot be made")
        #expect(run.output.isEmpty)
        #expect(run.error.contains("cannot write 'nowhere/report.xml': No such file or directory"))
        let line = try String(contentsOf: program.folder.url.appending(path: "line"), encoding: .utf8)
        #expect(line.hasPrefix("SENDREADY CRITICAL: demo not ready (24 errors"))
    }

    @Test("results for code scanning point to their lines")
    func lines() async throws {
        let zone = AcmeDeployment.zone(removing: [
            "web.acme.example. A", "web.acme.example. AAAA", "20.113", "acme.example. MX", "s1.",
        ])
        let (server, resolver) = try AcmeDeployment.server(zone)
        defer { server.stop() }
        let program = try SendreadyProgram()
        let file = AcmeDeployment.file(resolver: resolver)
        try program.folder.write(file, to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "sarif")
        guard case .array(let results)? = try JSONParser.parse(run.output)["runs"]?[0]?["results"] else {
            throw Program.Failure(description: run.output)
        }
        let written = file.split(separator: "\n", omittingEmptySubsequences: false)
        func line(_ rule: String) -> Substring? {
            let location = results.first { $0["ruleId"]?.text == rule }?["locations"]?[0]?["physicalLocation"]
            guard case .integer(let line)? = location?["region"]?["startLine"] else { return nil }
            return written[Int(line) - 1]
        }
        #expect(line("address/missing")?.hasPrefix("tracking:") == true, "\(run.output)")
        #expect(line("ptr/missing")?.contains("addresses: [203.0.113.20") == true)
        #expect(line("from/unreachable")?.contains("from: [acme.example]") == true)
        #expect(line("dkim/missing")?.contains("selector: s1") == true)
    }

    @Test(
        "saved facts give every report format",
        arguments: ["ndjson", "html", "markdown", "junit", "sarif", "prometheus"])
    func judge(_ format: String) async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let audit = try await program.run("audit", "acme.yaml", "--facts-out", "facts.json", "--format", format, "--all")
        let judge = try await program.run("judge", "facts.json", "--format", format, "--all")
        #expect(audit.status == 0 && judge.status == 0)
        #expect(judge.output.replacing("facts.json", with: "acme.yaml") == audit.output)
    }

    @Test("a report replaces a file keeping its mode, and never follows a link next to it")
    func replaced() async throws {
        let program = try SendreadyProgram()
        let folder = program.folder.url
        let report = try program.folder.write("old", to: "report.json")
        let precious = try program.folder.write("precious", to: "precious")
        #expect(chmod(report, 0o640) == 0)
        // The temporary name of a state is known beforehand.
        try FileManager.default.createSymbolicLink(atPath: report + ".new", withDestinationPath: precious)
        let state = folder.appending(path: "state.json").path
        try FileManager.default.createSymbolicLink(atPath: state + ".new", withDestinationPath: precious)
        #expect(try await program.run("demo", "--format", "json", "--output", "report.json", "--rule", "ptr/*").status == 2)
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        #expect(try await program.run("audit", "acme.yaml", "--state", "state.json").status == 0)
        #expect(try String(contentsOfFile: precious, encoding: .utf8) == "precious")
        #expect(try String(contentsOfFile: report, encoding: .utf8).hasPrefix("{"))
        #expect(try String(contentsOfFile: state, encoding: .utf8).hasPrefix("{"))
        var status = stat()
        #expect(stat(report, &status) == 0 && status.st_mode & 0o7777 == 0o640)
        // A link at the lock's name is not followed either.
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/other.json.lock", withDestinationPath: "made-by-link")
        #expect(try await program.run("audit", "acme.yaml", "--state", "other.json").status == 73)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/made-by-link"))
    }

    @Test("an output that cannot be created is 73 with the reason; a pipe without a reader is awaited, but not for ever")
    func cannotBeMade() async throws {
        let program = try SendreadyProgram()
        #expect(mkfifo(program.folder.url.appending(path: "pipe").path, 0o600) == 0)
        try FileManager.default.createDirectory(
            at: program.folder.url.appending(path: "folder"), withIntermediateDirectories: true)
        for (place, reason) in [
            ("nowhere/report", "No such file or directory"), ("folder", "Is a directory"),
            ("pipe", "nothing reads from this pipe (waited 10 s)"),
        ] {
            let run = try await program.run("demo", "--rule", "ptr/*", "--output", place)
            #expect(run.status == 73)
            #expect(run.error.hasSuffix("sendready: error: cannot write '\(place)': \(reason)\n"), "\(run.error)")
        }
        let device = try await program.run("demo", "--rule", "ptr/*", "--output", "/dev/full")
        #expect(device.status == 74)
        #expect(try await program.run("demo", "--rule", "ptr/*", "--output", "/dev/stdout").output.hasPrefix("NOT READY"))
    }

    @Test(
        "the format for Nagios gives one line and a plugin's exit status, whatever happens",
        arguments: [
            ["audit", "nowhere.yaml"], ["audit", "bad.yaml"], ["audit", "bad.yaml", "nowhere.yaml"], ["audit"],
            ["audit", "--nonsense"],
            ["judge", "bad.yaml"], ["audit", "acme.yaml", "--state", "bad.yaml"],
            ["audit", "acme.yaml", "--history", "bad.yaml"],
            ["audit", "acme.yaml", "--rule", "nonsense/*"], ["audit", "acme.yaml", "--state", "nowhere/state"],
            ["audit", "acme.yaml", "--profile", "nonsense"],
        ])
    func nagios(_ arguments: [String]) async throws {
        let program = try SendreadyProgram()
        try program.folder.write("version: 1\nnmae: |\n  x\n", to: "bad.yaml")
        try program.folder.write(AcmeDeployment.file(resolvers: "127.0.0.1:9"), to: "acme.yaml")
        for format in [["--format", "nagios"], ["--format=nagios"]] {
            let run = try await program.run(arguments + format + (arguments.contains("acme.yaml") ? ["--timeout", "200ms"] : []))
            #expect(run.status == 3, "\(run.error)")
            #expect(run.output.hasPrefix("SENDREADY UNKNOWN: "), "\(run.output)")
            #expect(run.output.hasSuffix("\n") && !run.output.contains("\\u{a}"), "\(run.output)")
            if !arguments.contains("nowhere/state") { #expect(run.output.count { $0 == "\n" } == 1, "\(run.output)") }
        }
        let toFile = try await program.run(arguments + ["--format", "nagios", "--output", "line", "--timeout", "200ms"])
        #expect(toFile.status == 3)
        if arguments.contains("bad.yaml") || arguments.contains("nowhere.yaml") {
            let line = try String(contentsOf: program.folder.url.appending(path: "line"), encoding: .utf8)
            #expect(line.hasPrefix("SENDREADY UNKNOWN: "))
        }
    }

    @Test("a line end from the network does not begin a new line", arguments: ["text", "markdown"])
    func lineEnds(_ format: String) async throws {
        let planted = "_dmarc.acme.example. TXT \"v=DMARC1; p=none; x\\010READY planted\""
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["_dmarc.acme"], adding: [planted]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", format, "--all")
        #expect(run.output.contains("READY planted") || run.output.contains("READY\n        planted"), "\(run.output)")
        for line in run.output.split(separator: "\n") {
            #expect(!line.trimmingPrefix { $0 == " " }.hasPrefix("READY planted"), "\(run.output)")
        }
    }

    @Test("a run without any results is undetermined, whatever the selected rules")
    func nothingLearned() async throws {
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolvers: "\(Loopback.closedEndpoint())"), to: "acme.yaml")
        for rule in ["mx/*", "ptr/multiple", "tls-rpt/*"] {
            let run = try await program.run("audit", "acme.yaml", "--rule", rule, "--timeout", "2s")
            #expect(run.status == 3 && run.output.hasPrefix("UNDETERMINED"), "\(rule): \(run.output)")
        }
    }
}
