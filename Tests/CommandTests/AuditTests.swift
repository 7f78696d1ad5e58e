import AuthoritativeServer
import DNS
import Facts
import Foundation
import Sockets
import TestPeers
import Testing

/// A fault in the records, and the exact findings of an audit.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    var removed: [String] = []
    var added: [String] = []
    let failures: [String]
    /// The audit's exit code; 2 for a fault by default.
    var status: Int32?

    private static let ipv4 = "bulk/203.0.113.20/acme.example/bounce.acme.example"
    private static let ipv6 = "bulk/2001:db8::20/acme.example/bounce.acme.example"

    var testDescription: String { name }

    static let all: [Fault] = [
        Fault(name: "a healthy deployment", failures: []),
        Fault(
            name: "the panel's name was forgotten", removed: ["panel.acme"],
            failures: ["address/missing panel/panel.acme.example/public"]),
        Fault(
            name: "an old server beside the pixel's", added: ["px.acme.example. A 198.51.100.9"],
            failures: ["address/unexpected pixel/px.acme.example/public"]),
        Fault(
            name: "the tracking name lacks its IPv6 address", removed: ["web.acme.example. AAAA"],
            failures: ["address/unexpected tracking/click.acme.example/public"]),
        Fault(
            name: "a private address in public", removed: ["px.acme"], added: ["px.acme.example. A 10.0.0.12"],
            failures: ["address/not-public pixel/px.acme.example/public", "address/unexpected pixel/px.acme.example/public"]),
        Fault(
            name: "the From domain takes no mail", removed: ["acme.example. MX"],
            failures: [
                "dmarc/report-destination-undeliverable acme.example/public", "from/unreachable acme.example/public",
                "spf/void-for-ipv6 acme.example/public",
            ]),
        Fault(
            name: "a null MX at the From domain", removed: ["acme.example. MX"], added: ["acme.example. MX 0 ."],
            failures: [
                "dmarc/report-destination-undeliverable acme.example/public", "mx/null-on-sending-domain acme.example/public",
            ]),
        Fault(
            name: "a null MX beside another", added: ["acme.example. MX 0 ."],
            failures: ["mx/null-beside-others acme.example/public", "mx/null-on-sending-domain acme.example/public"]),
        Fault(
            name: "an MX host that is an alias", removed: ["mx.acme"],
            added: ["mx.acme.example. CNAME office.example.", "office.example. A 198.51.100.7"],
            failures: ["mx/target-is-alias acme.example/mx.acme.example/public"]),
        Fault(
            name: "an MX record with an address", removed: ["acme.example. MX"], added: ["acme.example. MX 10 203.0.113.30."],
            failures: ["mx/target-is-address acme.example/203.0.113.30/public"]),
        Fault(
            name: "an MX host without an address", removed: ["mx.acme"],
            failures: ["mx/target-missing acme.example/mx.acme.example/public"]),
        Fault(
            name: "an MX host at a private address", removed: ["mx.acme"], added: ["mx.acme.example. A 192.168.0.5"],
            failures: ["mx/target-not-public acme.example/mx.acme.example/public"]),
        Fault(
            name: "no PTR record", removed: ["20.113.0.203"], failures: ["ptr/missing bulk/203.0.113.20"]),
        Fault(
            name: "no PTR record for IPv6", removed: ["0.2.0.0.0.0"], failures: ["ptr/missing bulk/2001:db8::20"]),
        Fault(
            name: "a PTR name that leads elsewhere", removed: ["20.113.0.203"],
            added: ["20.113.0.203.in-addr.arpa. PTR px.acme.example."],
            failures: ["ptr/not-confirmed bulk/203.0.113.20", "spf/helo-missing px.acme.example/public"]),
        Fault(
            name: "a MAIL FROM domain without a route", removed: ["bounce.acme.example. MX"],
            failures: ["return-path/unroutable bulk/bounce.acme.example/public"]),
        Fault(
            name: "bounces go to the office", removed: ["bounce.acme.example. MX"],
            added: ["bounce.acme.example. MX 10 mx.acme.example."],
            failures: ["return-path/not-at-sender bulk/bounce.acme.example/public"]),
        Fault(
            name: "no SPF record at the MAIL FROM domain", removed: ["bounce.acme.example. TXT"],
            failures: [
                "dmarc/spf-not-aligned \(ipv6)", "dmarc/spf-not-aligned \(ipv4)", "spf/missing bounce.acme.example/public",
            ]),
        Fault(
            name: "two SPF records", added: ["bounce.acme.example. TXT \"v=spf1 -all\""],
            failures: [
                "dmarc/spf-not-aligned \(ipv6)", "dmarc/spf-not-aligned \(ipv4)",
                "spf/multiple-records bounce.acme.example/public",
            ]),
        Fault(
            name: "no DKIM key", removed: ["s1._domainkey"],
            failures: [
                "dkim/missing s1._domainkey.acme.example", "dkim/missing-for-path \(ipv6)", "dkim/missing-for-path \(ipv4)",
                "dmarc/dkim-not-aligned \(ipv6)", "dmarc/dkim-not-aligned \(ipv4)",
            ]),
        Fault(
            name: "SPF forgot the IPv6 address", removed: ["bounce.acme.example. TXT"],
            added: ["bounce.acme.example. TXT \"v=spf1 ip4:203.0.113.20 -all\""],
            failures: ["dmarc/spf-not-aligned \(ipv6)", "spf/sender-not-authorised \(ipv6)"]),
        Fault(
            name: "DMARC asks for nothing", removed: ["_dmarc"],
            added: ["_dmarc.acme.example. TXT \"v=DMARC1; p=none; rua=mailto:d@acme.example\""],
            failures: ["dmarc/policy-none acme.example/public"], status: 1),
        Fault(
            name: "the DKIM key stands at a doubled name", removed: ["s1._domainkey"],
            added: ["s1._domainkey.acme.example.acme.example. TXT \(AcmeDeployment.publishedKey)"],
            failures: [
                "dkim/missing s1._domainkey.acme.example", "dkim/missing-for-path \(ipv6)", "dkim/missing-for-path \(ipv4)",
                "dkim/published-at-wrong-name s1._domainkey.acme.example", "dmarc/dkim-not-aligned \(ipv6)",
                "dmarc/dkim-not-aligned \(ipv4)",
            ]),
        Fault(
            name: "an alias that leads nowhere", removed: ["web.acme"],
            failures: ["address/missing tracking/click.acme.example/public", "name/alias-dangling click.acme.example/public"]),
        Fault(name: "no DMARC policy", removed: ["_dmarc"], failures: ["dmarc/missing acme.example/public"]),
    ]
}

