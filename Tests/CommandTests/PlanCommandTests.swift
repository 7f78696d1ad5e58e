import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite("sendready plan, and audits of unpublished records", .timeLimit(.minutes(10)), .serialized)
struct PlanCommandTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let fault = ["bounce.acme.example. MX", "px.acme.example."]

    private func withServer<Result>(
        removing removed: [String] = [], _ behaviour: (@Sendable (Question) -> Behaviour)? = nil,
        _ body: (SendreadyProgram) async throws -> Result
    ) async throws -> Result {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: removed), behaviour: behaviour)
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        return try await body(program)
    }

    @Test("nothing to do when everything is published")
    func complete() async throws {
        try await withServer { program in
            let run = try await program.run("plan", "acme.yaml", "--exit-code")
            #expect(run.status == 0, "\(run.output)\(run.error)")
            #expect(run.output.hasPrefix("; acme (direct): "))
            #expect(
                run.output.contains(
                    "\nclick.acme.example. IN A 203.0.113.11 ; present: through the alias click.acme.example. of web.acme.example.\n"
                ))
            #expect(!run.output.contains("; missing"))
            // What only servers show is not known here, and that is said.
            #expect(run.output.contains("\n; not planned: CAA and TLSA records; they follow from "), "\(run.output)")
        }
    }

    @Test("missing records are planned, and as an overlay they make the audit ready")
    func overlay() async throws {
        try await withServer(removing: Self.fault) { program in
            let plan = try await program.run("plan", "acme.yaml", "--exit-code", "--output", "acme.zone")
            #expect(plan.status == 2 && plan.output.isEmpty, "\(plan.error)")
            let text = try String(contentsOf: program.folder.url.appending(path: "acme.zone"), encoding: .utf8)
            #expect(text.contains("\nbounce.acme.example. IN MX 10 mta1.acme.example. ; missing\n"))
            #expect(text.contains("\npx.acme.example. IN A 203.0.113.12 ; missing\n"))
            let before = try await program.run("audit", "acme.yaml")
            #expect(before.status == 2)
            let after = try await program.run("audit", "acme.yaml", "--overlay", "acme.zone")
            #expect(after.status == 0, "\(after.output)")
            let again = try await program.run("plan", "acme.yaml", "--overlay", "public=acme.zone", "--exit-code")
            #expect(again.status == 0)
            let facts = try await program.run("audit", "acme.yaml", "--overlay", "acme.zone", "--facts-out", "facts.json")
            #expect(facts.status == 0)
            let saved = try String(contentsOf: program.folder.url.appending(path: "facts.json"), encoding: .utf8)
            #expect(saved.contains("\"server\": \"overlay\""))
        }
    }

    @Test("changes alone can be pasted and used as overlay, in every form, and an overlay says what it replaces")
    func changesAlone() async throws {
        try await withServer(removing: Self.fault) { program in
            let plan = try await program.run("plan", "acme.yaml", "--only", "changes", "--output", "acme.zone")
            #expect(plan.status == 0, "\(plan.error)")
            let text = try String(contentsOf: program.folder.url.appending(path: "acme.zone"), encoding: .utf8)
            let records = text.split(separator: "\n").filter { !$0.hasPrefix(";") }
            #expect(records.count >= 2 && records.allSatisfy { $0.contains(". IN ") && !$0.hasPrefix(" ") }, "\(text)")
            let audit = try await program.run("audit", "acme.yaml", "--overlay", "acme.zone")
            #expect(audit.status == 0, "\(audit.output)")
            #expect(
                audit.error.contains("sendready: overlay: px.acme.example. A (public): 203.0.113.12 is added\n"), "\(audit.error)"
            )
            for (form, line) in [
                ("nsupdate", "update add px.acme.example. 3600 A 203.0.113.12"),
                ("dnscontrol", "    A(\"px\", \"203.0.113.12\"),"),
                ("octodns", "\"px\":"),
            ] {
                let run = try await program.run("plan", "acme.yaml", "--only", "changes", "--form", form)
                #expect(run.status == 0 && run.output.contains("\(line)\n"), "\(run.output)\(run.error)")
            }
            let other = "px.acme.example. A 203.0.113.99\nacme.example. TXT \"verification=1\"\n"
            try program.folder.write(other, to: "other.zone")
            let beside = try await program.run("plan", "acme.yaml", "--overlay", "other.zone")
            #expect(beside.output.contains("px.acme.example. IN A 203.0.113.12 ; wrong: was 203.0.113.99"), "\(beside.output)")
        }
    }

    @Test("tools that know zones by name alone get one view at a time", arguments: ["nsupdate", "dnscontrol", "octodns"])
    func oneView(_ form: String) async throws {
        let program = try SendreadyProgram()
        let file = AcmeDeployment.file(resolver: Endpoint(address: Loopback.ipv4, port: 53))
        let text = file.split(separator: "\n").map { $0.hasPrefix("views:") ? "views: { public: {}, internal: {} }" : String($0) }
        try program.folder.write(text.joined(separator: "\n") + "\n", to: "acme.yaml")
        let both = try await program.run("plan", "acme.yaml", "--no-dns", "--form", form)
        #expect(both.status == 64 && both.output.isEmpty && both.error.contains("choose it with --view"), "\(both.error)")
        let one = try await program.run("plan", "acme.yaml", "--no-dns", "--form", form, "--view", "public")
        #expect(one.status == 0 && !one.output.contains("internal view"), "\(one.error)")
        let apart = try await program.run("plan", "acme.yaml", "--no-dns", "--form", form, "--directory", "d")
        #expect(apart.status == 0, "\(apart.error)")
    }

    @Test("the records of a text report, pasted with their comments, work as an overlay: what they replace goes")
    func pasted() async throws {
        let zone = AcmeDeployment.zone(
            removing: ["bounce.acme.example. TXT", "panel.acme.example. A"],
            adding: [
                "bounce.acme.example. TXT \"v=spf1 ip4:198.51.100.9 -all\"", "px.acme.example. A 198.51.100.9",
                "panel.acme.example. CNAME old.acme.example.", "old.acme.example. A 198.51.100.9",
            ])
        let (server, resolver) = try AcmeDeployment.server(zone)
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let report = try await program.run("audit", "acme.yaml")
        #expect(report.status == 2)
        let lines = report.output.split(separator: "\n", omittingEmptySubsequences: false)
        let block = lines.drop { !$0.hasPrefix("Repairs ") }.drop { !$0.hasPrefix(";") }.prefix { !$0.isEmpty }
        #expect(block.contains { $0.hasPrefix("; remove: ") } && block.contains { $0.contains(" ; replaces CNAME ") })
        try program.folder.write(block.joined(separator: "\n") + "\n", to: "pasted.zone")
        let audit = try await program.run("audit", "acme.yaml", "--overlay", "pasted.zone")
        #expect(audit.status == 0, "\(block.joined(separator: "\n"))\n\(audit.output)")
    }

    @Test("a plan of two views is an overlay for each of them, and nothing internal gets into the public one")
    func overlayOfTwoViews() async throws {
        let empty = ". SOA ns.example. hostmaster.example. 1 3600 600 86400 60\n"
        let (outside, publicResolver) = try AcmeDeployment.server(empty)
        let (inside, internalResolver) = try AcmeDeployment.server(empty)
        defer {
            outside.stop()
            inside.stop()
        }
        let program = try SendreadyProgram()
        let deployment = SchemeDeployment(name: "split", template: SchemeDeployment.splitDNS, number: 1)
        try program.folder.write(SchemeWorld.publicKey, to: "key.pem")
        try program.folder.write(
            deployment.file(publicResolver: publicResolver.description, internalResolver: internalResolver.description),
            to: "split.yaml")
        let plan = try await program.run("plan", "split.yaml", "--output", "split.zone")
        #expect(plan.status == 0, "\(plan.error)")
        let audit = try await program.run("audit", "split.yaml", "--overlay", "split.zone", "--format", "json")
        let defects = try audit.defects()
        #expect(defects == [] && audit.status == 0, "\(audit.error)")
    }

    @Test("a name server that does not answer leaves records unknown, never missing")
    func unknown() async throws {
        try await withServer(
            removing: [],
            { $0.name.lowercased.text == "px.acme.example" ? .servfail : .answer },
            { program in
                let run = try await program.run("plan", "acme.yaml", "--exit-code")
                #expect(run.status == 3, "\(run.output)")
                #expect(
                    run.output.contains(
                        "px.acme.example. IN A 203.0.113.12 ; unknown: the present records could not be learned: servfail in the public view"
                    ))
            })
    }

    @Test("the JSON conforms to its schema, with and without queries")
    func json() async throws {
        try await withServer(removing: Self.fault) { program in
            for arguments in [[], ["--no-dns"]] {
                let run = try await program.run(["plan", "acme.yaml", "--format", "json", "--output", "plan.json"] + arguments)
                #expect(run.status == 0, "\(run.error)")
                let file = program.folder.url.appending(path: "plan.json")
                try await Program.run(
                    "python3",
                    ["-m", "jsonschema", "-i", file.path, Self.root.appending(path: "Examples/plan.schema.json").path])
                guard case .array(let plans)? = try JSONParser.parse(String(contentsOf: file, encoding: .utf8))["plans"] else {
                    Issue.record("no plans")
                    return
                }
                #expect(plans.first?["compared"] == .boolean(arguments.isEmpty))
                #expect(plans.first?["counts"]?["missing"] == .integer(arguments.isEmpty ? 2 : 0))
                #expect(plans.first?["unplanned"]?.elements.map { $0["type"]?.text } == ["CAA", "TLSA"])
            }
        }
    }

    @Test("expectations are explained, without any query")
    func explained() async throws {
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolvers: "127.0.0.1"), to: "acme.yaml")
        let run = try await program.run("plan", "acme.yaml", "--no-dns", "--explain")
        #expect(run.status == 0)
        for line in [
            "; scheme direct: web pages and mail use the platform's own addresses: three for the web roles, and at least two for sending",
            "; sending-address 203.0.113.20: sender bulk sends from 203.0.113.20; it announces its PTR name",
            "; return-path bounce.acme.example (public): bounces to bounce.acme.example must reach sender bulk from the Internet: 203.0.113.20, 2001:db8::20",
            "; because click.acme.example serves clicks, opens and unsubscription and must lead to its planned addresses",
        ] { #expect(run.output.contains("\(line)\n"), "\(line)") }
    }

    @Test(
        "wrong use is distinguished from unreadable files",
        arguments: [
            ("plan acme.yaml --no-dns --overlay x", Int32(64)), ("plan gone.yaml", 65),
            ("audit acme.yaml --overlay gone.zone", 65),
            ("audit acme.yaml --overlay bad.zone", 65), ("plan acme.yaml --format json --directory d", 64),
            ("plan acme.yaml --view internal", 64), ("plan acme.yaml --view authoritative", 64),
        ])
    func wrongUse(_ arguments: String, _ status: Int32) async throws {
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolvers: "127.0.0.1"), to: "acme.yaml")
        try program.folder.write("px.acme.example. A not-an-address\n", to: "bad.zone")
        let run = try await program.run(arguments.split(separator: " ").map(String.init))
        #expect(run.status == status, "\(run.error)")
        #expect(run.output.isEmpty && run.error.hasPrefix("sendready: "))
    }

    @Test("the platform's own configuration is refused when broken, with a warning when empty")
    func platformConfiguration() async throws {
        try await withServer { program in
            let text = try String(contentsOf: program.folder.url.appending(path: "acme.yaml"), encoding: .utf8)
            try program.folder.write(text + "\nplatform: { config: main.json }\n", to: "acme.yaml")
            try program.folder.write("{", to: "main.json")
            let broken = try await program.run("audit", "acme.yaml")
            #expect(broken.status == 65 && broken.error.contains("the platform's configuration 'main.json' is not JSON"))
            try program.folder.write("{\"OTHER\": 1}", to: "main.json")
            let empty = try await program.run("audit", "acme.yaml")
            #expect(empty.status == 0)
            #expect(
                empty.error.split(separator: "\n").count == 1 && empty.error.contains("contains nothing to compare"),
                "\(empty.error)")
            try program.folder.write("{\"web\": {\"WEBCONTROL_HOSTNAME\": \"panel.acme.example\"}}", to: "main.json")
            let agreeing = try await program.run("audit", "acme.yaml")
            #expect(agreeing.status == 0 && agreeing.error.isEmpty, "\(agreeing.error)")
        }
    }
}
