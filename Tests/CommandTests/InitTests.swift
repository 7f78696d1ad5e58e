import AuthoritativeServer
import DNS
import Foundation
import TestPeers
import Testing

@Suite("sendready init", .timeLimit(.minutes(10)), .serialized)
struct InitTests {
    private static let direct = [
        "--scheme", "direct", "--from", "acme.example", "--mail-from", "bounce.acme.example", "--panel",
        "panel.acme.example=203.0.113.10", "--tracking", "click.acme.example=203.0.113.11,2001:db8::11", "--pixel",
        "px.acme.example=203.0.113.12", "--sender-address", "203.0.113.20,2001:db8::20", "--dkim-selector", "s1",
    ]

    @Test("flags alone produce a file that can be audited")
    func flags() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        let made = try await program.run(
            ["init", "--no-dns", "--name", "acme", "--public-resolver", resolver.description] + Self.direct)
        #expect(made.status == 0 && made.output.isEmpty, "\(made.error)")
        let file = program.folder.url.appending(path: "deployment.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("# the platform itself is reachable from the Internet"))
        // Documentation addresses are declared public here; an operator's own addresses are public anyway.
        try (text + "networks: { public: [203.0.113.0/24, \"2001:db8::/32\"] }\nprobes: { tls: false, http: false }\n").write(
            to: file, atomically: true, encoding: .utf8)
        let audit = try await program.run("audit", "deployment.yaml", "--rule", "*/*")
        #expect(audit.error.isEmpty, "\(audit.error)")
        let plain = try await program.run("audit", "deployment.yaml")
        #expect(plain.status == 0, "\(plain.output)")
        let again = try await program.run(["init", "--no-dns"] + Self.direct)
        #expect(again.status == 64 && again.error.contains("'deployment.yaml' exists already"))
    }

