import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

private let mayServe = [25, 80, 443].allSatisfy { Loopback.mayListen(on: $0) }

@Suite(
    "An audit probes mail servers and fetches policies", .timeLimit(.minutes(10)),
    .enabled(if: Exim.isInstalled && Nginx.isInstalled && CertificateMint.isPossible, "exim4, nginx or openssl is not installed"),
    .enabled(if: mayServe, "this user may not listen on ports 25, 80 and 443"), .serialized)
struct MailServerAuditTests {
    private static let policyRules = [
        "record-invalid", "policy-*", "mx-not-listed", "mx-is-address", "pattern-unused", "max-age-short", "testing",
    ].map {
        "mta-sts/\($0)"
    }
    private static let rules =
        policyRules + ["smtp/*", "dane/*", "return-path/port-25-closed", "return-path/null-sender-rejected"]
    private static let good = "127.25.0.1"
    private static let bad = "127.25.0.2"
    private static let closed = "127.25.0.3"
    private static let both = "127.25.0.4"

    private func file(resolver: Endpoint, roots: String, inbound: String) -> String {
        """
        version: 1
        name: acme
        scheme: direct
        views: { public: { resolvers: ["\(resolver)"] } }
        networks: { public: [127.0.0.0/8] }
        tls: { ca-file: "\(roots)" }
        probes: { tls: false, smtp: true, http: true }
        senders:
          - { name: bulk, addresses: [\(inbound)], from: [acme.example], mail-from: [bounce.acme.example] }
        """
    }

    private func audit(
        _ records: [String], roots: CertificateMint.Minted, inbound: String, rules: [String] = rules
    ) async throws -> SendreadyProgram.Run {
        let zone = (["$TTL 300", ". SOA ns.example. hostmaster.example. 1 3600 600 86400 60"] + records).joined(separator: "\n")
        let (server, resolver) = try AcmeDeployment.server(zone + "\n")
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(file(resolver: resolver, roots: roots.path, inbound: inbound), to: "acme.yaml")
        return try await program.run(["audit", "acme.yaml", "--format", "json"] + rules.flatMap { ["--rule", $0] })
    }

    private static func address(_ text: String) throws -> IPAddress {
        let address: IPAddress? = IPAddress(text)
        return try #require(address)
    }

    private static let healthy = [
        "acme.example. MX 10 mta.acme.example.", "bounce.acme.example. MX 10 mta.acme.example.",
        "mta.acme.example. A \(good)", "1.0.25.127.in-addr.arpa. PTR mta.acme.example.",
        "_mta-sts.acme.example. TXT \"v=STSv1; id=1\"", "mta-sts.acme.example. A \(good)",
    ]

    private func mailServer(
        _ hierarchy: CertificateHierarchy, _ folder: TemporaryFolder, _ leaf: CertificateMint.Minted
    ) async throws -> ServerProcess {
        try await Exim.start(
            name: "mta.acme.example", domains: ["acme.example", "bounce.acme.example"],
            chain: try hierarchy.fullChain(leaf, in: folder), key: leaf.keyPath, address: try Self.address(Self.good), port: 25)
    }

    private func webSite(
        _ hierarchy: CertificateHierarchy, _ folder: TemporaryFolder, _ leaf: CertificateMint.Minted, _ address: String
    ) async throws -> ServerProcess {
        let chain = try hierarchy.fullChain(leaf, in: folder)
        return try await Nginx.start(
            "server { listen LISTEN ssl; ssl_certificate \(chain); ssl_certificate_key \(leaf.keyPath); return 204; }",
            address: try Self.address(address), port: 443)
    }

    /// The response of a sound policy host, in nginx's configuration.
    private static func policy(mode: String = "enforce") -> String {
        "return 200 \"version: STSv1\\nmode: \(mode)\\nmx: *.acme.example\\nmax_age: 1209600\\n\";"
    }

