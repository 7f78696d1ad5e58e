import DNS
import Deployment
import MailPolicy

@testable import ZonePlan

/// A healthy deployment that one rule's fault is put into.
struct RepairCase: Sendable {
    /// What is done to the records.
    enum Edit: Sendable {
        case remove(String)
        case add(String)
        case replace(String, String)
    }

    let rule: String
    let world: HealthyWorld
    let edits: [Edit]
    /// The rule is off as shipped.
    var isWished = false
    /// Rules whose findings were there and did not show beside the fault.
    var uncovers: [String] = []

    init(_ rule: String, in world: HealthyWorld = .direct, _ edits: Edit..., isWished: Bool = false) {
        self.rule = rule
        self.world = world
        self.edits = edits
        self.isWished = isWished
    }

    func broken() async throws -> Deployed {
        var deployed = try await world.deployed()
        if isWished { deployed.enabled = [rule] }
        for edit in edits {
            switch edit {
            case .remove(let beginning): try deployed.remove(beginning)
            case .add(let line): try deployed.add(line)
            case .replace(let beginning, let line): try deployed.replace(beginning, line)
            }
        }
        return deployed
    }

    /// Rules whose findings come from servers of the deployment: their repairs are proven with real ones, by the suites named here.
    static let withServers = [
        "caa/issuer-forbidden": "TLSAuditTests", "caa/parameters-forbid": "TLSAuditTests", "dane/tlsa-mismatch": "DANEAuditTests",
    ]

    static let all: [RepairCase] = web + hosts + routes + pointers + dmarc + dkim + spf + others

    static func of(_ rule: String) -> [RepairCase] { all.filter { $0.rule == rule } }

    private static let web = [
        RepairCase("address/missing", .remove("click.acme.example. A")),
        RepairCase("address/unexpected", .replace("click.acme.example. A", "click.acme.example A 198.51.100.9")),
        RepairCase("address/bypasses-balancer", in: .balanced, .add("click.acme.example A 198.51.100.9")),
        RepairCase("address/ipv6-unplanned", .add("click.acme.example AAAA 2001:db8::9")),
        RepairCase("address/not-public", .replace("click.acme.example. A", "click.acme.example A 10.0.0.9")),
        RepairCase("address/internal-panel-exposed", .add("admin.acme.example A 203.0.113.9")),
        RepairCase(
            "address/views-disagree", in: .split,
            .replace("internal: click.acme.example. A", "internal: click.acme.example A 198.51.100.9")),
    ]

    private static let hosts = [
        RepairCase("ptr/not-confirmed", .replace("mta1.bounce.acme.example. A", "mta1.bounce.acme.example A 203.0.113.99")),
        RepairCase("helo/unresolvable", .remove("mta2.acme.example. A")),
        RepairCase("helo/not-at-sender", .replace("mta2.acme.example. A", "mta2.acme.example A 203.0.113.99")),
        RepairCase("helo/shared", in: .oneName, .remove("mail.acme.example. A 203.0.113.21")),
        RepairCase("helo/private-address-leaked", .add("mta2.acme.example A 10.0.0.5")),
        RepairCase("from/private-address-leaked", .add("news.acme.example A 10.0.0.5")),
        RepairCase("return-path/private-address-leaked", .add("bounce.acme.example A 10.0.0.5")),
    ]