@Suite("An audit of a deployment", .timeLimit(.minutes(10)), .serialized)
struct AuditTests {
    @Test("names the fault, its subject, and nothing else", arguments: Fault.all)
    func fault(_ fault: Fault) async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: fault.removed, adding: fault.added))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        let found = try run.findings("fail")
        #expect(found == fault.failures)
        #expect(try run.findings("undetermined") == [])
        let status = fault.status ?? (fault.failures.isEmpty ? 0 : 2)
        #expect(run.status == status, "\(run.error)")
        #expect(try run.report()["verdict"]?.text == ["ready", "warnings", "not-ready"][Int(status)])
    }

    @Test(
        "the same with NSD and Unbound",
        .enabled(if: NSD.isInstalled && Unbound.isInstalled, "nsd or unbound is not installed: apt-get install nsd unbound"),
        arguments: [0, 2, 15, 16])
    func realServers(_ index: Int) async throws {
        let fault = Fault.all[index]
        let nsd = try await NSD.start(zones: [".": AcmeDeployment.zone(removing: fault.removed, adding: fault.added)])
        let unbound = try await Unbound.start(upstream: nsd.endpoint)
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: unbound.endpoint), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        await unbound.stop()
        await nsd.stop()
        let found = try run.findings("fail")
        #expect(found == fault.failures)
        #expect(try run.findings("undetermined") == [])
        #expect(run.status == (fault.failures.isEmpty ? 0 : 2), "\(run.error)")
    }

    @Test("a finding carries its evidence, and the record to publish")
    func evidence() async throws {
        let (server, resolver) = try AcmeDeployment.server(
            AcmeDeployment.zone(removing: ["panel.acme", "bounce.acme.example. TXT"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        let findings = try run.all()
        let missing = try #require(findings.first { $0["rule"]?.text == "address/missing" })
        #expect(
            missing["fix"]?["publish"] == [
                ["owner": "panel.acme.example.", "type": "A", "value": "203.0.113.10", "view": "public"]
            ])
        let evidence = try #require(missing["evidence"]?.items)
        #expect(evidence.map { $0["question"]?.text } == ["panel.acme.example. A", "panel.acme.example. AAAA"])
        #expect(evidence.allSatisfy { $0["status"]?.text == "nxdomain" && $0["server"]?.text == resolver.description })
        let spf = try #require(findings.first { $0["rule"]?.text == "spf/missing" })
        #expect(
            spf["fix"]?["publish"] == [
                [
                    "owner": "bounce.acme.example.", "type": "TXT", "value": "v=spf1 ip4:203.0.113.20 ip6:2001:db8::20 -all",
                    "view": "public",
                ]
            ])
        #expect(spf["references"] == ["RFC 7208 §4.5", "RFC 7208 §3"])
    }

    @Test("judging saved facts gives the same result")
    func judge() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["_dmarc", "20.113"]))
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let audit = try await program.run("audit", "acme.yaml", "--format", "json", "--facts-out", "facts.json")
        server.stop()
        let judged = try await program.run("judge", "facts.json", "--format", "json")
        #expect(judged.output == audit.output)
        #expect(judged.status == 2)
        let text = try String(contentsOf: program.folder.url.appendingPathComponent("facts.json"), encoding: .utf8)
        let piped = try await program.run("judge", "-", "--format", "json", input: text)
        #expect(piped.output == audit.output)
    }

    @Test("a broken name server makes only its own names undetermined")
    func partlyBroken() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone()) { question in
            switch question.name.lowercased.text {
            case "s1._domainkey.acme.example": .servfail
            case "px.acme.example": .refused
            case "_dmarc.acme.example": .bogus
            default: .answer
            }
        }
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        #expect(try run.findings("fail") == [])
        let undetermined = try run.findings("undetermined")
        for finding in [
            "address/missing pixel/px.acme.example/public", "address/not-public pixel/px.acme.example/public",
            "address/unexpected pixel/px.acme.example/public", "dkim/missing s1._domainkey.acme.example",
            "dmarc/missing acme.example/public",
        ] { #expect(undetermined.contains(finding), "\(finding)") }
        #expect(
            undetermined.filter { $0.hasPrefix("dns/") } == [
                "dns/lookup-failed _dmarc.acme.example/public", "dns/lookup-failed px.acme.example/public",
                "dns/lookup-failed s1._domainkey.acme.example/public",
            ])
        #expect(!undetermined.contains { $0.contains("panel.acme.example") || $0.hasPrefix("spf/") || $0.hasPrefix("ptr/") })
        let findings = try run.all()
        let causes = findings.filter { $0["rule"]?.text == "dns/lookup-failed" }.map { $0["cause"]?.text }
        #expect(causes == ["bogus", "refused", "servfail"])
        #expect(run.status == 3)
    }

    @Test("a dead resolver gives exit code 3 within ten seconds, and nothing is reported missing", arguments: [true, false])
    func deadResolver(_ silent: Bool) async throws {
        // Silent: a socket that is never read. Otherwise a closed port.
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        let resolver = silent ? try Socket.localEndpoint(of: socket) : try Loopback.closedEndpoint()
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        guard case .integer(let elapsed)? = try run.report()["elapsedMs"] else { throw Program.Failure(description: run.output) }
        #expect(elapsed < 10_000)
        #expect(run.status == 3)
        #expect(try run.findings("fail") == [])
        let undetermined = try run.findings("undetermined")
        #expect(undetermined.contains("dns/resolver-unreachable \(resolver)/public"))
        #expect(undetermined.contains("dns/lookup-failed panel.acme.example/public"))
        #expect(undetermined.contains("dkim/missing s1._domainkey.acme.example"))
        let text = try await program.run("audit", "acme.yaml")
        #expect(text.output.hasPrefix("UNDETERMINED"))
        #expect(!text.output.contains("no TXT record") && !text.output.contains("has no"))
    }

    @Test("one dead resolver of two is reported; the other's answers are judged")
    func oneOfTwo() async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
        defer { server.stop() }
        let dead = try Loopback.closedEndpoint()
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolvers: "\"\(dead)\", \"\(resolver)\""), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        #expect(try run.findings("undetermined") == ["dns/resolver-unreachable \(dead)/public"])
        #expect(try run.findings("fail") == [])
        #expect(run.status == 3)
    }

    @Test("the internal view is queried for its names")
    func views() async throws {
        let (outside, publicResolver) = try AcmeDeployment.server(
            AcmeDeployment.zone(
                removing: ["panel.acme", "bounce.acme.example. MX"],
                adding: ["bounce.acme.example. MX 10 relay.example.", "relay.example. A 198.51.100.25"]))
        let (inside, internalResolver) = try AcmeDeployment.server(
            AcmeDeployment.zone(adding: ["panel.acme.example. A 10.9.9.9"]))
        defer {
            outside.stop()
            inside.stop()
        }
        let program = try SendreadyProgram()
        let file = AcmeDeployment.file(resolver: publicResolver)
            .replacingOccurrences(
                of: "views: { public", with: "views: { internal: { resolvers: [\"\(internalResolver)\"] }, public"
            )
            .replacingOccurrences(of: "addresses: [203.0.113.10] }", with: "addresses: [203.0.113.10], exposure: internal }")
        try program.folder.write(file, to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        #expect(
            try run.findings("fail") == [
                "address/unexpected panel/panel.acme.example/internal",
                "return-path/not-at-sender bulk/bounce.acme.example/public",
            ])
        let outsideOnly = try await program.run("audit", "acme.yaml", "--format", "json", "--view", "public")
        #expect(try outsideOnly.findings("fail") == ["return-path/not-at-sender bulk/bounce.acme.example/public"])
    }
}
