import DNS
import Deployment
import Facts
import MailPolicy
import Survey
import Testing

@Suite("A survey evaluates mail policy for every path", .timeLimit(.minutes(10)))
struct PolicySurveyTests {
    private static let file = """
        version: 1
        name: t
        scheme: direct
        senders:
          - name: bulk
            addresses: [203.0.113.20, "2001:db8::20"]
            from: [news.a.example]
            mail-from: [b.a.example]
            dkim: [{ domain: a.example, selector: s1 }]
        """
    private static let ed25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

    private func network(_ texts: [(String, String)]) throws -> MemoryNetwork {
        var network = MemoryNetwork()
        for (name, text) in texts { try network.add(name, .txt, .text([Array(text.utf8)])) }
        return network
    }

    private func run(_ network: MemoryNetwork, keys: [DomainName: DKIMPublicKey] = [:]) async throws -> FactSet {
        let survey = Survey(
            plan: try SurveyTests.plan(Self.file), resolvers: [.public: [network.server]], network: network,
            publicSuffixes: PublicSuffixList("example\n"), givenKeys: keys)
        return await survey.run(observedAt: Timestamp(seconds: 0))
    }

    private func subject(_ facts: FactSet, _ kind: String, _ key: String) throws -> FactObject {
        let kind = try #require(FactSchema.current.kind(kind))
        return try #require(
            facts.subjects(of: kind).first {
                guard case .object(let subject)? = $0["subject"] else { return false }
                return subject["key"] == .string(key)
            }, "\(key)")
    }

    private func object(_ value: FactValue?) throws -> FactObject {
        guard case .object(let object)? = value else { throw NotAnObject(value: value) }
        return object
    }

    private struct NotAnObject: Error { let value: FactValue? }

    private static let path4 = "bulk/203.0.113.20/news.a.example/b.a.example"
    private static let path6 = "bulk/2001:db8::20/news.a.example/b.a.example"

    private static let healthy = [
        ("b.a.example", "v=spf1 ip4:203.0.113.20 ~all"), ("s1._domainkey.a.example", ed25519),
        ("_dmarc.a.example", "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@reports.example"),
    ]

    @Test("each sending address has its own result, and a record that would cover it")
    func spf() async throws {
        let facts = try await run(network(Self.healthy))
        let first = try subject(facts, "path", Self.path4)
        #expect(first["spf"] == .string("pass"))
        #expect(first["spf_reason"] == .string("ip4:203.0.113.20 at b.a.example"))
        let second = try subject(facts, "path", Self.path6)
        #expect(second["spf"] == .string("softfail"))
        #expect(second["spf_record"] == .string("v=spf1 ip6:2001:db8::20 ip4:203.0.113.20 ~all"))
        let slot = try #require(second.type.slot("spf"))
        #expect(second.sources[slot].map { facts.observations[$0].question } == ["b.a.example. TXT"])
    }

    @Test("the HELO identity is evaluated at the PTR name, and a record of the obsolete type is found")
    func helo() async throws {
        var network = try network(Self.healthy + [("mta.a.example", "v=spf1 ip4:203.0.113.20 -all")])
        try network.add("20.113.0.203.in-addr.arpa", .ptr, .name(#require(DomainName("mta.a.example"))))
        try network.add("b.a.example", .spf, .text([Array("v=spf1 -all".utf8)]))
        let facts = try await run(network)
        let path = try subject(facts, "path", Self.path4)
        #expect(path["helo"] == .string("mta.a.example") && path["helo_spf"] == .string("pass"))
        #expect(try subject(facts, "path", Self.path6)["helo_spf"] == .absent)
        #expect(try subject(facts, "spf_domain", "mta.a.example/public")["roles"] == .strings(["helo"]))
        #expect(try subject(facts, "spf_domain", "b.a.example/public")["obsolete"] == .strings(["type SPF: v=spf1 -all"]))
    }

    @Test("a failed include is unknown for the addresses that it could decide, and certain for the others")
    func spfUnknown() async throws {
        var network = try network([("b.a.example", "v=spf1 ip4:203.0.113.20 include:x.example -all")])
        network.failures["x.example"] = .timeout
        let facts = try await run(network)
        #expect(try subject(facts, "path", Self.path4)["spf"] == .string("pass"))
        guard case .unknown(let unknown)? = try subject(facts, "path", Self.path6)["spf"] else {
            throw NotAnObject(value: nil)
        }
        #expect(unknown.cause == .timeout && unknown.reasons.first?.question == "x.example. TXT")
        let domain = try subject(facts, "spf_domain", "b.a.example/public")
        for field in ["lookups", "without_record", "loops", "allows_everyone"] {
            guard case .unknown? = domain[field] else { throw NotAnObject(value: domain[field]) }
        }
        #expect(domain["records"] == .strings(["v=spf1 ip4:203.0.113.20 include:x.example -all"]))
    }

    @Test("alignment needs the organizational domain: by the tree walk, and by the public suffix list")
    func alignment() async throws {
        let path = try subject(try await run(network(Self.healthy)), "path", Self.path4)
        #expect(path["spf_aligned"] == .boolean(true))
        #expect(path["dkim_aligned_keys"] == .strings(["s1._domainkey.a.example"]))
        #expect(path["dkim_key_types"] == .strings(["ed25519"]))
        #expect(path["older_spf_aligned"] == .boolean(true) && path["has_dmarc"] == .boolean(true))
        // A record at the From domain alone makes it its own organizational domain.
        let alone = try await run(
            network([("_dmarc.news.a.example", "v=DMARC1; p=none"), ("s1._domainkey.a.example", Self.ed25519)]))
        let apart = try subject(alone, "path", Self.path4)
        #expect(apart["spf_aligned"] == .boolean(false) && apart["dkim_aligned_keys"] == .list([]))
        #expect(apart["older_spf_aligned"] == .boolean(true))
        let strict = try await run(
            network([("_dmarc.a.example", "v=DMARC1; p=none; aspf=s; adkim=s"), ("s1._domainkey.a.example", Self.ed25519)]))
        #expect(try subject(strict, "path", Self.path4)["spf_aligned"] == .boolean(false))
    }

    @Test("a subdomain falls under sp, external destinations must authorise, and a removed tag is found")
    func dmarc() async throws {
        var records = Self.healthy
        records[2].1 += "; pct=50"
        var network = try network(records)
        try network.add("reports.example", .mx, .mailExchange(preference: 0, exchange: .root))
        let facts = try await run(network)
        let dmarc = try object(subject(facts, "mail_domain", "news.a.example/public")["dmarc"])
        #expect(dmarc["policy"] == .string("reject") && dmarc["effective"] == .string("quarantine"))
        #expect(dmarc["inherited"] == .boolean(true) && dmarc["at"] == .string("a.example"))
        #expect(dmarc["removed_tags"] == .strings(["pct"]))
        guard case .list(let destinations)? = dmarc["destinations"] else { throw NotAnObject(value: nil) }
        let destination = try object(destinations.first)
        #expect(destination["external"] == .boolean(true) && destination["authorised"] == .boolean(false))
        #expect(destination["authorisation_name"] == .string("a.example._report._dmarc.reports.example"))
        #expect(destination["deliverable"] == .boolean(false))
        try network.add("a.example._report._dmarc.reports.example", .txt, .text([Array("v=DMARC1".utf8)]))
        let again = try object(subject(try await run(network), "mail_domain", "news.a.example/public")["dmarc"])
        guard case .list(let agreed)? = again["destinations"] else { throw NotAnObject(value: nil) }
        #expect(try object(agreed.first)["authorised"] == .boolean(true))
    }

    @Test("reports arrive only where a host of the MX records has an address")
    func reportHosts() async throws {
        for (host, isThere) in [("mx.reports.example", true), ("gone.reports.example", false)] {
            var network = try network(Self.healthy)
            try network.add("reports.example", .mx, .mailExchange(preference: 10, exchange: try #require(DomainName(host))))
            try network.add("mx.reports.example", .a, .address(try #require(IPAddress("192.0.2.77"))))
            let dmarc = try object(subject(try await run(network), "mail_domain", "news.a.example/public")["dmarc"])
            guard case .list(let destinations)? = dmarc["destinations"] else { throw NotAnObject(value: nil) }
            #expect(try object(destinations.first)["deliverable"] == .boolean(isThere))
        }
    }

    @Test("records at the wrong name are found, and a failed optional query is not a finding")
    func misplaced() async throws {
        var network = try network([
            ("_dmarc.news.a.example.news.a.example", "v=DMARC1; p=none"), ("s1._domainkey.a.example.a.example", Self.ed25519),
        ])
        network.failures["_adsp._domainkey.a.example"] = .servfail
        let facts = try await run(network)
        let dmarc = try object(subject(facts, "mail_domain", "news.a.example/public")["dmarc"])
        #expect(dmarc["found"] == .boolean(false))
        #expect(dmarc["misplaced"] == .strings(["_dmarc.news.a.example.news.a.example"]))
        let key = try subject(facts, "dkim_key", "s1._domainkey.a.example")
        #expect(key["misplaced"] == .strings(["s1._domainkey.a.example.a.example"]))
        guard case .unknown? = key["obsolete_policies"] else { throw NotAnObject(value: key["obsolete_policies"]) }
        let names = facts.subjects(of: try #require(FactSchema.current.kind("name"))).map { $0["name"] }
        #expect(!names.contains(.string("_adsp._domainkey.a.example")))
        #expect(names.contains(.string("s1._domainkey.a.example")))
    }

    @Test("what a wildcard answers at a doubled name was not published there")
    func misplacedByWildcard() async throws {
        let doubled = "_dmarc.news.a.example.news.a.example"
        let probe = "sendready-wildcard-probe"
        let names = [doubled, "\(probe).news.a.example.news.a.example", "\(probe).\(doubled)"]
        var network = try network(names.map { ($0, "v=DMARC1; p=none") })
        let facts = try await run(network)
        #expect(try object(subject(facts, "mail_domain", "news.a.example/public")["dmarc"])["misplaced"] == .strings([]))
        network.failures["\(probe).\(doubled)"] = .timeout
        let open = try await run(network)
        guard case .unknown? = try object(subject(open, "mail_domain", "news.a.example/public")["dmarc"])["misplaced"] else {
            throw NotAnObject(value: nil)
        }
    }

    @Test("t=y is no difference between the readings of a policy")
    func testMode() async throws {
        let testing = try await run(try network([("_dmarc.a.example", "v=DMARC1; p=quarantine; t=y")]))
        let dmarc = try object(subject(testing, "mail_domain", "news.a.example/public")["dmarc"])
        #expect(dmarc["differs"] == .strings([]) && dmarc["testing"] == .boolean(true))
    }

    @Test("texts at a selector that are not meant as keys are distinguished from keys")
    func foreignTexts() async throws {
        var network = try network(Self.healthy)
        let selector = "s1._domainkey.a.example"
        #expect(try subject(try await run(network), "dkim_key", selector)["foreign_texts"] == .strings([]))
        try network.add(selector, .txt, .text([Array("v=spf1 -all".utf8)]))
        let beside = try subject(try await run(network), "dkim_key", selector)
        #expect(beside["foreign_texts"] == .strings(["v=spf1 -all"]))
        network.failures[selector] = .servfail
        guard case .unknown? = try subject(try await run(network), "dkim_key", selector)["foreign_texts"] else {
            throw NotAnObject(value: nil)
        }
    }

    @Test("a published key is compared with the given one as a key, and a wildcard's answer is no evidence")
    func keys() async throws {
        var network = try network(Self.healthy)
        let key = try #require(DKIMKeyRecord(Self.ed25519).key)
        let name = try #require(DomainName("s1._domainkey.a.example"))
        let same = try subject(try await run(network, keys: [name: key]), "dkim_key", "s1._domainkey.a.example")
        #expect(
            same["matches"] == .boolean(true) && same["usable"] == .boolean(true) && same["only_by_wildcard"] == .boolean(false))
        let other = try await run(network, keys: [name: .ed25519(Array(repeating: 7, count: 32))])
        let differing = try subject(other, "dkim_key", "s1._domainkey.a.example")
        #expect(differing["matches"] == .boolean(false))
        // A signature by the given key cannot be verified with another one.
        #expect(try subject(other, "path", Self.path4)["dkim_aligned_keys"] == .list([]))
        #expect(differing["expected_record"] == .string("v=DKIM1; k=ed25519; p=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="))
        let probe = "sendready-wildcard-probe"
        try network.add("\(probe)._domainkey.a.example", .txt, .text([Array(Self.ed25519.utf8)]))
        // A wildcard with the same text does not answer below the record of the name's own.
        let own = try await run(network)
        #expect(try subject(own, "dkim_key", "s1._domainkey.a.example")["only_by_wildcard"] == .boolean(false))
        try network.add("\(probe).s1._domainkey.a.example", .txt, .text([Array(Self.ed25519.utf8)]))
        let facts = try await run(network)
        #expect(try subject(facts, "dkim_key", "s1._domainkey.a.example")["only_by_wildcard"] == .boolean(true))
        #expect(try subject(facts, "name", "s1._domainkey.a.example/public")["only_by_wildcard"] == .boolean(true))
    }
}