    /// A policy host with its response.
    private func policyHost(_ hierarchy: CertificateHierarchy, _ folder: TemporaryFolder, _ text: String) async throws
        -> ServerProcess
    {
        let leaf = try await hierarchy.leaf("mta-sts.acme.example")
        return try await Nginx.start(
            """
            server {
              listen LISTEN ssl; ssl_certificate \(try hierarchy.fullChain(leaf, in: folder)); ssl_certificate_key \(leaf.keyPath);
              default_type text/plain;
              location = /.well-known/mta-sts.txt { \(text) }
            }
            """, address: try Self.address(Self.good), port: 443)
    }

    @Test("a sound mail server with a sound policy: no findings; TLSA records without DNSSEC are noted")
    func sound() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("mta.acme.example")
        let exim = try await mailServer(hierarchy, folder, leaf)
        let nginx = try await policyHost(hierarchy, folder, Self.policy())
        let run = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good)
        let zeros = String(repeating: "0", count: 64)
        let records =
            Self.healthy + ["_25._tcp.mta.acme.example. TLSA 3 1 1 \(zeros)", "_25._tcp.mta.acme.example. TLSA 1 0 1 \(zeros)"]
        let dane = try await audit(records, roots: hierarchy.root, inbound: Self.good)
        await exim.stop()
        await nginx.stop()
        #expect(try run.findings("fail") == [], "\(run.error)")
        #expect(try run.findings("undetermined") == [])
        #expect(run.status == 0)
        // The host receives mail for two domains, and is reported once.
        let target = "acme.example/mta.acme.example/public"
        #expect(try dane.findings("fail") == ["dane/not-secure \(target)", "dane/unusable \(target)"])
        let insecure = try #require(try dane.all().first { $0["rule"]?.text == "dane/not-secure" })
        #expect(
            insecure["message"]?.text?.hasPrefix(
                "mta.acme.example, which accepts mail for acme.example and bounce.acme.example, has")
                == true)
        #expect(try dane.findings("undetermined") == [])
    }

    @Test("faults of servers and policies are reported: no TLS, a rejected bounce, a closed port, a policy for others")
    func broken() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let exim = try await Exim.start(
            name: "localhost.localdomain", domains: ["acme.example"], address: try Self.address(Self.bad), port: 25)
        let nginx = try await policyHost(
            hierarchy, folder, "return 200 \"version: STSv1\\nmode: enforce\\nmx: old.acme.example\\nmax_age: 3600\\n\";")
        let records = [
            "acme.example. MX 10 mx.acme.example.", "acme.example. MX 20 backup.acme.example.",
            "bounce.acme.example. MX 10 mx.acme.example.", "bounce.acme.example. MX 20 backup.acme.example.",
            "mx.acme.example. A \(Self.bad)", "backup.acme.example. A \(Self.closed)",
            "_mta-sts.acme.example. TXT \"v=STSv1; id=1\"", "mta-sts.acme.example. A \(Self.good)",
        ]
        let run = try await audit(records, roots: hierarchy.root, inbound: Self.bad)
        await exim.stop()
        await nginx.stop()
        let (mx, bounce) = (
            "acme.example/mx.acme.example/\(Self.bad)/public", "bounce.acme.example/mx.acme.example/\(Self.bad)/public"
        )
        #expect(
            try run.findings("fail") == [
                "mta-sts/max-age-short acme.example/public", "mta-sts/mx-not-listed acme.example/public",
                "mta-sts/pattern-unused acme.example/public", "return-path/null-sender-rejected \(bounce)",
                "return-path/port-25-closed bounce.acme.example/backup.acme.example/\(Self.closed)/public",
                "smtp/banner-differs \(mx)", "smtp/starttls-missing \(mx)",
                "smtp/unreachable acme.example/backup.acme.example/\(Self.closed)/public",
            ])
        #expect(try run.findings("undetermined") == [])
        #expect(run.status == 2)
        let findings = try run.all()
        let rejected = try #require(findings.first { $0["rule"]?.text == "return-path/null-sender-rejected" })
        #expect(
            rejected["message"]?.text?.hasSuffix(
                "it answers RCPT TO:<postmaster@bounce.acme.example> with 550 relay not permitted.")
                == true)
        let unlisted = try #require(findings.first { $0["rule"]?.text == "mta-sts/mx-not-listed" })
        #expect(
            unlisted["message"]?.text
                == "The MTA-STS policy of acme.example lists old.acme.example, but not its mail exchangers mx.acme.example, backup.acme.example."
        )
    }

    @Test(
        "a policy that redirects, one with a foreign certificate, and one behind a closed port are unknown; a broken one is reported"
    )
    func policies() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let only = Self.policyRules
        let redirecting = try await policyHost(hierarchy, folder, "return 301 https://other.example/;")
        let redirected = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        let stranger = try await CertificateHierarchy()
        let distrusted = try await audit(Self.healthy, roots: stranger.root, inbound: Self.good, rules: only)
        await redirecting.stop()
        let absent = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        let wrong = try await policyHost(hierarchy, folder, "return 200 \"version: STSv1\\nmode: enforce\\n\";")
        let invalid = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        await wrong.stop()
        let trying = try await policyHost(
            hierarchy, folder, Self.policy(mode: "testing"))
        let testing = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        await trying.stop()
        let page = try await policyHost(
            hierarchy, folder,
            "default_type text/html; \(Self.policy())")
        let html = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        await page.stop()
        let lines = "version: STSv1\nmode: enforce\nmax_age: 1209600\n" + String(repeating: "mx: *.acme.example\n", count: 4_000)
        let file = try folder.write(lines, to: "long.txt")
        let long = try await policyHost(hierarchy, folder, "alias \(file);")
        let endless = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        await long.stop()
        let addressed = try await policyHost(
            hierarchy, folder,
            "return 200 \"version: STSv1\\nmode: enforce\\nmx: *.acme.example\\nmx: \(Self.good)\\nmax_age: 1209600\\n\";")
        let address = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good, rules: only)
        await addressed.stop()
        let two = Self.healthy + ["_mta-sts.acme.example. TXT \"v=STSv1; id=2\""]
        let doubled = try await audit(two, roots: hierarchy.root, inbound: Self.good, rules: only)
        #expect(try address.findings("fail") == ["mta-sts/mx-is-address acme.example/public"])
        #expect(
            try address.all().first?["message"]?.text
                == "The MTA-STS policy of acme.example: `mx: \(Self.good)` is an address: it can never match, since MX records hold names."
        )
        #expect(address.status == 1)
        #expect(try testing.findings("fail") == ["mta-sts/testing acme.example/public"])
        #expect(testing.status == 0)
        #expect(try doubled.findings("fail") == ["mta-sts/record-invalid acme.example/public"])
        #expect(
            try doubled.all().first?["message"]?.text
                == "The MTA-STS record at _mta-sts.acme.example is not valid: 2 MTA-STS records are published there, and only one is allowed."
        )
        #expect(try html.findings("fail") == ["mta-sts/policy-not-plain-text acme.example/public"])
        #expect(try html.all().first?["message"]?.text?.hasSuffix("is served as text/html, not as text/plain.") == true)
        for (run, words) in [
            (endless, "what the server sends breaks off, or is longer than 65536 octets"),
            (redirected, "the server redirects (301)"),
            (distrusted, "the certificate of CN=Acme Test Root, O=Acme Tests that is trusted has another key"),
            (absent, "the server refuses the connection"),
        ] {
            #expect(try run.findings("fail") == ["mta-sts/policy-unreachable acme.example/public"])
            #expect(try run.all().first?["message"]?.text?.contains(words) == true, "\(run.output)")
        }
        #expect(try invalid.findings("fail") == ["mta-sts/policy-invalid acme.example/public"])
    }

    @Test("a certificate that careful senders reject is a warning, and an error if a policy enforces it")
    func refusedCertificate() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("old.acme.example") { wish in
            wish.from = -90 * 86_400
            wish.until = -86_400
        }
        let exim = try await mailServer(hierarchy, folder, leaf)
        let nginx = try await policyHost(hierarchy, folder, Self.policy())
        let run = try await audit(Self.healthy, roots: hierarchy.root, inbound: Self.good)
        await exim.stop()
        await nginx.stop()
        let subjects = ["acme.example", "bounce.acme.example"].map { "\($0)/mta.acme.example/\(Self.good)/public" }
        #expect(try run.findings("fail") == subjects.map { "smtp/certificate-invalid \($0)" }, "\(run.error)")
        let findings = try run.all()
        // The policy is for the From domain; the bounce domain has none.
        #expect(findings.map { $0["severity"]?.text } == ["error", "warning"])
        #expect(
            findings.first?["message"]?.text
                == "The certificate of mta.acme.example (\(Self.good)), which accepts mail for acme.example, fails verification: CN=old.acme.example: certificate has expired; the certificate is for old.acme.example, not for mta.acme.example."
        )
        #expect(try run.findings("undetermined") == [])
    }

    @Test("an unreachable page is reported: a required client certificate, a redirect loop, a balancer without a server")
    func pages() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("*.acme.example")
        let chain = try hierarchy.fullChain(leaf, in: folder)
        func site(_ address: String, _ text: String) async throws -> ServerProcess {
            try await Nginx.start(
                "server { listen LISTEN ssl; ssl_certificate \(chain); ssl_certificate_key \(leaf.keyPath); \(text) }",
                address: try Self.address(address), port: 443)
        }
        var deployment = TLSDeployment()
        deployment.probes = "{ http: true }"
        var servers: [ServerProcess] = []
        let sites = [
            ("mutual", "panel", "ssl_client_certificate \(hierarchy.root.path); ssl_verify_client on; return 200;"),
            ("optional", "panel", "ssl_client_certificate \(hierarchy.root.path); ssl_verify_client optional; return 200;"),
            ("circle", "panel", "return 301 https://$host/;"), ("down", "pixel", "return 502;"),
            ("empty", "pixel", "return 404;"),
        ]
        for (index, (name, role, text)) in sites.enumerated() {
            servers.append(try await site("127.25.1.\(index + 1)", text))
            deployment.add(name, port: 443, role: role, addresses: ["127.25.1.\(index + 1)"])
        }
        let run = try await deployment.audit(["tls/client-certificate-required", "tls/page-unavailable"], roots: hierarchy.root)
        for server in servers { await server.stop() }
        #expect(
            try run.findings("fail") == [
                "tls/client-certificate-required panel/mutual.acme.example:443/127.25.1.1/public",
                "tls/page-unavailable panel/circle.acme.example:443/127.25.1.3/public",
                "tls/page-unavailable pixel/down.acme.example:443/127.25.1.4/public",
            ], "\(run.output)")
        #expect(try run.findings("undetermined") == [])
    }

    @Test("a panel and a pixel in plain text only are reported; one that redirects is fine")
    func plaintext() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("*.acme.example")
        let secure = try await webSite(hierarchy, folder, leaf, Self.good)
        let redirecting = try await Nginx.start(
            "server { listen LISTEN; return 301 https://$host/; }", address: try Self.address(Self.good), port: 80)
        let open = try await Nginx.start("server { listen LISTEN; return 200; }", address: try Self.address(Self.both), port: 80)
        let opened = try await webSite(hierarchy, folder, leaf, Self.both)
        let plain = try await Nginx.start("server { listen LISTEN; return 200; }", address: try Self.address(Self.bad), port: 80)
        var deployment = TLSDeployment()
        deployment.probes = "{ http: true }"
        deployment.add("panel", port: 443, addresses: [Self.good])
        deployment.add("admin", port: 443, addresses: [Self.bad])
        deployment.add("console", port: 443, addresses: [Self.both])
        deployment.add("px", port: 80, role: "pixel", addresses: [Self.bad])
        let run = try await deployment.audit(["tls/*"], roots: hierarchy.root)
        for server in [secure, redirecting, open, opened, plain] { await server.stop() }
        #expect(
            try run.findings("fail").filter { !$0.hasPrefix("tls/no-hsts") } == [
                "tls/handshake-failed pixel/px.acme.example:80/\(Self.bad)/public",
                "tls/no-redirect panel/console.acme.example:443/\(Self.both)/public",
                "tls/plaintext-only panel/admin.acme.example:443/\(Self.bad)/public",
                "tls/plaintext-only pixel/px.acme.example:80/\(Self.bad)/public",
                "tls/unreachable panel/admin.acme.example:443/\(Self.bad)/public",
            ])
        #expect(try run.findings("undetermined") == [])
    }
}