    @Test("without a terminal, every missing answer is reported with its flag")
    func missing() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run("init", "--no-dns", "--scheme", "relay", "--from", "acme.example")
        #expect(run.status == 64)
        #expect(
            run.error.hasPrefix(
                "sendready: error: without a terminal every answer needs its flag: --mail-from, --panel, --tracking, --relay, "
                    + "--relay-address, --split-dns or --no-split-dns, --sender-address, --dkim-selector\n"))
        #expect(!FileManager.default.fileExists(atPath: program.folder.url.appending(path: "deployment.yaml").path))
        let bad = try await program.run("init", "--no-dns", "--scheme", "relays")
        #expect(bad.status == 64 && bad.error.contains("--scheme: 'relays' is not one of direct, relay, load-balanced"))
    }

    @Test(
        "every scheme has its questions",
        arguments: [
            [
                "--scheme", "relay", "--relay", "relay.acme.example", "--relay-address", "198.51.100.25", "--relay-egress",
                "198.51.100.26", "--split-dns", "--internal-resolver", "10.0.0.53", "--panel-exposure", "internal", "--panel",
                "panel.acme.example=10.0.0.10", "--tracking", "click.acme.example=203.0.113.11", "--sender-address",
                "10.0.0.20",
            ],
            [
                "--scheme", "load-balanced", "--balancer-address", "203.0.113.5", "--balancer-source", "10.0.0.5", "--panel",
                "panel.acme.example", "--tracking", "click.acme.example=10.0.0.11", "--sender-address",
                "10.0.0.20=203.0.113.20 10.0.0.21=203.0.113.21",
            ],
        ])
    func schemes(_ arguments: [String]) async throws {
        let program = try SendreadyProgram()
        let common = [
            "init", "--no-dns", "--from", "bücher.example", "--mail-from", "bounce.bücher.example", "--dkim-selector", "-",
            "--output", "-",
        ]
        let run = try await program.run(common + arguments)
        #expect(run.status == 0, "\(run.error)")
        try program.folder.write(run.output, to: "made.yaml")
        let plan = try await program.run("plan", "made.yaml", "--no-dns")
        #expect(plan.status == 0 && plan.output.contains("; zone xn--bcher-kva.example, public view"), "\(plan.error)")
        #expect(plan.error.isEmpty, "\(plan.error)")
    }

    @Test("flags for several senders, a CDN, a relay's own addresses and policies")
    func everything() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run([
            "init", "--no-dns", "--scheme", "direct", "--from", "acme.example", "--mail-from", "bounce.acme.example", "--panel",
            "panel.acme.example=203.0.113.10", "--tracking", "click.acme.example=203.0.113.11", "--media",
            "img.acme.example=d222.cdn.example", "--unsubscribe=leave.acme.example=203.0.113.11", "--sender-address",
            "203.0.113.20,203.0.113.21", "--inbound", "203.0.113.20", "--dkim-selector", "-", "--sender",
            "name=tx; address=10.0.0.22/203.0.113.22,203.0.113.23; inbound=203.0.113.20; from=acme.example; mail-from=bounce.acme.example; helo=from; dkim=t1",
            "--infrastructure", "esp.example", "--dmarc-policy", "reject", "--dmarc-reports", "d@acme.example", "--authority",
            "Acme CA=ca.acme.example", "--output", "-",
        ])
        #expect(run.status == 0, "\(run.error)")
        for line in [
            "  - { host: img.acme.example, alias: d222.cdn.example }",
            "  - { host: leave.acme.example, addresses: [203.0.113.11] }",
            "    inbound: [203.0.113.20]   # where bounces are accepted", "  - name: tx",
            "      - { address: 10.0.0.22, public: 203.0.113.22 }   # behind NAT",
            "    helo: from   # the announced name: ptr, from, or a name",
            "      - { domain: acme.example, selector: t1 }",
        ] { #expect(run.output.contains("\n\(line)\n"), "\(line) in \(run.output)") }
        try program.folder.write(run.output, to: "made.yaml")
        let plan = try await program.run("plan", "made.yaml", "--no-dns", "--only", "changes")
        #expect(plan.status == 0 && plan.error.isEmpty, "\(plan.error)")
        #expect(plan.output.contains("\nbounce.acme.example. IN MX 10 mta1.bounce.acme.example.\n"), "\(plan.output)")
        #expect(plan.output.contains("p=reject; rua=mailto:d@acme.example"), "\(plan.output)")
        let wrong = try await program.run("init", "--no-dns", "--sender", "name=tx", "--medai", "x")
        #expect(
            wrong.status == 64 && wrong.error.contains("there is no option '--medai'; did you mean '--media'?"), "\(wrong.error)")
    }

    @Test("missing answers are taken from the DNS")
    func defaults() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        let run = try await program.run(
            "init", "--public-resolver", resolver.description, "--scheme", "direct", "--from", "acme.example",
            "--accept-defaults",
            "--output", "-")
        #expect(run.status == 0, "\(run.error)")
        for line in [
            "  - { host: panel.acme.example, addresses: [203.0.113.10] }",
            "  - { host: click.acme.example, addresses: [203.0.113.11, \"2001:db8::11\"] }",
            "  - { host: px.acme.example, addresses: [203.0.113.12] }", "      - 203.0.113.20", "      - \"2001:db8::20\"",
            "      - { domain: acme.example, selector: s1 }",
        ] { #expect(run.output.contains("\(line)\n"), "\(line) in \(run.output)") }
        #expect(run.output.contains("    mail-from: [bounce.acme.example]"))
    }

    @Test("in a terminal the questions are asked, and a wrong answer is asked again", .enabled(if: Program.isInstalled("script")))
    func terminal() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        let answers = [
            "?", "", "nowhere", "", "acme.example", "wrong.example", "<", "bounce.acme.example", "", "", "", "", "", "", "", "",
            "", "", "", "", "",
            "",
            "yes", "tx", "", "acme.example", "", "203.0.113.30", "", "", "-", "no", "", "", "", "", "", "yes",
        ]
        let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("sendready")
            .path
        try program.folder.write(answers.joined(separator: "\n") + "\n", to: "answers")
        let typed = try await Program.run(
            "sh",
            [
                "-c",
                "(while read -r line; do echo \"$line\"; sleep 0.1; done < answers) | script -qec '\(path) init --public-resolver \(resolver) --name typed' /dev/null",
            ], in: program.folder.url)
        #expect(typed.contains("How is the platform placed: direct, relay or load-balanced? [direct]"), "\(typed)")
        #expect(typed.contains("[bounce.acme.example]"), "\(typed)")
        #expect(typed.contains("direct: the platform itself is reachable from the Internet."), "\(typed)")
        let text = try String(contentsOf: program.folder.url.appending(path: "deployment.yaml"), encoding: .utf8)
        #expect(text.contains("name: typed\n") && text.contains("panel.acme.example, addresses: [203.0.113.10]"), "\(text)")
        #expect(text.contains("  - name: tx\n    addresses:\n      - 203.0.113.30\n"), "\(text)")
        #expect(text.contains("    mail-from: [bounce.acme.example]") && !text.contains("wrong.example"), "\(text)")
        #expect(!text.contains("helo:") && !text.contains("dmarc:"), "\(text)")
    }
}
