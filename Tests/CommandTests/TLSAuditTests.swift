import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite(
    "An audit checks certificates", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct TLSAuditTests {
    private static let day = 86_400

    @Test("exactly the faults of a server are reported at its address")
    func faults() async throws {
        let hierarchy = try await CertificateHierarchy()
        let foreign = try await hierarchy.mint.authority("CN=Somebody's Root")
        var deployment = TLSDeployment()
        var servers: [ServerProcess] = []
        func host(_ name: String) -> String { "\(name).acme.example" }
        func add(_ name: String, _ server: ServerProcess) {
            servers.append(server)
            deployment.add(name, port: server.endpoint.port)
        }
        func serve(
            _ name: String, options: [String] = [], _ change: (inout CertificateMint.Wish) -> Void = { _ in }
        ) async throws {
            add(name, try await hierarchy.serve(try await hierarchy.leaf(host(name), change), options: options))
        }
        /// Valid from and until this many days from now.
        func serve(_ name: String, days: (Int, Int)) async throws {
            try await serve(name) {
                $0.from = -days.0 * Self.day
                $0.until = days.1 * Self.day
            }
        }
        let everything = ["-cipher", "ALL:@SECLEVEL=0"]
        let modern = everything + ["-no_tls1", "-no_tls1_1"]
        try await serve("good")
        try await serve("expired", days: (90, -1))
        try await serve("soon", days: (70, 20))
        try await serve("urgent", days: (88, 2))
        try await serve("future") { $0.from = Self.day }
        add("wrong", try await hierarchy.serve(try await hierarchy.leaf("www.provider.example")))
        add(
            "own",
            try await OpenSSLServer.start(
                try await hierarchy.mint.mint(CertificateMint.Wish("CN=\(host("own"))", names: [host("own")]))))
        add(
            "foreign",
            try await OpenSSLServer.start(
                try await hierarchy.mint.mint(
                    CertificateMint.Wish("CN=\(host("foreign"))", names: [host("foreign")]), by: foreign), chain: [foreign]))
        let incomplete = try await hierarchy.leaf(host("incomplete")) {
            $0.extensions = ["authorityInfoAccess = caIssuers;URI:http://ca.example/intermediate.cer"]
        }
        add("incomplete", try await OpenSSLServer.start(incomplete))
        try await serve("short", options: modern) { $0.key = .rsa(1024) }
        try await serve("sha1", options: modern) { $0.digest = "sha1" }
        try await serve("old", options: ["-tls1"] + everything)
        try await serve("dhe", options: ["-tls1_2", "-cipher", "DHE-RSA-AES128-SHA"]) { $0.key = .rsa(2048) }
        try await serve("dated", options: everything)
        try await serve("long") { $0.until = 300 * Self.day }
        try await serve("staple") { $0.extensions = ["tlsfeature = status_request"] }
        try await serve("demand", options: ["-Verify", "1"])
        try await serve("demand12", options: ["-Verify", "1", "-tls1_2"])
        let garbage = try ScriptedStream([.write(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .silence])
        deployment.add("garbage", port: garbage.endpoint.port)
        let closed = try Loopback.closedEndpoint()
        deployment.add("closed", port: closed.port)
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root)
        for server in servers { await server.stop() }
        garbage.stop()
        let expected = [
            ("tls/chain-incomplete", "incomplete"), ("tls/client-certificate-required", "demand"),
            ("tls/client-certificate-required", "demand12"), ("tls/expired", "expired"), ("tls/expires-soon", "soon"),
            ("tls/expires-soon", "urgent"), ("tls/handshake-failed", "garbage"), ("tls/lifetime-too-long", "long"),
            ("tls/name-mismatch", "wrong"), ("tls/no-modern-protocol", "old"), ("tls/not-yet-valid", "future"),
            ("tls/old-protocol", "dated"),
            ("tls/ordinary-client-refused", "dhe"), ("tls/renewal-not-automated", "long"), ("tls/self-signed", "own"),
            ("tls/staple-missing", "staple"),
            ("tls/unreachable", "closed"), ("tls/untrusted", "foreign"), ("tls/weak-key", "short"),
            ("tls/weak-signature", "sha1"),
        ].map { rule, name in
            let port = deployment.hosts.first { $0.name == host(name) }?.port ?? 0
            return "\(rule) panel/\(host(name)):\(port)/127.0.0.1/public"
        }
        let failed = try run.findings("fail")
        #expect(failed == expected, "\(run.error)")
        #expect(try run.findings("undetermined") == [])
        #expect(run.status == 2)
        let findings = try run.all()
        let messages = findings.reduce(into: [String: String]()) { $0[$1["rule"]?.text ?? ""] = $1["message"]?.text ?? "" }
        #expect(messages["tls/chain-incomplete"]?.contains("it is available at http://ca.example/intermediate.cer") == true)
        #expect(messages["tls/weak-key"]?.contains("CN=short.acme.example (RSA, 1024 bits)") == true)
        #expect(messages["tls/untrusted"]?.contains("its chain ends at CN=Somebody's Root, which is not a trusted root") == true)
        #expect(messages["tls/name-mismatch"]?.contains("but for www.provider.example.") == true)
        #expect(messages["tls/old-protocol"]?.hasSuffix(" still accepts TLS 1.0 and 1.1.") == true)
        #expect(messages["tls/unreachable"]?.contains("refuses the connection") == true)
        #expect(
            messages["tls/ordinary-client-refused"]?.contains("TLSv1.2 with TLS_DHE_RSA_WITH_AES_128_CBC_SHA (DH 2048)") == true)
        let severities = findings.filter { $0["rule"]?.text == "tls/expires-soon" }.map { $0["severity"]?.text }
        #expect(severities == ["warning", "error"])
        let wrong = try #require(findings.first { $0["rule"]?.text == "tls/name-mismatch" })
        let seen = try #require(wrong["evidence"]?[0])
        #expect(seen["question"]?.text?.hasSuffix(" wrong.acme.example") == true && seen["status"]?.text == "handshake")
        #expect(seen["answer"]?[0]?.text == "TLSv1.3 TLS_AES_128_GCM_SHA256 X25519")
        #expect(seen["answer"]?[1]?.text?.hasPrefix("CN=www.provider.example, from ") == true)
    }

    @Test("one stale address of two is found, over IPv4 and IPv6", .enabled(if: Loopback.hasIPv6, "no IPv6 on loopback"))
    func staleAddress() async throws {
        let hierarchy = try await CertificateHierarchy()
        let fresh = try await hierarchy.serve(try await hierarchy.leaf("click.acme.example"))
        let old = try await hierarchy.leaf("click.acme.example") {
            $0.from = -100 * Self.day
            $0.until = -2 * Self.day
        }
        let stale = try await OpenSSLServer.start(
            old, chain: [hierarchy.intermediate], address: Loopback.ipv6, port: fresh.endpoint.port)
        var deployment = TLSDeployment()
        deployment.add("click", port: fresh.endpoint.port, role: "tracking", addresses: ["127.0.0.1", "::1"])
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root)
        await fresh.stop()
        await stale.stop()
        #expect(
            try run.findings("fail") == [
                "tls/addresses-differ tracking/click.acme.example/public",
                "tls/expired tracking/click.acme.example:\(fresh.endpoint.port)/::1/public",
            ])
        let differ = try #require(try run.all().first { $0["rule"]?.text == "tls/addresses-differ" })
        #expect(
            differ["message"]?.text?.hasPrefix(
                "The addresses of click.acme.example serve 2 certificates in the public view that differ in when they end: ")
                == true)
        #expect(differ["severity"]?.text == "warning")
    }

    @Test("twenty endpoints, five of them tarpits: everything is reported before the deadline")
    func tarpits() async throws {
        let hierarchy = try await CertificateHierarchy()
        let tarpits = try (0..<5).map { index in
            try ScriptedStream(
                index == 4
                    ? [.drip([0x16, 3, 3, 0x40, 0, 2] + Array(repeating: 0, count: 2000), every: .milliseconds(100))] : [.silence]
            )
        }
        var deployment = TLSDeployment()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("*.acme.example")
        let chain = try hierarchy.fullChain(leaf, in: folder)
        // One nginx for all: server startup is not what is measured here.
        let nginx = try await Nginx.start(
            "server { listen LISTEN ssl; ssl_certificate \(chain); ssl_certificate_key \(leaf.keyPath); return 204; }")
        for index in 0..<15 { deployment.add("good\(index)", port: nginx.endpoint.port) }
        for (index, tarpit) in tarpits.enumerated() { deployment.add("tarpit\(index)", port: tarpit.endpoint.port) }
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root, options: ["--timeout", "30s"])
        await nginx.stop()
        for tarpit in tarpits { tarpit.stop() }
        let failed = try run.findings("fail")
        #expect(failed.count == 5 && failed.allSatisfy { $0.contains("tarpit") }, "\(failed)")
        #expect(failed.filter { $0.hasPrefix("tls/unreachable ") }.count == 4)
        #expect(failed.contains { $0.hasPrefix("tls/handshake-failed panel/tarpit4.acme.example") })
        #expect(try run.findings("undetermined") == [])
        guard case .integer(let elapsed)? = try run.report()["elapsedMs"] else { throw Program.Failure(description: run.output) }
        #expect(elapsed < 30_000)
    }

    @Test("without time for a server, nothing is reported against it")
    func cut() async throws {
        let hierarchy = try await CertificateHierarchy()
        let tarpit = try ScriptedStream([.silence])
        var deployment = TLSDeployment()
        deployment.add("panel", port: tarpit.endpoint.port)
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root, options: ["--timeout", "4s"])
        tarpit.stop()
        #expect(try run.findings("fail") == [])
        let undetermined = try run.findings("undetermined")
        // On a machine so slow that not even the address is known, the planned one is named.
        #expect(undetermined.contains("tls/handshake-failed panel/panel.acme.example:\(tarpit.endpoint.port)/127.0.0.1/public"))
        #expect(try run.all().allSatisfy { $0["cause"]?.text == "timeout" })
        #expect(run.status == 3)
    }

    @Test("CAA records in force are compared with the authority in use, climbing and unknown included")
    func caa() async throws {
        let hierarchy = try await CertificateHierarchy()
        let authority = try await hierarchy.mint.authority("O=Let's Encrypt, CN=R10 Intermediate", by: hierarchy.root)
        let wish = CertificateMint.Wish("CN=a", names: ["*.acme.example", "a.shop.acme.example"])
        let server = try await OpenSSLServer.start(try await hierarchy.mint.mint(wish, by: authority), chain: [authority])
        var deployment = TLSDeployment()
        for name in ["free", "own", "nobody", "wild", "a.shop"] { deployment.add(name, port: server.endpoint.port) }
        deployment.records = [
            "own.acme.example. CAA 0 issue \"letsencrypt.org; accounturi=https://x.example/1\"",
            "nobody.acme.example. CAA 0 issue \";\"", "wild.acme.example. CAA 0 issue \"letsencrypt.org\"",
            "wild.acme.example. CAA 0 issuewild \"digicert.com\"", "shop.acme.example. CAA 0 issue \"sectigo.com\"",
        ]
        let run = try await deployment.audit(["caa/*"], roots: hierarchy.root)
        await server.stop()
        let subject = { (name: String) in
            "caa/issuer-forbidden panel/\(name).acme.example:\(server.endpoint.port)/127.0.0.1/public"
        }
        #expect(try run.findings("fail") == [subject("a.shop"), subject("nobody"), subject("wild")])
        #expect(try run.findings("undetermined") == [])
        let shop = try #require(try run.all().first)
        #expect(
            shop["message"]?.text
                == "a.shop.acme.example has a certificate of Let's Encrypt, and the CAA records at shop.acme.example allow only sectigo.com."
        )
        let records = try run.all().map { finding in
            let record = finding["fix"]?["publish"]?[0]
            return "\(record?["owner"]?.text ?? "") \(record?["type"]?.text ?? "") \(record?["value"]?.text ?? "")"
        }
        #expect(
            records == [
                "shop.acme.example. CAA 0 issue \"letsencrypt.org\"", "nobody.acme.example. CAA 0 issue \"letsencrypt.org\"",
                "wild.acme.example. CAA 0 issuewild \"letsencrypt.org\"",
            ])
    }

    @Test("a run without time for a lookup reports the planned endpoint as unchecked")
    func noAddress() async throws {
        let hierarchy = try await CertificateHierarchy()
        var deployment = TLSDeployment()
        deployment.add("panel", port: 443)
        deployment.behaviour = { _ in .drop }
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root, options: ["--timeout", "3s"])
        #expect(try run.findings("fail") == [])
        let undetermined = try run.findings("undetermined")
        #expect(undetermined.contains("tls/handshake-failed panel/panel.acme.example:443/127.0.0.1/public"), "\(run.output)")
        #expect(try run.all().allSatisfy { $0["cause"]?.text == "timeout" })
        #expect(run.status == 3)
    }

    @Test("each cause for which CAA records forbid the authority has its words, its place and its repair")
    func causesOfCAA() async throws {
        let hierarchy = try await CertificateHierarchy()
        let authority = try await hierarchy.mint.authority("O=Let's Encrypt, CN=R10 Intermediate", by: hierarchy.root)
        let wish = CertificateMint.Wish("CN=a", names: ["*.acme.example"])
        let server = try await OpenSSLServer.start(try await hierarchy.mint.mint(wish, by: authority), chain: [authority])
        var deployment = TLSDeployment()
        for name in ["alias", "critical", "dotted", "garbled", "method", "servfail", "stranger", "timeout", "wildcard"] {
            deployment.add(name, port: server.endpoint.port)
        }
        deployment.records = [
            "alias.acme.example. CNAME edge.cdn.example.", "edge.cdn.example. A 127.0.0.1",
            "edge.cdn.example. CAA 0 issue \"digicert.com\"", "critical.acme.example. CAA 128 tbs \"x\"",
            "critical.acme.example. CAA 0 issue \"letsencrypt.org\"", "dotted.acme.example. CAA 0 issue \"letsencrypt.org.\"",
            "garbled.acme.example. CAA 0 issue \"lets encrypt\"",
            "method.acme.example. CAA 0 issue \"letsencrypt.org; validationmethods=http-01\"",
            "stranger.acme.example. CAA 0 issue \"letsencrypt.org; accounturi=https://acme.sectigo.com/acct/1\"",
            "wildcard.acme.example. CAA 0 issue \"letsencrypt.org\"", "wildcard.acme.example. CAA 0 issuewild \";\"",
        ]
        deployment.behaviour = { question in
            guard question.type == .caa else { return .answer }
            switch question.name.lowercased.labels.first.map({ String(decoding: $0, as: UTF8.self) }) {
            case "servfail": return .servfail
            case "timeout": return .drop
            default: return .answer
            }
        }
        let run = try await deployment.audit(["caa/*"], roots: hierarchy.root, options: ["--timeout", "30s"])
        await server.stop()
        let port = server.endpoint.port
        let expected: [(rule: String, name: String, words: String, record: String?)] = [
            (
                "issuer-forbidden", "alias", "at edge.cdn.example, the target of its alias, allow only digicert.com.",
                "edge.cdn.example. 0 issue \"letsencrypt.org\""
            ),
            (
                "issuer-forbidden", "critical",
                "do not let it issue: the critical property `tbs` is unknown to all authorities, so it forbids them all.", nil
            ),
            (
                "issuer-forbidden", "dotted", "`0 issue \"letsencrypt.org.\"` ends in a dot, so it names no authority.",
                "dotted.acme.example. 0 issue \"letsencrypt.org\""
            ),
            (
                "issuer-forbidden", "garbled", "`0 issue \"lets encrypt\"` cannot be read, so no authority is allowed.",
                "garbled.acme.example. 0 issue \"letsencrypt.org\""
            ),
            (
                "issuer-forbidden", "wildcard", "do not let it issue: `0 issuewild \";\"` allows no authority.",
                "wildcard.acme.example. 0 issuewild \"letsencrypt.org\""
            ),
            (
                "parameters-forbid", "method", "a wildcard is validated in the DNS alone",
                "method.acme.example. 0 issue \"letsencrypt.org; validationmethods=http-01,dns-01\""
            ),
            ("parameters-forbid", "stranger", "is an account of another authority than the one the record names", nil),
        ]
        let endpoints = expected.map { "caa/\($0.rule) panel/\($0.name).acme.example:\(port)/127.0.0.1/public" }
        #expect(
            try run.findings("fail") == (endpoints + ["caa/lookup-fails panel/servfail.acme.example/public"]).sorted(),
            "\(run.output)")
        let findings = try run.all()
        for (place, wanted) in zip(endpoints, expected) {
            let finding = findings.first { "\($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? "")" == place }
            #expect(finding?["message"]?.text?.contains(wanted.words) == true, "\(String(describing: finding?["message"]))")
            let record = finding?["fix"]?["publish"]?[0]
            #expect(record.map { "\($0["owner"]?.text ?? "") \($0["value"]?.text ?? "")" } == wanted.record)
        }
        let unknown = findings.filter { $0["outcome"]?.text == "undetermined" }
        #expect(unknown.contains { $0["rule"]?.text == "caa/lookup-fails" && $0["cause"]?.text == "timeout" })
        #expect(
            unknown.allSatisfy {
                $0["subject"]?["key"]?.text?.contains("timeout.") == true
                    || $0["subject"]?["key"]?.text?.contains("servfail.") == true
            })
    }

    @Test("healthy servers of unusual kinds: no findings, in every area")
    func unusualKinds() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let lab = try await hierarchy.mint.authority("CN=Lab CA")
        let authorities = try folder.write(hierarchy.root.text + lab.text, to: "roots.pem")
        var deployment = TLSDeployment()
        deployment.authorities = "{ Lab CA: [ca.acme.example], Acme Tests: [ca.acme.example] }"
        deployment.records = ["acme.example. CAA 0 issue \"ca.acme.example\""]
        var servers: [ServerProcess] = []
        func host(_ name: String) -> String { "\(name).acme.example" }
        func serve(
            _ name: String, options: [String] = [], _ change: (inout CertificateMint.Wish) -> Void = { _ in }
        ) async throws {
            let server = try await hierarchy.serve(try await hierarchy.leaf(host(name), change), options: options)
            servers.append(server)
            deployment.add(name, port: server.endpoint.port)
        }
        try await serve("modern", options: ["-tls1_3"])
        try await serve("sixdays") { ($0.from, $0.until) = (-3 * Self.day, 3 * Self.day) }
        try await serve("sixweeks") { ($0.from, $0.until) = (-29 * Self.day, 16 * Self.day) }
        try await serve("p384") { $0.key = .curve("P-384") }
        try await serve("rsa4096") { $0.key = .rsa(4096) }
        try await serve("wild") { $0.names = ["*.acme.example"] }
        try await serve("address") { $0.addresses = ["127.0.0.1"] }
        let own = try await hierarchy.mint.mint(CertificateMint.Wish("CN=\(host("lab"))", names: [host("lab")]), by: lab)
        servers.append(try await OpenSSLServer.start(own))
        deployment.add("lab", port: servers[servers.count - 1].endpoint.port)
        // Two kinds of key at one server, and two nodes that renew independently.
        let rsa = try await hierarchy.leaf(host("dual")) { $0.key = .rsa(2048) }
        try await serve("dual", options: ["-dcert", rsa.path, "-dkey", rsa.keyPath, "-dcert_chain", hierarchy.intermediate.path])
        let node = try await hierarchy.serve(
            try await hierarchy.leaf(host("nodes")) { ($0.from, $0.until) = (-40 * Self.day, 50 * Self.day) })
        let second = try await OpenSSLServer.start(
            try await hierarchy.leaf(host("nodes")), chain: [hierarchy.intermediate],
            address: try #require(IPAddress("127.0.0.2") as IPAddress?), port: node.endpoint.port)
        servers += [node, second]
        deployment.add("nodes", port: node.endpoint.port, addresses: ["127.0.0.1", "127.0.0.2"])
        let roots = CertificateMint.Minted(path: authorities, keyPath: "", text: "")
        let run = try await deployment.audit(["tls/*", "caa/*"], roots: roots)
        for server in servers { await server.stop() }
        #expect(try run.findings("fail") == [], "\(run.output)")
        #expect(try run.findings("undetermined") == [])
        #expect(run.status == 0)
    }
}
