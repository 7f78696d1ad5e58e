import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite("The command line", .timeLimit(.minutes(10)), .serialized)
struct CommandLineTests {
    @Test("the demonstration ends with 2, with at least eight different faults and one undetermined finding")
    func demo() async throws {
        let run = try await SendreadyProgram().run("demo", "--format", "json")
        #expect(run.status == 2)
        let rules = Set(try run.findings("fail").compactMap { $0.split(separator: " ").first })
        #expect(rules.count >= 8, "\(rules)")
        #expect(try run.findings("undetermined").contains("dns/lookup-failed s2026._domainkey.acme-shop.example/public"))
    }

    @Test("standard output carries the report and nothing else; colour only when asked for")
    func streams() async throws {
        let program = try SendreadyProgram()
        let plain = try await program.run("demo")
        #expect(plain.output.hasPrefix("NOT READY  "))
        #expect(!plain.output.contains("\u{1b}") && !plain.error.contains("\u{1b}"))
        #expect(plain.error.hasPrefix("sendready: hint: "))
        #expect(
            plain.output.split(separator: "\n").allSatisfy {
                $0.count <= 80 || $0.contains("fix:") || $0.hasPrefix("    ") || $0.contains(".arpa.") || $0.contains(" IN ")
                    || $0.hasPrefix("; ")
            })
        let colored = try await program.run("demo", "--color", "always", environment: ["NO_COLOR": "1"])
        #expect(colored.output.contains("\u{1b}[1;31m"))
    }

    @Test(
        "wrong use ends with 64 and a hint",
        arguments: [
            (["audit"], "Missing expected argument"), (["audit", "--nonsense", "a.yaml"], "Unknown option '--nonsense'"),
            (["audit", "a.yaml", "--timeout", "0"], "'0' is not between 1ms and 1h"),
            (["audit", "a.yaml", "--timeout", "5x"], "'5x' is not a duration; write 30 or 30s, 30ms, 30m"),
            (["audit", "a.yaml", "--timeout", "9223372036854775807m"], "is not between 1ms and 1h"),
            (["audit", "a.yaml", "--jitter", "9223372036854775807m"], "is not between 1ms and 1h"),
            (["audit", "a.yaml", "--timeout", "99999999999999999999999"], "is not between 1ms and 1h"),
            (["audit", "a.yaml", "--state", "s", "--remind", "1s"], "'1s' is not a duration; write 30m, 30h, 30d"),
            (["audit", "a.yaml", "--state", "s", "--remind", "9999d"], "is not between 60s and 366d"),
            (["audit", "a.yaml", "--remind", "1d"], "name a file with --state"),
            (["dns", "query", "a.example", "--timeout", "61m"], "is not between 1ms and 1h"),
            (["demo", "--rule", "spff/missing"], "no rule matches 'spff/missing'; did you mean 'spf/missing'?"),
            (["demo", "--format", "text", "--format", "json"], "two reports cannot both go to standard output"),
            (["demo", "--output", "a", "--output", "b"], "2 --output for 1 --format"),
            (["audit", "a.yaml", "b.yaml", "--facts-out", "f"], "--facts-out writes the facts of one deployment"),
            (["rules", "explain", "ptr/mising"], "there is no rule 'ptr/mising'; did you mean 'ptr/missing'?"),
            (["dns", "query", "https://example.com"], "is not a domain name"), (["dns", "query", "example.com", "AXFR"], "AXFR"),
            (["nonsense"], "nonsense"), (["help", "foo"], "there is no command 'foo'"),
            (["help", "rules", "lst"], "there is no command 'rules lst'; did you mean 'list'?"),
            (["check", "a.example", "--selektor", "s1"], "Unknown option '--selektor'; did you mean '--selector'?"),
            (["check", "a.example", "--formt", "json"], "Unknown option '--formt'; did you mean '--format'?"),
            (["check", "a.example", "--colour=never"], "Unknown option '--colour'; did you mean '--color'?"),
            (["check", "a.example", "--ip", "300.1.1.1"], "'300.1.1.1' is not an IPv4 or IPv6 address"),
            (["check", "a.example", "--ip", "192.0.2.0/24"], "'192.0.2.0/24' is a network; write one address"),
            (["check", "a.example", "--resolver", "foo"], "'foo' does not begin with an address"),
            (["check", "a.example", "--resolver", "192.0.2.1:99999"], "the port of '192.0.2.1:99999' is not a number from 1 to"),
            (
                ["check", "a.example", "--selector", "s1._domainkey.a.example"],
                "--selector: 's1._domainkey.a.example' is the record's name; write 's1'"
            ),
            (["check", "a.example", "--selector", "S1._domainkey"], "'S1._domainkey' is the record's name; write 's1'"),
            (["check", "<news@a.example>"], "'<news@a.example>' is a mail address, not a domain; write 'a.example'"),
            (["plan", "a.yaml", "--output", "x", "--directory", "d"], "--directory and --output exclude each other"),
            (["plan", "a.yaml", "--output", ""], "--output names no file"),
            (["audit", "a.yaml", "--output", ""], "--output names no file"),
            (["rules", "explain", "sfp/*"], "there is no rule 'sfp/*'; did you mean 'spf/*'?"),
        ])
    func wrongUse(_ arguments: [String], _ message: String) async throws {
        let program = try SendreadyProgram()
        let run = try await program.run(arguments)
        #expect(run.status == 64)
        #expect(run.error.contains(message), "\(run.error)")
        #expect(run.error.hasPrefix("sendready: error: ") || run.error.contains("\nsendready: error: "), "\(run.error)")
        #expect(run.output.isEmpty)
    }

    @Test("a refused file ends with 65, with its position, and does not stop the others")
    func refused() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "good.yaml")
        try program.folder.write("version: 1\nname: x\nsheme: direct\n", to: "bad.yaml")
        try program.folder.write("", to: "empty.yaml")
        let run = try await program.run("audit", "bad.yaml", "missing.yaml", "empty.yaml", "good.yaml", "--format", "json")
        #expect(run.status == 65)
        #expect(run.error.contains("bad.yaml:3:1: error: unknown key 'sheme'"), "\(run.error)")
        #expect(run.error.contains("did you mean 'scheme'?"))
        #expect(run.error.contains("missing.yaml: error: there is no such file"))
        #expect(run.error.contains("empty.yaml:1:1: error: file is empty"))
        #expect(try run.report()["deployment"]?.text == "acme")
        #expect(try run.report()["verdict"]?.text == "ready")
    }

    @Test(
        "facts that are not facts end with 65",
        arguments: [
            ("", "facts.json:1:1: unexpected end: there is nothing in it"),
            ("{}", "facts.json: format: this is not a fact file of sendready"),
            ("{\"format\": 9}", "format 9 needs a newer sendready"), ("[1,", "facts.json:1:4: unexpected end"),
        ])
    func badFacts(_ text: String, _ message: String) async throws {
        let program = try SendreadyProgram()
        try program.folder.write(text, to: "facts.json")
        let run = try await program.run("judge", "facts.json")
        #expect(run.status == 65)
        #expect(run.error.contains(message), "\(run.error)")
    }

    @Test("what is not a folder of rules, or not a file, is called what it is")
    func wrongPlaces() async throws {
        let program = try SendreadyProgram()
        try program.folder.write("engine: 1\n", to: "rule.yaml")
        for (arguments, message) in [
            (["rules", "lint", "absent.yaml"], "there is no folder 'absent.yaml'"),
            (["rules", "lint", "rule.yaml"], "'rule.yaml' is not a folder"),
            (["rules", "lint", "https://a.example/r"], "there is no folder 'https://a.example/r'"),
            (["audit", "."], ".: error: cannot be read: Is a directory"),
        ] {
            let run = try await program.run(arguments)
            #expect(run.status == 65 && run.error.contains(message), "\(run.error)")
        }
        let pages = try await program.run("rules", "explain", "helo/*")
        #expect(pages.status == 0 && pages.output.contains("helo/shared: ") && pages.output.contains("helo/not-fqdn: "))
        let missing = try await program.run("rules", "explain", "spf/missing")
        #expect(missing.output.contains("- notice if !(\"mail-from\" in spf.roles)"), "\(missing.output)")
    }

    @Test("several complete reports are written from one run")
    func severalOutputs() async throws {
        let program = try SendreadyProgram()
        let run = try await program.run(
            "demo", "--format", "text", "--output", "-", "--format", "json", "--output", "report.json", "--quiet")
        #expect(run.output.hasPrefix("NOT READY"))
        let text = try String(contentsOf: program.folder.url.appendingPathComponent("report.json"), encoding: .utf8)
        #expect(try JSONParser.parse(text)["format"] == 1)
    }

    @Test("an output that is not a plain file is written to, not replaced; a link is followed")
    func specialOutputs() async throws {
        let program = try SendreadyProgram()
        let folder = program.folder.url
        #expect(mkfifo(folder.appendingPathComponent("pipe").path, 0o600) == 0)
        async let read = Program.run("cat", ["pipe"], in: folder)
        _ = try await program.run("demo", "--rule", "ptr/*", "--format", "json", "--output", "pipe")
        #expect(try await read.hasPrefix("{"))
        var status = stat()
        #expect(lstat(folder.appendingPathComponent("pipe").path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("link.json"), withDestinationURL: folder.appendingPathComponent("real.json"))
        _ = try await program.run("demo", "--rule", "ptr/*", "--format", "json", "--output", "link.json")
        #expect(lstat(folder.appendingPathComponent("link.json").path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("real.json").path))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".new") }
        #expect(left.isEmpty)
    }

    @Test("--fail-on, --rule and --quiet work")
    func options() async throws {
        let program = try SendreadyProgram()
        #expect(try await program.run("demo", "--fail-on", "never").status == 1)
        let one = try await program.run("demo", "--rule", "ptr/missing", "--format", "json")
        #expect(try one.findings("fail").allSatisfy { $0.hasPrefix("ptr/missing ") })
        let quiet = try await program.run("demo", "--rule", "plan/role-missing", "--quiet")
        #expect(quiet.status == 0)
        #expect(quiet.output.isEmpty)
    }

    @Test("an unknown command gets the nearest one, and `-` is standard input")
    func words() async throws {
        let program = try SendreadyProgram()
        let misspelt = try await program.run("audti", "acme.yaml")
        #expect(misspelt.status == 64 && misspelt.error.contains("there is no command 'audti'; did you mean 'audit'?"))
        let inner = try await program.run("spf", "tre", "acme.example")
        #expect(
            inner.status == 64 && inner.error.contains("there is no command 'spf tre'; did you mean 'tree'?"), "\(inner.error)")
        let file = AcmeDeployment.file(resolvers: "127.0.0.1:9")
        let plan = try await program.run("plan", "-", "--no-dns", input: file)
        #expect(plan.status == 0 && plan.output.hasPrefix("; acme (direct): "), "\(plan.error)")
        let fold = try await program.run("demo", "--json-fold")
        #expect(fold.status == 64 && fold.error.contains("--json-fold belongs to --format json"))
    }

    @Test("check works without a file")
    func check() async throws {
        let (server, resolver) = try AcmeDeployment.server(
            // Without a deployment file, documentation addresses are not public.
            AcmeDeployment.zone(removing: ["s1._domainkey", "mx.acme"], adding: ["mx.acme.example. A 1.2.3.4"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        let run = try await program.run(
            "check", "acme.example", "--mail-from", "bounce.acme.example", "--ip", "203.0.113.20", "--ip", "2001:db8::20",
            "--selector", "s1", "--resolver", resolver.description, "--format", "json")
        let failures = try run.findings("fail")
        let path = "acme.example/bounce.acme.example"
        #expect(
            failures == [
                "dkim/missing s1._domainkey.acme.example", "dkim/missing-for-path check/2001:db8::20/\(path)",
                "dkim/missing-for-path check/203.0.113.20/\(path)", "dmarc/dkim-not-aligned check/2001:db8::20/\(path)",
                "dmarc/dkim-not-aligned check/203.0.113.20/\(path)",
                "helo/private-address-leaked check/2001:db8::20/ptr", "helo/private-address-leaked check/203.0.113.20/ptr",
                "mx/target-not-public bounce.acme.example/mta1.acme.example/public",
                "spf/private-network bounce.acme.example/public",
            ])
        #expect(run.status == 2)
        let bare = try await program.run("check", "acme.example", "--resolver", resolver.description)
        #expect(bare.status == 0, "\(bare.output)")
    }

    @Test(
        "commands that take a domain refuse the address of a page or a mailbox as the deployment file does, and say what to write",
        arguments: [
            ["check"], ["check", "acme.example", "--mail-from"], ["check", "acme.example", "--helo"], ["spf", "tree"],
            ["dkim", "show", "s1"], ["dmarc", "discover"], ["tls", "probe"], ["tls", "probe", "acme.example", "--sni"],
            ["tls", "probe", "acme.example", "--caa-domain"], ["dns", "query"],
        ])
    func refusals(_ command: [String]) async throws {
        let program = try SendreadyProgram()
        for (argument, words) in [
            ("http://acme.example/", "is a URL, not a host name; write 'acme.example'"),
            ("https://acme.example:443/a?b", "is a URL, not a host name; write 'acme.example'"),
            ("news@acme.example", "is a mail address, not a domain; write 'acme.example'"),
        ] {
            let run = try await program.run(command + [argument])
            #expect(run.status == 64 && run.error.contains("'\(argument)' \(words)"), "\(run.error)")
            #expect(run.output == "")
        }
    }

    @Test("check takes a domain of more than one label, and a port of tls probe is one")
    func checkRefuses() async throws {
        let program = try SendreadyProgram()
        let mail = try await program.run("check", "mailto:news@acme.example")
        #expect(mail.status == 64 && mail.error.contains("write 'acme.example'"), "\(mail.error)")
        #expect(try await program.run("tls", "probe", "acme.example:99999").error.contains("'99999' is no port: 1 to 65535"))
        #expect(try await program.run("check", "acme").error.contains("'acme' is a single label"))
        #expect(try await program.run("check", "192.0.2.1").error.contains("is an address, not a name"))
    }

    @Test("check of a domain that does not exist is one finding, and an assumed MAIL FROM domain no error")
    func checkAssumes() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(adding: ["only.example. A 203.0.113.77"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        let gone = try await program.run("check", "nosuch.example", "--resolver", resolver.description, "--format", "json")
        #expect(try gone.findings("fail") == ["name/does-not-exist nosuch.example/public"])
        let roots = try await program.run("tls", "probe", "panel.acme.example", "--ca-file", "nosuch.pem")
        #expect(
            roots.status == 65 && roots.error.contains("'nosuch.pem' cannot be read: No such file or directory"), "\(roots.error)"
        )
        let below = try await program.run("check", "nosuch.acme.example", "--resolver", resolver.description, "--format", "json")
        #expect(try below.findings("fail") == ["name/does-not-exist nosuch.acme.example/public"])
        let assumed = try await program.run(
            "check", "only.example", "--ip", "203.0.113.20", "--resolver", resolver.description, "--format", "json")
        let findings = try JSONParser.parse(assumed.output)["reports"]?.elements.first?["findings"]?.elements ?? []
        let paths = findings.filter { $0["rule"]?.text?.hasPrefix("return-path/") == true && $0["outcome"]?.text == "fail" }
        #expect(!paths.isEmpty)
        // A documentation address leads nowhere, whoever gave the domain.
        let errors = paths.filter { $0["severity"]?.text == "error" }.compactMap { $0["rule"]?.text }
        #expect(errors == ["return-path/private-address-leaked"])
    }

    @Test("dns query shows question, answer and attempts, and ends with 0, 2 or 3")
    func dnsQuery() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(adding: ["evil.example. TXT \"\\027[2J\\007\""]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        let found = try await program.run("dns", "query", "click.acme.example", "A", "--resolver", resolver.description)
        #expect(found.status == 0)
        #expect(found.output.contains("question  click.acme.example. A"))
        #expect(found.output.contains("answer    click.acme.example. 300 IN CNAME web.acme.example."))
        #expect(found.output.contains("answer    web.acme.example. 300 IN A 203.0.113.11"))
        #expect(found.output.contains("attempt   \(resolver) over udp: NOERROR, "))
        let json = try await program.run(
            "dns", "query", "nothing.example", "MX", "--resolver", resolver.description, "--format", "json")
        #expect(json.status == 2)
        #expect(try JSONParser.parse(json.output)["status"]?.text == "nxdomain")
        let pointer = try await program.run("dns", "query", "203.0.113.20", "PTR", "--resolver", resolver.description)
        #expect(pointer.output.contains("PTR mta1.acme.example."))
        let evil = try await program.run("dns", "query", "evil.example", "TXT", "--resolver", resolver.description)
        #expect(!evil.output.contains("\u{1b}") && !evil.output.contains("\u{7}"))
        let dead = try await program.run(
            "dns", "query", "a.example", "--resolver", Loopback.closedEndpoint().description, "--timeout", "3")
        #expect(dead.status == 3)
        #expect(dead.output.contains("status    unreachable"))
    }

    @Test("rules can be listed, explained, linted and tested, built-in and in a folder")
    func rules() async throws {
        let program = try SendreadyProgram()
        let list = try await program.run("rules", "list", "ptr/*")
        #expect(
            list.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "ptr/generic", "ptr/missing", "ptr/multiple", "ptr/not-confirmed",
            ])
        #expect(try await program.run("rules", "explain", "ptr/missing").output.contains("RFC 1912 §2.1"))
        let test = try await program.run("rules", "test")
        #expect(test.status == 0 && test.output.hasSuffix(" passed, 0 failed\n"), "\(test.output)")
        #expect(try await program.run("rules", "lint").status == 0)
        try FileManager.default.createDirectory(
            at: program.folder.url.appendingPathComponent("own/x"), withIntermediateDirectories: true)
        try program.folder.write(
            "engine: 1\ntitle: t\nseverity: error\nfor_each: deployment\nassert: deployment.nam == \"x\"\nmessage: m\n",
            to: "own/x/y.yaml")
        let broken = try await program.run("rules", "lint", "own")
        #expect(broken.status == 65)
        #expect(broken.error.contains("own/x/y.yaml:5:"), "\(broken.error)")
        #expect(broken.error.contains("did you mean 'name'?"))
    }
}
