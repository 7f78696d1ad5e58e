import AuthoritativeServer
import DNS
import Facts
import LDNSCodec
import TestPeers
import Testing

/// What `check` shows about a domain before it judges it.
@Suite("A first look at a domain", .timeLimit(.minutes(10)))
struct CheckTests {
    /// Mail at Google, SPF with a tree, a policy above, a platform's key, and a signed zone.
    private static let zone = """
        $TTL 300
        . SOA ns.example. hostmaster.example. 1 3600 600 86400 60
        . NS ns.example.
        acme.example. SOA ns1.acme.example. host\\.master.acme.example. 7 3600 600 86400 60
        acme.example. NS ns1.acme.example.
        acme.example. NS ns2.other.example.
        acme.example. DS 12345 13 2 4A5D50E8DE09D2AEC2F2C8AF0F3A4C14E35A4EBC2E49F9F1FE6E6E1EF84EE9E1
        _dmarc.acme.example. TXT "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@acme.example; adkim=x"
        shop.acme.example. MX 10 aspmx.l.google.com.
        shop.acme.example. MX 20 mx.shop.acme.example.
        shop.acme.example. MX 30 mx.small-hoster.test.
        aspmx.l.google.com. A 8.8.4.26
        mx.shop.acme.example. A 8.8.4.27
        mx.shop.acme.example. AAAA 2600::27
        mx.small-hoster.test. A 8.8.4.28
        _25._tcp.mx.shop.acme.example. TLSA 3 1 1 0000000000000000000000000000000000000000000000000000000000000000
        shop.acme.example. TXT "v=spf1 include:_spf.acme.example a:nothing.acme.example ip4:8.8.4.27 ~all"
        _spf.acme.example. TXT "v=spf1 mx:shop.acme.example -all"
        google._domainkey.shop.acme.example. TXT \(AcmeDeployment.publishedKey)
        s1._domainkey.shop.acme.example. CNAME s1.domainkey.u1.sendgrid.test.
        s1.domainkey.u1.sendgrid.test. TXT "v=DKIM1; p="
        _smtp._tls.shop.acme.example. TXT "v=TLSRPTv1; rua=mailto:t@acme.example"
        default._bimi.shop.acme.example. TXT "v=BIMI1; l=https://acme.example/logo.svg"
        wild.example. TXT "v=spf1 -all"
        *._domainkey.wild.example. TXT "v=DKIM1; p="
        number.example. MX 20 8.8.4.7.
        number.example. TXT "v=spf1 include:%{d2}.inc.example exists:%{i}.x.example -all"
        number.example.inc.example. TXT "v=spf1 ip4:8.8.4.0/28 -all"
        xn--bcher-kva.example. MX 10 mx.shop.acme.example.
        _dmarc.xn--bcher-kva.example. TXT "v=DMARC1; p=none; rua=mailto:d@acme.example"
        default._bimi.acme.example. TXT "v=BIMI1; l=https://acme.example/above.svg"
        plain.acme.example. MX 10 mx.shop.acme.example.
        x._domainkey.plain.acme.example. TXT \(AcmeDeployment.publishedKey)
        s1._domainkey.plain.acme.example. TXT \(AcmeDeployment.publishedKey)

        """