    private static let routes = [
        RepairCase("mx/target-missing", .add("bounce.acme.example MX 20 gone.acme.example")),
        RepairCase(
            "mx/target-is-alias", .replace("bounce.acme.example. MX 10 mta2", "bounce.acme.example MX 10 in.acme.example"),
            .add("in.acme.example CNAME mta2.acme.example")),
        RepairCase(
            "mx/target-is-alias", .replace("news.acme.example. MX", "news.acme.example MX 10 in.acme.example"),
            .add("in.acme.example CNAME mx.office.test")),
        RepairCase(
            "mx/target-not-public", .add("bounce.acme.example MX 20 in.acme.example"), .add("in.acme.example A 10.0.0.9")),
        RepairCase("mx/target-is-address", .add("bounce.acme.example MX 20 203.0.113.20")),
        RepairCase("mx/null-beside-others", .add("news.acme.example MX 0 .")),
        RepairCase("mx/null-on-sending-domain", .replace("news.acme.example. MX", "news.acme.example MX 0 .")),
        RepairCase("from/unreachable", .remove("news.acme.example. MX")),
        RepairCase("return-path/unroutable", .remove("bounce.acme.example. MX")),
        RepairCase("return-path/not-at-sender", .replace("bounce.acme.example. MX", "bounce.acme.example MX 10 mx.office.test")),
        RepairCase("return-path/partly-elsewhere", .add("bounce.acme.example MX 20 mx.office.test")),
        RepairCase(
            "return-path/implicit-mx", .replace("bounce.acme.example. MX", "bounce.acme.example A 203.0.113.20")),
        RepairCase(
            "return-path/relay-not-public-route", in: .split,
            .replace("bounce.acme.example. MX", "bounce.acme.example MX 10 mx.office.test")),
        RepairCase(
            "return-path/internal-not-at-sender", in: .split,
            .replace("internal: bounce.acme.example. MX", "internal: bounce.acme.example MX 10 click.acme.example")),
        RepairCase(
            "return-path/views-identical", in: .split,
            .replace("internal: bounce.acme.example. MX", "internal: bounce.acme.example MX 10 relay.acme.example")),
        RepairCase("return-path/internal-zone-incomplete", in: .split, .remove("internal: s1._domainkey.acme.example. TXT")),
        RepairCase(
            "return-path/internal-zone-incomplete", in: .split,
            .replace("internal: bounce.acme.example. TXT", "internal: bounce.acme.example TXT v=spf1 ipv4:10.0.0.20 -all")),
        RepairCase(
            "return-path/internal-zone-incomplete", in: .split,
            .replace("internal: s1._domainkey.acme.example. TXT", "internal: s1._domainkey.acme.example TXT verification=1")),
    ]

    private static let pointers = [
        RepairCase("ptr/missing", .remove("20.113.0.203.in-addr.arpa. PTR")),
        RepairCase(
            "ptr/generic", .replace("20.113.0.203.in-addr.arpa. PTR", "20.113.0.203.in-addr.arpa PTR 203-0-113-20.isp.test"),
            .add("203-0-113-20.isp.test A 203.0.113.20")),
        RepairCase("ptr/multiple", .add("20.113.0.203.in-addr.arpa PTR old.office.test")),
        RepairCase(
            "helo/differs-from-ptr",
            .replace("21.113.0.203.in-addr.arpa. PTR", "21.113.0.203.in-addr.arpa PTR mta9.acme.example"),
            .add("mta9.acme.example A 203.0.113.21")),
    ]

    private static let policy = "_dmarc.acme.example. TXT"
    private static let reports = "rua=mailto:dmarc@acme.example"

