import AuthoritativeServer
import DNS
import Foundation
import TestPeers
import Testing

/// The files in `Examples/` for cron, systemd, Prometheus and Grafana work.
@Suite("The examples work", .timeLimit(.minutes(10)))
struct ExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Examples")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The words of a command line, with the operator's paths replaced by a test folder.
    private static func arguments(_ line: Substring, in program: SendreadyProgram) -> [String] {
        line.split(separator: " ").dropFirst().map { word in
            let name = word.split(separator: "/").last.map(String.init) ?? ""
            guard word.hasPrefix("/") else { return String(word) }
            return name == "deployment.yaml" ? "acme.yaml" : program.folder.url.appending(path: name).path
        }
    }

    /// The commands of the systemd service and of the cron table, continued lines joined.
    private static func commands(_ path: String) throws -> [Substring] {
        var text = try text(path).replacing("\\\n", with: " ")
        // The service's environment variables, as set there.
        for setting in text.matches(of: /(?m)^Environment="?(\w+)=([^"\n]*)"?$/) {
            text = text.replacing("${\(setting.1)}", with: setting.2).replacing("$\(setting.1)", with: setting.2)
        }
        return text.split(separator: "\n").compactMap { line in
            guard !line.hasPrefix("#"),
                let start = line.ranges(of: "sendready ").last(where: { range in
                    line[range.upperBound...].hasPrefix("audit") || line[range.upperBound...].hasPrefix("history")
                })
            else { return nil }
            return line[start.lowerBound...]
        }
    }

    @Test(
        "the commands of the service and of the cron table run unchanged",
        arguments: ["systemd/sendready.service", "cron/sendready"])
    func commands(_ path: String) async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["20.113.0.203"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let commands = try Self.commands(path)
        #expect(commands.count == 2)
        let audit = Self.arguments(commands[0], in: program).map { $0 == "2m" ? "10ms" : $0 }
        // --confirm 2: the first run announces nothing, the second announces it, the third is silent.
        var told: [Bool] = []
        for _ in 0..<3 {
            let run = try await program.run(audit)
            #expect(run.status == 2)
            #expect(run.error.isEmpty)
            told.append(run.output.contains("new error: Sending address without a PTR record"))
            #expect(told.last == true || run.output.isEmpty)
        }
        #expect(told == [false, true, false])
        let page = try String(contentsOf: program.folder.url.appending(path: "report.html"), encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        let forget = try await program.run(Self.arguments(commands[1], in: program))
        #expect(forget.status == 0 && forget.output.isEmpty && forget.error.isEmpty)
    }

    @Test(
        "systemd accepts the service and its timer",
        .enabled(if: Program.isInstalled("systemd-analyze"), "systemd-analyze is not installed"))
    func systemd() async throws {
        let folder = try TemporaryFolder()
        let service = try Self.text("systemd/sendready.service").replacing("/usr/local/bin/sendready", with: "/bin/true")
        try folder.write(service, to: "sendready.service")
        try folder.write(Self.text("systemd/sendready.timer"), to: "sendready.timer")
        let said = try await Program.run(
            "systemd-analyze", ["verify", "--man=no", "./sendready.service", "./sendready.timer"], in: folder.url)
        #expect(!said.contains("sendready."), "\(said)")
    }

    @Test("promtool proves the alert rules", .enabled(if: Program.isInstalled("promtool"), "prometheus is not installed"))
    func alerts() async throws {
        let folder = Self.folder.appending(path: "prometheus")
        try await Program.run("promtool", ["check", "rules", "sendready.rules.yaml"], in: folder)
        try await Program.run("promtool", ["test", "rules", "sendready.test.yaml"], in: folder)
        // Every alert is raised in one snapshot, and not in another.
        let tests = try Self.text("prometheus/sendready.test.yaml")
        for alert in try Self.text("prometheus/sendready.rules.yaml").matches(of: /- alert: (\w+)/).map(\.1) {
            #expect(tests.contains("alertname: \(alert)\n"), "\(alert) is not proven")
        }
    }

    @Test("the alert for certificate expiry has the threshold of the rule")
    func threshold() throws {
        let rule = try String(
            contentsOf: Self.folder.deletingLastPathComponent().appending(path: "Rules/tls/expires-soon.yaml"), encoding: .utf8)
        let share = try #require(rule.firstMatch(of: /share: \{ type: int, default: (\d+)/)?.1)
        #expect(
            try Self.text("prometheus/sendready.rules.yaml").contains("< sendready_certificate_lifetime_seconds / \(share)\n"))
    }

    @Test("alerts and dashboard use existing metrics")
    func metrics() async throws {
        // Something fails and something is undetermined: rules without a finding have no series.
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["20.113.0.203"])) { question in
            question.type == .mx ? .servfail : .answer
        }
        defer { server.stop() }
        let program = try SendreadyProgram()
        let profiles = "rules: { profiles: [default, gmail] }\n"
        try program.folder.write(AcmeDeployment.file(resolver: resolver) + "\n" + profiles, to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--state", "state.json", "--format", "prometheus")
        let written = Set(run.output.matches(of: /(?m)^# TYPE (\w+) gauge$/).map { String($0.1) })
        #expect(written.count > 8)
        for path in ["prometheus/sendready.rules.yaml", "grafana/sendready.json"] {
            let text = try Self.text(path).replacing("sendready.", with: "")
            let asked = Set(text.matches(of: /sendready_\w+/).map { String($0.0) })
            // Written only with TLS probes, or with a finding; their own tests show that they are.
            let known = written.union([
                "sendready_certificate_expiry_timestamp_seconds", "sendready_certificate_lifetime_seconds",
                "sendready_findings", "sendready_undetermined_findings",
            ])
            #expect(asked.isSubset(of: known), "\(path): \(asked.subtracting(known))")
        }
    }

    @Test(
        "Prometheus parses every expression of the dashboard",
        .enabled(if: Program.isInstalled("promtool"), "prometheus is not installed"))
    func dashboard() async throws {
        struct Dashboard: Decodable {
            struct Panel: Decodable {
                struct Target: Decodable { let expr: String }
                struct Place: Decodable { let x: Int, y: Int, w: Int, h: Int }
                let id: Int
                let title: String
                let gridPos: Place
                let targets: [Target]
            }
            let panels: [Panel]
        }
        let panels = try JSONDecoder().decode(Dashboard.self, from: Data(Self.text("grafana/sendready.json").utf8)).panels
        #expect(Set(panels.map(\.id)).count == panels.count)
        #expect(panels.allSatisfy { $0.gridPos.x + $0.gridPos.w <= 24 })
        let rules = panels.flatMap(\.targets).enumerated().map { index, target in
            let expression = target.expr.replacing("$deployment", with: ".*").replacing("'", with: "''")
            return "      - { record: 'dashboard:\(index)', expr: '\(expression)' }\n"
        }
        #expect(rules.count >= panels.count)
        let folder = try TemporaryFolder()
        let file = try folder.write("groups:\n  - name: dashboard\n    rules:\n" + rules.joined(), to: "rules.yaml")
        try await Program.run("promtool", ["check", "rules", file])
    }
}
