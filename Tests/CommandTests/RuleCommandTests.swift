import AuthoritativeServer
import Facts
import Foundation
import TestPeers
import Testing

/// Rules as operators see, change and write them.
@Suite("Rules on the command line", .timeLimit(.minutes(10)), .serialized)
struct RuleCommandTests {
    private static let rule = """
        engine: 1
        title: Panel without IPv6
        severity: warning
        for_each: web_name
        applies: web.role == 'panel'
        assert: web.aaaa.size() > 0
        message: '{web.name} has no IPv6 address.'
        why: Some readers have no other.
        fix: { text: Publish one. }
        references: [https://example.com/policy]
        tests:
          - { name: good, base: direct, given: { web.role: panel, web.aaaa: ['2001:db8::1'] }, expect: pass }
          - { name: bad, base: direct, given: { web.role: panel, web.aaaa: [] }, expect: fail, message: has no IPv6 address }
          - { name: silent, base: direct, given: { web.role: panel, web.aaaa: !unknown timeout }, expect: undetermined }
          - { name: other, base: direct, given: { web.role: pixel }, expect: not-applicable }

        """

    private func audit(
        _ program: SendreadyProgram, settings: String = "", _ arguments: String...
    ) async throws -> SendreadyProgram.Run {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["bounce.acme.example. TXT"]))
        defer { server.stop() }
        _ = try program.folder.write(AcmeDeployment.file(resolver: resolver) + "\n" + settings, to: "acme.yaml")
        return try await program.run(["audit", "acme.yaml", "--format", "json"] + arguments)
    }

    private func providers(_ run: SendreadyProgram.Run) throws -> [String: JSONValue] {
        guard case .array(let items)? = try run.report()["providers"] else { return [:] }
        return Dictionary(items.map { ($0["profile"]?.text ?? "", $0) }) { first, _ in first }
    }

    @Test("an operator's rule is added to the built-in ones, passes its tests, and reports findings")
    func ownRules() async throws {
        let program = try SendreadyProgram()
        try FileManager.default.createDirectory(
            at: program.folder.url.appending(path: "own/web"), withIntermediateDirectories: true)
        _ = try program.folder.write(Self.rule, to: "own/web/no-ipv6.yaml")
        let tested = try await program.run("rules", "test", "own")
        #expect(tested.output == "4 passed, 0 failed\n")
        #expect(try await program.run("rules", "lint", "own").output == "1 rule, 0 remarks\n")
        #expect(try await program.run("rules", "list", "web/*", "--rules", "own").output.contains("Panel without IPv6"))
        let run = try await audit(program, "--rules", "own", "--rule", "web/*")
        #expect(try run.findings("fail") == ["web/no-ipv6 panel/panel.acme.example/public"])
        let alone = try await audit(program, "--rules", "own", "--no-builtin-rules")
        #expect(try alone.findings("fail") == ["web/no-ipv6 panel/panel.acme.example/public"])
    }

    @Test("a new rule passes its tests at once, and is not overwritten")
    func new() async throws {
        let program = try SendreadyProgram()
        let made = try await program.run("rules", "new", "web/mine", "--rules", "own")
        #expect(made.output == "own/web/mine.yaml\n")
        #expect(try await program.run("rules", "test", "own").output == "3 passed, 0 failed\n")
        let copied = try await program.run("rules", "new", "web/copy", "--rules", "own", "--from", "ptr/missing")
        #expect(copied.status == 0)
        #expect(try await program.run("rules", "new", "web/mine", "--rules", "own").status == 64)
        #expect(try await program.run("rules", "new", "Wrong", "--rules", "own").status == 64)
        let unknown = try await program.run("rules", "new", "web/x", "--rules", "own", "--for-each", "web_nmae")
        #expect(unknown.error.contains("did you mean 'web_name'?"))
    }

    @Test("every provider has a readiness line, as a whole and for each mail path")
    func readiness() async throws {
        let providers = try providers(try await audit(try SendreadyProgram()))
        #expect(
            providers.keys.sorted()
                == ["apple", "gmail", "gmx", "laposte", "mail-ru", "outlook", "t-online", "yahoo", "yandex"])
        #expect(providers["gmail"]?["verdict"] == "not-ready")
        #expect(providers["gmail"]?["failing"] == ["dmarc/spf-not-aligned", "spf/missing"])
        #expect(providers["t-online"]?["verdict"] == "ready")
        guard case .array(let paths)? = providers["gmail"]?["paths"] else { throw Program.Failure(description: "no paths") }
        #expect(
            paths.map { $0["path"]?.text } == [
                "bulk/203.0.113.20/acme.example/bounce.acme.example", "bulk/2001:db8::20/acme.example/bounce.acme.example",
            ])
        #expect(paths.allSatisfy { $0["verdict"] == "not-ready" && $0["failing"] == ["dmarc/spf-not-aligned", "spf/missing"] })
    }

    @Test("the deployment file names profiles, changes rules and waives findings")
    func settings() async throws {
        let program = try SendreadyProgram()
        _ = try program.folder.write(
            "- { rule: spf/missing, subject: bounce.acme.example/*, until: 2099-01-01, reason: planned, by: ops }\n",
            to: "waivers.yaml")
        let settings = """
            rules:
              profiles: [strict, gmail]
              override:
                - { rule: tls-rpt/missing, severity: notice, reason: not yet }
              waivers: waivers.yaml

            """
        let run = try await audit(program, settings: settings)
        #expect(run.error.contains("waivers.yaml:1:63: warning: the waiver holds for more than a year"))
        #expect(try run.findings("waived") == ["spf/missing bounce.acme.example/public"])
        #expect(try run.findings("fail").contains("tls-rpt/missing acme.example/public"))
        #expect(try Array(providers(run).keys) == ["gmail"])
        let shown = try await program.run("rules", "show", "tls-rpt/missing", "--effective", "--deployment", "acme.yaml")
        #expect(shown.output.contains("severity  notice  override (acme.yaml:"), "\(shown.output)")
        #expect(shown.output.contains("enabled   true    profile strict (Rules/profiles/strict.yaml:"), "\(shown.output)")
    }

    @Test(
        "unknown names are refused, with the position and a suggestion",
        arguments: [
            ("profiles: [strcit]", "unknown profile 'strcit'; did you mean 'strict'?"),
            ("override: [{ rule: spf/mising, severity: notice }]", "there is no rule 'spf/mising'; did you mean 'spf/missing'?"),
            (
                "override: [{ rule: spf/missing, for: { sender: bulc }, severity: notice }]",
                "there is no sender 'bulc'; did you mean 'bulk'?"
            ),
            ("override: [{ rule: spf/missing, params: { x: 1 } }]", "'spf/missing' has no parameter 'x'; it has none"),
        ])
    func refused(_ settings: String, _ message: String) async throws {
        let run = try await audit(try SendreadyProgram(), settings: "rules: { \(settings) }\n")
        #expect(run.status == 65)
        #expect(run.error.contains("acme.yaml:16:"), "\(run.error)")
        #expect(run.error.contains(message), "\(run.error)")
        #expect(run.error.contains("\n    rules: { "), "\(run.error)")
    }

    @Test("a baseline accepts current failures, and is pruned of repaired ones")
    func baseline() async throws {
        let program = try SendreadyProgram()
        let first = try await audit(program, "--write-baseline", "baseline.json")
        #expect(first.status == 2)
        let second = try await audit(program, "--baseline", "baseline.json")
        #expect(second.status == 0, "\(second.output)")
        #expect(try second.findings("waived") == first.findings("fail"))
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        _ = try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        _ = try await program.run("audit", "acme.yaml", "--baseline", "baseline.json", "--prune-baseline", "--quiet")
        let text = try String(contentsOf: program.folder.url.appending(path: "baseline.json"), encoding: .utf8)
        #expect(!text.contains("spf/missing"))
        let damaged = try program.folder.write("{\"format\": 1", to: "damaged.json")
        #expect(try await program.run("audit", "acme.yaml", "--baseline", damaged).status == 65)
    }

    @Test("the facts that rules read are documented, and a page is written for each rule")
    func documentation() async throws {
        let program = try SendreadyProgram()
        let kinds = try await program.run("rules", "facts")
        #expect(kinds.output.contains("web_name"))
        let fields = try await program.run("rules", "facts", "web_name")
        #expect(fields.output.contains("web.aaaa"))
        #expect(try await program.run("rules", "facts", "web_nmae").error.contains("did you mean 'web_name'?"))
        #expect(try await program.run("rules", "docs", "pages").status == 0)
        let page = try String(contentsOf: program.folder.url.appending(path: "pages/ptr/missing.md"), encoding: .utf8)
        #expect(page.hasPrefix("# ptr/missing\n"))
        #expect(page.contains("has no PTR record at 20.113.0.203.in-addr.arpa."))
    }
}