    private static let dmarc = [
        RepairCase("dmarc/missing", .remove(policy)),
        RepairCase("dmarc/multiple-records", .add("_dmarc.acme.example TXT v=DMARC1; p=none")),
        RepairCase("dmarc/policy-missing", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; \(reports)")),
        RepairCase("dmarc/syntax-error", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=rejct")),
        RepairCase(
            "dmarc/values-ignored",
            .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; adkim=x; aspf=relaxed; \(reports)")),
        RepairCase(
            "dmarc/published-at-wrong-name", .remove(policy),
            .add("_dmarc.news.acme.example.news.acme.example TXT v=DMARC1; p=reject; \(reports)")),
        RepairCase("dmarc/syntax-error", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; sp=rejct; \(reports)")),
        RepairCase("dmarc/no-aggregate-reports", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject")),
        RepairCase(
            "dmarc/report-address-invalid",
            .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; rua=dmarc@acme.example,mailto:d@acme.example")),
        RepairCase(
            "dmarc/report-destination-unauthorised",
            .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; rua=mailto:d@office.test")),
        RepairCase(
            "dmarc/report-destination-undeliverable",
            .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; rua=mailto:d@reports.acme.example")),
        RepairCase("dmarc/policy-none", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=none; \(reports)")),
        RepairCase("dmarc/policy-none", .add("_dmarc.news.acme.example TXT v=DMARC1; p=none; \(reports)")),
        RepairCase("dmarc/test-mode", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; t=y; \(reports)")),
        RepairCase(
            "dmarc/subdomain-policy-weak", .replace(policy, "_dmarc.acme.example TXT v=DMARC1; p=reject; sp=none; \(reports)")),
        RepairCase(
            "dmarc/path-not-aligned", .replace(policy, "_dmarc.news.acme.example TXT v=DMARC1; p=reject; \(reports)"),
            .remove("s1._domainkey.acme.example. TXT")),
        RepairCase("dmarc/spf-not-aligned", .remove("bounce.acme.example. TXT")),
        RepairCase("dmarc/dkim-not-aligned", .remove("s1._domainkey.acme.example. TXT")),
    ]

    private static let selector = "s1._domainkey.acme.example"

    private static func key(_ rule: String, _ text: String) -> RepairCase {
        RepairCase(rule, .replace("\(selector). TXT", "\(selector) TXT \(text)"))
    }

    private static let dkim = [
        RepairCase("dkim/missing", .remove("\(selector). TXT")),
        RepairCase("dkim/missing-for-path", .remove("\(selector). TXT")),
        // Somebody else keeps the end of the alias.
        RepairCase(
            "dkim/missing", .replace("\(selector). TXT", "\(selector) CNAME s1.acme.esp.test"),
            .add("s1.acme.esp.test CNAME k1.esp.test")),
        key("dkim/key-mismatch", DKIMTexts.other),
        key("dkim/key-unreadable", String(DKIMTexts.own.dropLast(120))),
        RepairCase("dkim/multiple-records", .add("\(selector) TXT \(DKIMTexts.other)")),
        RepairCase(
            "dkim/published-at-wrong-name",
            .replace("\(selector). TXT", "\(selector).acme.example TXT \(DKIMTexts.own)")),
        key("dkim/revoked", "v=DKIM1; p="),
        key("dkim/syntax-error", "v=DKIM1 " + DKIMTexts.own.dropFirst(9)),
        key("dkim/unusable", DKIMTexts.own.replacing("k=rsa;", with: "h=sha1; k=rsa;")),
        key("dkim/testing", DKIMTexts.own.replacing("k=rsa;", with: "k=rsa; t=y;")),
        key("dkim/strict-identity", DKIMTexts.own.replacing("k=rsa;", with: "t=s:x; k=rsa;")),
        key("dkim/key-unsafe", "v=DKIM1; k=ed25519; p=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ]

    private static let own = "bounce.acme.example. TXT"
    private static let addresses = "ip4:203.0.113.20 ip4:203.0.113.21"

    private static func sender(_ rule: String, _ text: String, _ more: Edit...) -> RepairCase {
        RepairCase(rule, in: .direct, edits: [.replace(own, "bounce.acme.example TXT \(text)")] + more)
    }

    private init(_ rule: String, in world: HealthyWorld, edits: [Edit], uncovers: [String] = []) {
        self.rule = rule
        self.world = world
        self.edits = edits
        self.uncovers = uncovers
    }

    private static let spf = [
        RepairCase("spf/missing", .remove(own)),
        RepairCase("spf/missing", .remove("news.acme.example. TXT")),
        RepairCase("spf/helo-missing", .remove("mta2.acme.example. TXT")),
        RepairCase("spf/helo-not-authorised", .replace("mta2.acme.example. TXT", "mta2.acme.example TXT v=spf1 -all")),
        RepairCase("spf/multiple-records", .add("bounce.acme.example TXT v=spf1 ip4:198.51.100.7 -all")),
        RepairCase("spf/multiple-records", .add("news.acme.example TXT v=spf1 mx -all")),
        sender("spf/syntax-error", "v=spf1 ipv4:203.0.113.20 ip4:203.0.113.21 -all"),
        sender("spf/lookalike-record", "v=spf1; \(addresses) -all"),
        RepairCase("spf/lookalike-record", .add("bounce.acme.example TXT spf1 mx -all")),
        RepairCase("spf/obsolete-record", .add("bounce.acme.example TXT spf2.0/pra mx -all")),
        RepairCase(
            "spf/too-many-lookups", in: .direct,
            edits: [
                .replace(
                    own,
                    "bounce.acme.example TXT v=spf1 \((1...11).map { "include:i\($0).office.test" }.joined(separator: " ")) \(addresses) -all"
                )
            ]
                + (1...11).map { .add("i\($0).office.test TXT v=spf1 ip4:198.51.100.\($0) -all") },
            uncovers: ["spf/lookups-near-limit", "spf/foreign-include"]),
        sender("spf/too-many-void-lookups", "v=spf1 a:v1.office.test a:v2.office.test a:v3.office.test \(addresses) -all"),
        sender("spf/include-without-record", "v=spf1 \(addresses) include:gone.office.test -all"),
        sender("spf/include-loop", "v=spf1 include:bounce.acme.example \(addresses) -all"),
        sender("spf/allows-everyone", "v=spf1 \(addresses) +all"),
        sender("spf/neutral-all", "v=spf1 \(addresses) ?all"),
        sender("spf/no-all", "v=spf1 \(addresses)"),
        sender("spf/private-network", "v=spf1 \(addresses) ip4:10.0.0.0/16 -all"),
        sender("spf/sender-not-authorised", "v=spf1 ip4:203.0.113.20 -all"),
        RepairCase(
            "spf/included-record-broken",
            .replace("bounce.acme.example. TXT", "bounce.acme.example TXT v=spf1 include:_s.acme.example \(addresses) -all"),
            .add("_s.acme.example TXT v=spf1 ipv4:203.0.113.20 -all")),
        RepairCase(
            "spf/included-record-broken",
            .replace("bounce.acme.example. TXT", "bounce.acme.example TXT v=spf1 redirect=_s.acme.example"),
            .add("_s.acme.example TXT v=spf1 \(addresses) -all"), .add("_s.acme.example TXT v=spf1 ip4:203.0.113.20 ~all")),
        RepairCase(
            "spf/include-without-record",
            .replace("bounce.acme.example. TXT", "bounce.acme.example TXT v=spf1 include:_s.acme.example -all"),
            .add("_s.acme.example TXT v=spf1 \(addresses) ip4:198.51.100.300 -all")),
        RepairCase(
            "spf/include-without-record",
            .replace("bounce.acme.example. TXT", "bounce.acme.example TXT v=spf1 redirect=_s.acme.example")),
        // Own addresses behind terms that find nothing are named, and never reached.
        sender(
            "spf/sender-not-authorised",
            "v=spf1 exists:v1.office.test exists:v2.office.test exists:v3.office.test \(addresses) ~all"),
    ]

    private static let others = [
        RepairCase("mta-sts/record-invalid", .add("_mta-sts.bounce.acme.example TXT v=STSv1")),
        RepairCase("mta-sts/record-invalid", .add("_mta-sts.bounce.acme.example TXT v=STSv1; id=2026-01-01")),
        RepairCase("tls-rpt/invalid", .add("_smtp._tls.bounce.acme.example TXT v=TLSRPTv1")),
        RepairCase("tls-rpt/invalid", .add("_smtp._tls.bounce.acme.example TXT v=TLSRPTv1; rua=reports@acme.example")),
        RepairCase("tls-rpt/missing", isWished: true),
        RepairCase(
            "bimi/invalid", .add("default._bimi.news.acme.example TXT v=BIMI1; l=http://img.acme.example/logo.svg")),
        RepairCase(
            "dane/unusable", .add("_25._tcp.mta2.acme.example. TLSA 3 1 1 \(String(repeating: "ab", count: 32))"),
            .add("_25._tcp.mta2.acme.example. TLSA 1 1 1 \(String(repeating: "ab", count: 32))")),
    ]
}

/// Deployments in which nothing is wrong: what their plan asks for is published.
enum HealthyWorld: String, Sendable, CaseIterable {
    case direct, oneName, balanced, split

    func deployed() async throws -> Deployed {
        var deployed = try Deployed(Self.head + file, base: base, keys: ["s1._domainkey.acme.example": try Self.key()])
        try deployed.publish(try await deployed.zonePlan())
        return deployed
    }

    private static func key() throws -> DKIMPublicKey {
        guard let key = DKIMKeyRecord(DKIMTexts.own).key else { throw DeployedFailure(text: "the key is no key") }
        return key
    }

    private static let head = """
        networks: { public: [203.0.113.0/24, 198.51.100.0/24, "2001:db8::/32"] }
        pixel: [{ host: px.acme.example, addresses: [203.0.113.12] }]

        """

    private var base: [String] {
        let zones = [
            "acme.example SOA 1", "acme.example MX 10 mx.office.test",
            "_dmarc.acme.example TXT v=DMARC1; p=reject; rua=mailto:dmarc@acme.example", "news.acme.example MX 10 mx.office.test",
            "mx.office.test A 198.51.100.7", "office.test MX 10 mx.office.test", "d1.cdn.test A 198.51.100.99",
            "203.in-addr.arpa SOA 1",
        ]
        guard self == .split else { return zones }
        return zones + ["internal: _dmarc.acme.example TXT v=DMARC1; p=reject; rua=mailto:dmarc@acme.example"] + [
            "internal: acme.example SOA 2", "internal: d1.cdn.test A 198.51.100.99", "internal: mx.office.test A 198.51.100.7",
            "internal: news.acme.example MX 10 mx.office.test",
        ]
    }

    private var file: String {
        let mail = "from: [news.acme.example], mail-from: [bounce.acme.example], dkim: [{ domain: acme.example, selector: s1 }]"
        switch self {
        case .direct:
            return """
                scheme: direct
                panel: [{ host: panel.acme.example, addresses: [203.0.113.10] }, { host: admin.acme.example, addresses: [10.0.0.10], exposure: internal }]
                tracking: [{ host: click.acme.example, addresses: [203.0.113.11] }]
                media: [{ host: img.acme.example, alias: d1.cdn.test }]
                dmarc: { policy: reject, reports: dmarc@acme.example }
                senders: [{ name: bulk, addresses: [203.0.113.20, { address: 203.0.113.21, helo: mta2.acme.example }], \(mail) }]
                """
        case .oneName:
            return """
                scheme: direct
                panel: [{ host: panel.acme.example, addresses: [203.0.113.10] }]
                tracking: [{ host: click.acme.example, addresses: [203.0.113.11] }]
                senders: [{ name: bulk, addresses: [203.0.113.20, 203.0.113.21], helo: mail.acme.example, \(mail) }]
                """
        case .balanced:
            return """
                scheme: load-balanced
                balancer: { addresses: [203.0.113.5], sources: [10.0.0.5], trusted: [10.0.0.5/32], client-address-header: X-Forwarded-For }
                panel: [{ host: panel.acme.example, bind: [10.0.0.10] }]
                tracking: [{ host: click.acme.example, bind: [10.0.0.11] }]
                senders: [{ name: bulk, addresses: [{ address: 10.0.0.20, public: 203.0.113.20 }, { address: 10.0.0.21, public: 203.0.113.21 }], \(mail) }]
                """
        case .split:
            return """
                scheme: relay
                views: { public: { resolvers: [192.0.2.1] }, internal: { resolvers: [192.0.2.2] } }
                panel: [{ host: panel.acme.example, addresses: [10.0.0.10], exposure: internal }]
                tracking: [{ host: click.acme.example, addresses: [203.0.113.11] }]
                relay: { host: relay.acme.example, addresses: [198.51.100.25], split-dns: true }
                senders: [{ name: bulk, addresses: [10.0.0.20], \(mail) }]
                """
        }
    }
}

struct DeployedFailure: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
