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

    @Test("roots that cannot be read stop their own deployment alone")
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

    @Test("an output that cannot be written does not keep the others from it")
    func unwritable() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run(
            "demo", "--format", "junit", "--output", "nowhere/report.xml", "--format", "nagios", "--output", "line")
        #expect(run.status == 64)
        #expect(run.error.contains("cannot write 'nowhere/report.xml'"))
        let line = try String(contentsOf: program.folder.url.appending(path: "line"), encoding: .utf8)
        #expect(line.hasPrefix("SENDREADY CRITICAL: demo not ready (24 errors"))
    }

    @Test("results for code scanning point to the line that they are about")
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
        "facts that were saved give every form of the report",
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
}
