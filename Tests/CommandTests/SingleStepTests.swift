import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite("The single steps", .timeLimit(.minutes(10)))
struct SingleStepTests {
    private static let records = [
        "spf.example. TXT \"v=spf1 ip4:192.0.2.0/28 include:_a.spf.example exp=why.spf.example -all\"",
        "_a.spf.example. TXT \"v=spf1 ip4:198.51.100.0/24 ?all\"", "why.spf.example. TXT \"%{i} may not send for %{d}\"",
        "loop.example. TXT \"v=spf1 include:loop.example -all\"", "broken.example. TXT \"v=spf1 include:slow.example -all\"",
        "ed._domainkey.acme.example. TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"",
        "old._domainkey.acme.example. TXT \"v=DKIM1; p=\"", "_dmarc.news.acme.example. TXT \"v=DMARC1; p=rejct\"",
    ]

    private static func behaviour(_ question: Question) -> Behaviour {
        ["slow.example", "_dmarc.failing.example"].contains(question.name.lowercased.text) ? .servfail : .answer
    }

    private func run(_ arguments: [String]) async throws -> SendreadyProgram.Run {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(adding: Self.records), behaviour: Self.behaviour)
        defer { server.stop() }
        return try await SendreadyProgram().run(arguments + ["--resolver", resolver.description])
    }

    @Test("spf eval: pass, fail with the domain's explanation, and temperror when a query fails")
    func spfEval() async throws {
        let pass = try await run(["spf", "eval", "--ip", "198.51.100.9", "--mail-from", "x@spf.example", "--format", "json"])
        #expect(pass.status == 0)
        let json = try JSONParser.parse(pass.output)
        #expect(json["result"] == "pass" && json["lookups"] == 1 && json["voidLookups"] == 0)
        #expect(json["matched"] == "include:_a.spf.example")
        let fail = try await run([
            "spf", "eval", "--ip", "203.0.113.9", "--mail-from", "", "--helo", "spf.example", "--format", "json",
        ])
        #expect(fail.status == 2)
        let failed = try JSONParser.parse(fail.output)
        #expect(failed["result"] == "fail" && failed["explanation"] == "203.0.113.9 may not send for spf.example")
        let broken = try await run(["spf", "eval", "--ip", "192.0.2.1", "--mail-from", "broken.example"])
        #expect(broken.status == 3)
        #expect(broken.output.contains("result       temperror") && broken.output.contains("slow.example"))
        let usage = try await run(["spf", "eval", "--ip", "192.0.2.1", "--mail-from", ""])
        #expect(usage.status == 64)
    }

    @Test("spf tree: drawn with costs; a loop is a fault, a failed branch is unknown")
    func spfTree() async throws {
        let tree = try await run(["spf", "tree", "spf.example"])
        #expect(tree.status == 0)
        #expect(tree.output.contains("|-- include:_a.spf.example  [1]  v=spf1 ip4:198.51.100.0/24 ?all"))
        #expect(tree.output.contains("lookups     1 of 10 in the worst case"))
        let loop = try await run(["spf", "tree", "loop.example"])
        #expect(loop.status == 2 && loop.output.contains("leads back to itself"))
        let broken = try await run(["spf", "tree", "broken.example", "--format", "json"])
        #expect(broken.status == 3)
        #expect(try JSONParser.parse(broken.output)["lookups"] == 1)
        #expect(try await run(["spf", "tree", "nothing.example"]).status == 2)
    }

    @Test("dkim show: a usable key, a revoked one, none")
    func dkimShow() async throws {
        let good = try await run(["dkim", "show", "ed", "acme.example"])
        #expect(good.status == 0, "\(good.output)")
        #expect(good.output.contains("verdict   usable") && good.output.contains("key       ed25519, 256 bits"))
        let revoked = try await run(["dkim", "show", "old", "acme.example", "--format", "json"])
        #expect(revoked.status == 2)
        #expect(try JSONParser.parse(revoked.output)["verdict"] == "revoked")
        #expect(try await run(["dkim", "show", "none", "acme.example"]).status == 2)
        #expect(try await run(["dkim", "show", "bad..selector", "acme.example"]).status == 64)
    }

    @Test("dmarc discover: the tree walk, the record in force and what is wrong with it")
    func dmarcDiscover() async throws {
        let inherited = try await run(["dmarc", "discover", "click.acme.example", "--format", "json"])
        #expect(inherited.status == 0)
        let json = try JSONParser.parse(inherited.output)
        #expect(
            json["at"] == "_dmarc.acme.example" && json["policy"] == "reject" && json["organizationalDomain"] == "acme.example")
        let broken = try await run(["dmarc", "discover", "news.acme.example"])
        #expect(broken.status == 2)
        #expect(broken.output.contains("rejct"))
        #expect(try await run(["dmarc", "discover", "nothing.example"]).status == 2)
        let unknown = try await run(["dmarc", "discover", "failing.example"])
        #expect(unknown.status == 3 && unknown.output.contains("asked     _dmarc.failing.example: could not be learned"))
        #expect(unknown.output.contains("\npolicy    could not be learned\n"), "\(unknown.output)")
        #expect(!unknown.output.contains("none in force"))
    }

    @Test(
        "record lint: valid and not, with place and repair",
        arguments: [
            ("dmarc", "v=DMARC1; p=reject; mailto:a@b.example", Int32(2), "rua=mailto:a@b.example"),
            ("dmarc", "v=DMARC1; p=none; rua=mailto:a@b.example", 0, ""), ("spf", "v=spf1 ip4:192.0.2.1 -all", 0, ""),
            ("spf", "v=spf1 ipv4:192.0.2.1 -all", 2, "ip4"), ("dkim", "v=DKIM1; p=", 2, "revoked"),
            ("tls-rpt", "v=TLSRPTv1; rua=mailto:a@b.example", 0, ""), ("mta-sts-record", "v=STSv1; id=1", 0, ""),
            ("mta-sts-policy", "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 86400\n", 0, ""),
            ("bimi", "v=BIMI1; l=http://a", 2, "https"), ("spf", "v=spf1 all", 2, "v=spf1 ~all"),
            ("dkim", "v=DKIM1; s=emails; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", 2, "s=email;"),
            ("dmarc", "v=DMARC1; p=reject; sp=invalid; rua=mailto:a@b.example", 2, "none"),
            ("dmarc", "v=DMARC1; policy=reject; rua=mailto:a@b.example", 2, "v=DMARC1; p=reject; rua=mailto:a@b.example"),
            ("dmarc", "v=DMARC1; rua=mailto:a@b.example", 0, "v=DMARC1; p=none; rua=mailto:a@b.example"),
            ("spf", "\"v=spf1 ip4:198.51.100.1 \" \"-all\"", 0, "\"record\": \"v=spf1 ip4:198.51.100.1 -all\""),
            ("spf", "a.example. 300 IN TXT \"v=spf1 ip4:198.51.100.1 -all\"", 0, "v=spf1"),
            ("dkim", "v=DKIM1; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", 2, "v=DKIM1; k=ed25519; p=11qY"),
            ("bimi", "v=BIMI1; l=http://a.example/logo.png", 2, "\"repaired\": null"),
            ("dmarc", "v=DMARC1; p=reject; fo=x", 0, "fo=x"), ("dmarc", "v=DMARC1; p=reject; adkim=q", 0, "adkim=q"),
        ])
    func recordLint(_ kind: String, _ text: String, _ status: Int32, _ expected: String) async throws {
        let run = try await SendreadyProgram().run("record", "lint", kind, "-", "--format", "json", input: text)
        #expect(run.status == status, "\(run.output)\(run.error)")
        let json = try JSONParser.parse(run.output)
        #expect(json["valid"] == .boolean(status == 0))
        if !expected.isEmpty { #expect(run.output.contains(expected), "\(run.output)") }
        // The word says what the exit code says, and no error stands below "valid".
        let told = try await SendreadyProgram().run("record", "lint", kind, "-", input: text)
        #expect(told.status == status && told.output.hasPrefix(status == 0 ? "valid\n" : "not valid\n"), "\(told.output)")
        #expect(told.output.contains("\nerror: ") == (status == 2), "\(told.output)")
    }
}