    /// A resolver stand-in with the root zone, and below its cut the zone of acme.example.
    private static func server(_ behaviour: (@Sendable (Question) -> Behaviour)? = nil) throws -> (AuthoritativeServer, Endpoint)
    {
        let records = try ZoneFile(parsing: zone).records
        let apex = try #require(DomainName("acme.example"))
        let own = records.filter { $0.name.isEqualOrSubdomain(of: apex) && $0.type != .ds }
        let above = records.filter {
            !$0.name.isEqualOrSubdomain(of: apex) || $0.type == .ds || $0.type == .ns && $0.name == apex
        }
        let data = AuthoritativeData(zones: [
            try Zone(origin: .root, records: above), try Zone(origin: apex, records: own),
        ])
        let server = AuthoritativeServer(data: data, recursionAvailable: true, behaviour: behaviour)
        return (server, try #require(try server.start().first))
    }

    private func check(_ arguments: [String]) async throws -> SendreadyProgram.Run {
        let (server, resolver) = try Self.server()
        defer { server.stop() }
        return try await SendreadyProgram().run(["check"] + arguments + ["--resolver", resolver.description])
    }

    private func overview(_ arguments: [String]) async throws -> JSONValue {
        try #require(try await check(arguments + ["--format", "json"]).report()["overview"])
    }

    /// A text report without its line breaks and indents.
    private static func unwrapped(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func strings(_ json: JSONValue?) -> [String]? { json?.items?.compactMap(\.text) }

    /// Everything that checkdmarc 6.0.4 shows about a domain from the DNS, by its own names: `check` must show it too.
    @Test("nothing that checkdmarc shows is missing")
    func sideBySide() async throws {
        let seen = try await overview(["shop.acme.example"])
        // domain, base_domain, dnssec
        #expect(seen["domain"]?.text == "shop.acme.example" && seen["organization"]?.text == "acme.example")
        #expect(seen["dnssec"]?["signed"] == .boolean(true))
        #expect(Self.strings(seen["dnssec"]?["delegationSigners"]) == ["12345 ECDSAP256SHA256 SHA-256"])
        // soa: primary_nameserver, rname_email_address, serial, refresh, retry, expire, minimum; ns: hostnames
        let zone = seen["nameServers"]
        #expect(zone?["zone"]?.text == "acme.example")
        #expect(Self.strings(zone?["servers"]) == ["ns1.acme.example", "ns2.other.example"])
        #expect(
            zone?["soa"] == [
                "primary": "ns1.acme.example", "mailbox": "host.master@acme.example", "serial": 7, "refresh": 3600, "retry": 600,
                "expire": 86400, "minimum": 60,
            ])
        // mx: hosts with preference, hostname, addresses, dnssec, tlsa
        let hosts = seen["mx"]?["hosts"]?.items ?? []
        try #require(hosts.map { $0["preference"] } == [10, 20, 30], "\(seen)")
        #expect(hosts.map { $0["exchange"]?.text } == ["aspmx.l.google.com", "mx.shop.acme.example", "mx.small-hoster.test"])
        #expect(hosts.map { $0["operator"]?.text } == ["Google", nil, "small-hoster.test"])
        #expect(hosts.map { Self.strings($0["addresses"]) } == [["8.8.4.26"], ["8.8.4.27", "2600::27"], ["8.8.4.28"]])
        #expect(hosts.map { Self.strings($0["tlsa"]) } == [[], ["3 1 1"], []] && hosts[0]["dnssec"] == false)
        // spf: record, dns_lookups, dns_void_lookups, parsed with each mechanism's action, value, lookups, addresses and records
        let spf = seen["spf"]
        #expect(
            Self.strings(spf?["records"]) == ["v=spf1 include:_spf.acme.example a:nothing.acme.example ip4:8.8.4.27 ~all"])
        #expect(spf?["lookups"] == 3 && spf?["voidLookups"] == ["ipv4": 1, "ipv6": 1])
        let tree = spf?["tree"]?.items ?? []
        try #require(
            tree.map { $0["term"]?.text } == [
                "include:_spf.acme.example", "mx:shop.acme.example", "-all", "a:nothing.acme.example", "ip4:8.8.4.27", "~all",
            ])
        #expect(tree.map { $0["depth"] } == [0, 1, 1, 0, 0, 0] && tree.map { $0["lookups"] } == [2, 1, 0, 1, 0, 0])
        #expect(tree.first?["leadsTo"]?.text == "v=spf1 mx:shop.acme.example -all")
        #expect(Self.strings(tree[1]["networks"])?.contains("8.8.4.26/32") == true, "\(tree[1])")
        #expect(Self.strings(tree[3]["voidFor"]) == ["ipv4", "ipv6"])
        // dmarc: record, location, tags with value and explicit
        let dmarc = seen["dmarc"]
        #expect(dmarc?["location"]?.text == "_dmarc.acme.example" && dmarc?["policy"]?.text == "quarantine")
        let tags = dmarc?["tags"]?.items?.map { "\($0["tag"]?.text ?? "")=\($0["value"]?.text ?? "") \($0["default"] == true)" }
        #expect(
            tags == [
                "p=reject false", "sp=quarantine false", "np=quarantine true", "t=n true", "psd=u true", "adkim=r true",
                "aspf=r true", "fo=0 true", "rua=mailto:d@acme.example false",
            ])
        // mta_sts, smtp_tls_reporting and bimi: record, location
        #expect(Self.strings(seen["mtaSts"]?["records"]) == [])
        #expect(Self.strings(seen["tlsRpt"]?["records"]) == ["v=TLSRPTv1; rua=mailto:t@acme.example"])
        #expect(seen["bimi"]?["location"]?.text == "default._bimi.shop.acme.example")
        #expect(Self.strings(seen["bimi"]?["records"]) == ["v=BIMI1; l=https://acme.example/logo.svg"])
    }

    @Test("platforms' selectors are found, named ones are shown, and a wildcard gives none")
    func selectors() async throws {
        let seen = try await overview(["shop.acme.example", "--selector", "own", "--selector", "google"])
        let found = seen["dkim"]?["selectors"]?.items ?? []
        try #require(found.map { $0["selector"]?.text } == ["google", "own", "s1"], "\(seen)")
        #expect(found.map { $0["given"] } == [true, true, false] && found.map { $0["usable"] } == [true, false, false])
        #expect(found[0]["keyType"]?.text == "rsa" && found[0]["bits"] == 2048)
        #expect(Self.strings(found[2]["platforms"]) == ["Tuta", "SendGrid"])
        #expect(found[2]["alias"]?.text == "s1.domainkey.u1.sendgrid.test")
        #expect(Self.strings(seen["dkim"]?["tried"])?.contains("google") == false)
        let wild = try await overview(["wild.example"])
        #expect(wild["dkim"]?["selectors"]?.items == [] && wild["dkim"]?["wildcard"] == true)
    }

    @Test("records come before problems, with assumptions and open questions")
    func text() async throws {
        let run = try await check(["shop.acme.example"])
        let key = "google: rsa key of 2048 bits (a selector of Google Workspace and others)"
        #expect(Self.unwrapped(run.output).contains(key), "\(run.output)")
        for line in [
            "  MX            10 aspmx.l.google.com (8.8.4.26): run by Google", "in effect: p=reject sp=quarantine np=quarantine",
            "found at _dmarc.acme.example, above shop.acme.example", "3 of 10 lookups, 1 of 2 void",
            "  Assumed       shop.acme.example is also the MAIL FROM",
            "  Left open     without --ip:", "without --selector:", "without --smtp:", "without --authoritative:",
            "DNSSEC        signed: DS 12345 ECDSAP256SHA256 SHA-256; the resolver does not",
            "include:_spf.acme.example [2]",
        ] { #expect(run.output.contains(line), "\(line)\n\(run.output)") }
        let standing = try #require(run.output.firstRange(of: "What is published at")).lowerBound
        for later in ["First, of", "error: ", "warning: ", "notice: "] {
            if let place = run.output.firstRange(of: later)?.lowerBound { #expect(standing < place, "\(later)") }
        }
        let told = try await check([
            "shop.acme.example", "--ip", "8.8.4.27", "--selector", "google", "--mail-from", "bounce.shop.acme.example",
        ])
        for word in ["also the MAIL FROM domain", "without --ip", "without --selector"] {
            #expect(!told.output.contains(word), "\(word)")
        }
    }

    @Test("the picture of a domain compares no route of bounces: nobody said which servers accept them")
    func picture() async throws {
        let page = try await check(["shop.acme.example", "--format", "html"]).output
        let known = try await check(["shop.acme.example", "--ip", "8.8.4.27", "--format", "html"]).output
        for page in [page, known] {
            #expect(page.contains("id=\"picture-0\">The domain</h3>") && page.contains("Not compared"), "\(page)")
            for word in ["Somebody else takes", "Sender check", ">The deployment<"] { #expect(!page.contains(word), "\(word)") }
        }
    }

    @Test("providers whose verdict is open say without which options; nothing speaks of a deployment file")
    func openness() async throws {
        let arguments = ["shop.acme.example", "number.example", "xn--bcher-kva.example"]
        let run = try await check(arguments)
        #expect(run.output.contains("undetermined: without --ip and --selector"), "\(run.output)")
        #expect(!run.output.contains("deployment file") && !run.output.contains("of sender check"), "\(run.output)")
        let json = try await check(["shop.acme.example", "--format", "json"]).report()
        #expect(Self.strings(json["providers"]?.items?.first?["notGiven"]) == ["--ip", "--selector"])
        let silent = try await SendreadyProgram().run(["check", "acme.example", "--resolver", "127.0.0.1:9", "--timeout", "3"])
        #expect(silent.output.contains("name another one with --resolver"), "\(silent.output)")
    }

    @Test("texts call the sender by its domain, and its key stays the same word")
    func senderNames() async throws {
        let run = try await check(["shop.acme.example", "--ip", "8.8.4.27", "--selector", "nosuch", "--format", "json"])
        let found = try run.report()["findings"]?.items?.first { $0["rule"]?.text == "dkim/missing-for-path" }
        #expect(found?["message"]?.text?.hasPrefix("Sender shop.acme.example has no usable DKIM key") == true, "\(run.output)")
        #expect(found?["subject"]?["key"]?.text == "check/8.8.4.27/shop.acme.example/shop.acme.example")
        #expect(found?["subject"]?["sender"]?.text == "check")
    }

    @Test("an address in an MX record has no operator, a macro of the domain is resolved, a name in Unicode is one name")
    func oddNames() async throws {
        let number = Self.unwrapped(try await check(["number.example"]).output)
        #expect(number.contains("MX 20 8.8.4.7: an address, where only a name is allowed"), "\(number)")
        #expect(!number.contains("run by"))
        #expect(number.contains("include:%{d2}.inc.example [1]: v=spf1 ip4:8.8.4.0/28 -all"))
        #expect(number.contains("2 of 10 lookups"))
        let unicode = Self.unwrapped(try await check(["bücher.example"]).output)
        #expect(unicode.contains("found at _dmarc.xn--bcher-kva.example; for mail from bücher.example"), "\(unicode)")
    }

    @Test("the organizational domain's BIMI record counts, and a selector's name alone names no platform")
    func above() async throws {
        let run = try await check(["plain.acme.example"])
        let text = Self.unwrapped(run.output)
        #expect(text.contains("https://acme.example/above.svg at default._bimi.acme.example"), "\(run.output)")
        #expect(text.contains("s1: rsa key of 2048 bits (a selector of Tuta, SendGrid and others)"))
        #expect(run.output.contains("x: rsa key of 2048 bits\n"))
    }

    @Test("several domains in one run, each with its report; one that does not exist is one finding")
    func several() async throws {
        let run = try await check(["shop.acme.example", "nosuch.example", "--format", "json"])
        let reports = try JSONParser.parse(run.output)["reports"]?.items ?? []
        #expect(reports.map { $0["deployment"]?.text } == ["shop.acme.example", "nosuch.example"])
        let gone = reports.last?["findings"]?.items?.filter { $0["outcome"]?.text == "fail" } ?? []
        #expect(gone.map { $0["rule"]?.text } == ["name/does-not-exist"] && run.status == 2)
        #expect(reports.last?["overview"]?["dnssec"]?["signed"] == false)
        let twice = try await check(["acme.example", "ACME.example"])
        #expect(twice.status == 64 && twice.error.contains("'ACME.example' is named twice"), "\(twice.error)")
    }

    @Test("what does not answer is unknown, and never reported missing")
    func silence() async throws {
        let (server, resolver) = try Self.server { _ in .servfail }
        defer { server.stop() }
        let arguments = ["check", "shop.acme.example", "--resolver", resolver.description]
        let run = try await SendreadyProgram().run(arguments + ["--format", "json"])
        let seen = try #require(try run.report()["overview"])
        #expect(run.status == 3)
        for topic in ["mx", "spf", "dmarc", "dkim", "mtaSts", "tlsRpt", "bimi", "dnssec", "nameServers"] {
            #expect(seen[topic]?["unknown"]?.items?.isEmpty == false, "\(topic): \(seen[topic] ?? .null)")
        }
        let text = try await SendreadyProgram().run(arguments)
        let standing = text.output.prefix(upTo: text.output.firstRange(of: "  Assumed")?.lowerBound ?? text.output.startIndex)
        #expect(standing.contains("not learned (servfail)") && !standing.contains("none"), "\(standing)")
        #expect(!text.output.contains("a fact: "))
    }

    @Test("pages for people show the same", arguments: ["html", "markdown"])
    func formats(_ format: String) async throws {
        let run = try await check(["shop.acme.example", "--format", format])
        for words in ["What is published", "run by Google", "found at _dmarc.acme.example", "Left open"] {
            #expect(run.output.replacing("\\", with: "").contains(words), "\(words)")
        }
    }

    @Test(
        "with --authoritative, authoritative servers are queried, and DNSSEC is validated here",
        .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
    func authoritative() async throws {
        let world = try await DNSWorld.start(AuthoritativeAuditTests.zones())
        let run = try await SendreadyProgram().run(
            "check", "acme.example", "--authoritative", "--root-hints", world.rootHints, "--trust-anchor", world.trustAnchor,
            "--resolver", world.publicView.description, "--format", "json")
        await world.stop()
        let seen = try #require(try run.report()["overview"])
        #expect(seen["dnssec"]?["validated"]?.text == "secure" && seen["dnssec"]?["resolverValidates"] == true)
        #expect(Self.strings(seen["leftOpen"]) != nil && "\(seen["leftOpen"] ?? .null)".contains("--authoritative") == false)
        #expect(try run.findings("pass").isEmpty)
        let alone = try await SendreadyProgram().run("check", "acme.example", "--root-hints", "x")
        #expect(alone.status == 64 && alone.error.contains("belong to --authoritative"))
    }
}
