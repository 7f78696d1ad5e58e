import DNS
import MailPolicy
import ScriptedDNS
import Testing

@Suite("The tree of an SPF record", .timeLimit(.minutes(10)))
struct SPFTreeTests {
    private func tree(_ zone: String, bounds: SPFTree.Bounds = .init()) async throws -> SPFTree {
        await SPFTree.walk(
            from: try #require(DomainName("d.example")), lookup: try ScriptedZone(zone), view: "public", bounds: bounds)
    }

    private func codes(_ tree: SPFTree) -> [String] { tree.problems.map(\.code.rawValue) }

    @Test("lookups are counted as if nothing matched, up to all, with the redirect only without all")
    func lookups() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 include:a.example mx include:b.example -all exists:x.example redirect=a.example
            d.example MX 1 h.example
            h.example A 9.9.9.9
            a.example TXT v=spf1 ip4:9.9.8.0/24 redirect=c.example
            b.example TXT v=spf1 include:c.example ~all
            c.example TXT v=spf1 a:h.example a:h.example -all
            """)
        #expect(tree.lookups == 9)
        #expect(tree.root.branches.map(\.lookups) == [4, 1, 4, 0])
        #expect(tree.domains.map(\.text) == ["d.example", "a.example", "c.example", "b.example", "c.example"])
        #expect(codes(tree) == ["too-many-void-lookups"])
        #expect(tree.unknowns == [])
    }

    @Test("a and mx targets are void for a family without addresses")
    func voids() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 a:four.example a:six.example a:both.example mx mx:none.example exists:none.example -all
            four.example A 9.9.9.4
            six.example AAAA 2a00::6
            both.example A 9.9.9.5
            both.example AAAA 2a00::5
            d.example MX 1 four.example
            """)
        #expect(tree.root.branches.map(\.voidFor) == [[.ipv6], [.ipv4], [], [], [.ipv4, .ipv6], [.ipv4, .ipv6], []])
        #expect(tree.root.branches[3].withoutAddresses == [.ipv6])
        #expect(tree.voidLookups(.ipv4) == 3)
        #expect(tree.voidLookups(.ipv6) == 3)
        #expect(codes(tree) == ["too-many-void-lookups", "too-many-void-lookups"])
    }

    @Test("authorised networks are merged, the widest first, and first match decides")
    func authorised() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 -ip4:9.9.9.128/25 ip4:9.9.8.0/24 ip4:9.9.9.0/24 a:h.example/31 include:i.example ~all
            h.example A 9.9.7.1
            h.example AAAA 2a00::1
            i.example TXT v=spf1 ip6:2a00::/33 ip6:2a00:0:8000::/33 -ip4:9.0.0.0/8 ip4:9.1.0.0/16 ?ip4:8.8.8.8 -all
            """)
        #expect(
            tree.authorised.networks.map(\.description)
                == ["9.9.8.0/24", "9.9.9.0/25", "9.9.7.0/31", "2a00::/32"].sorted { width($0) < width($1) })
        #expect(tree.authorised.ipv4Addresses == 256 + 128 + 2)
        #expect(tree.authorised.ipv6Subnets == 1 << 32)
        #expect(tree.authorised.everyone == [])
        #expect(!tree.authorised.isIncomplete)
        #expect(tree.authorised.contains(try #require(IPAddress("::ffff:9.9.8.7"))))
        #expect(tree.overlaps.map { "\($0.network) \($0.domain) in \($0.within)" } == ["2a00::1/128 d.example in 2a00::/33"])
    }

    private func width(_ text: String) -> Int { Int(text.split(separator: "/").last ?? "") ?? 0 }

    @Test("passing everyone is reported, by +all in an include or by halves")
    func everyone() async throws {
        let all = try await tree("d.example TXT v=spf1 include:i.example -all\ni.example TXT v=spf1 +all")
        #expect(all.authorised.everyone == [.ipv4, .ipv6])
        #expect(all.authorised.ipv4Addresses == 1 << 32)
        #expect(all.authorised.ipv6Subnets == .max)
        let halves = try await tree(
            "d.example TXT v=spf1 ip4:0.0.0.0/1 include:i.example -all\ni.example TXT v=spf1 ip4:128.0.0.0/1 -all")
        #expect(halves.authorised.everyone == [.ipv4])
        #expect(halves.authorised.networks.map(\.description) == ["0.0.0.0/0"])
    }

    @Test("macros of the domain have one value in each record, and those of the sender's domain one in all")
    func fixedMacros() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 include:%{d2}.i.example a:h.%{d} -all
            h.d.example A 9.9.9.4
            d.example.i.example TXT v=spf1 exists:%{i}.%{d} redirect=%{o1}.%{d2}
            example.i.example TXT v=spf1 ip4:9.9.8.0/24 -all
            """)
        #expect(tree.domains.map(\.text) == ["d.example", "d.example.i.example", "example.i.example"])
        #expect(codes(tree) == ["macro-target"] && tree.lookups == 4 && tree.lookupsAreKnown)
        #expect(tree.authorised.networks.map(\.description).sorted() == ["9.9.8.0/24", "9.9.9.4/32"])
    }

    @Test("the terms that let everyone pass, and whose they are")
    func everyoneBy() async throws {
        let places = { (tree: SPFTree) in tree.everyoneBy.map { "\($0.term.text) \($0.domain)" } }
        let halves = try await tree("d.example TXT v=spf1 ip4:9.9.9.9 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all")
        #expect(places(halves) == ["ip4:0.0.0.0/1 d.example", "ip4:128.0.0.0/1 d.example"])
        let included = try await tree("d.example TXT v=spf1 ip4:9.0.0.0/8 include:i.example -all\ni.example TXT v=spf1 +all")
        #expect(places(included) == ["+all i.example"])
        let redirected = try await tree("d.example TXT v=spf1 redirect=i.example\ni.example TXT v=spf1 a all")
        #expect(places(redirected) == ["all i.example"])
        #expect(places(try await tree("d.example TXT v=spf1 ?include:i.example -all\ni.example TXT v=spf1 +all")) == [])
    }

    @Test("unknown parts are unknown with their cause, never missing")
    func unknowns() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 include:i.example a:x.example mx:y.example exists:%{i}.z.example include:%{s}.w.example -all
            i.example SERVFAIL
            x.example TIMEOUT
            y.example REFUSED
            """)
        #expect(codes(tree) == ["unresolved", "unresolved", "unresolved", "unresolved", "macro-target", "macro-target"])
        #expect(tree.unknowns.map(\.cause) == [.servfail, .timeout, .timeout, .refused, nil, nil])
        #expect(tree.authorised.isIncomplete)
        #expect(tree.lookups == 5)
        #expect(!tree.lookupsAreKnown)
        let hosts = try await self.tree("d.example TXT v=spf1 a:x.example exists:%{i}.z.example -all\nx.example TIMEOUT")
        #expect(hosts.lookupsAreKnown)
        #expect(tree.voidLookups(.ipv4) == 0)
        #expect(tree.root.branches.map(\.withoutAddresses) == Array(repeating: [], count: 6))
    }

    @Test("wrong targets, each with the record and the term that names it")
    func targets() async throws {
        let tree = try await tree(
            """
            d.example TXT v=spf1 include:none.example include:two.example include:bad.example a:x..example include:in.example -all
            two.example TXT v=spf1 a
            two.example TXT v=spf1 mx
            bad.example TXT v=spf1 moo
            in.example TXT v=spf1 redirect=away.example
            """)
        #expect(
            tree.problems.map { "\($0.code.rawValue) \($0.domain) \($0.term?.text ?? "-")" } == [
                "missing-record d.example include:none.example", "multiple-records d.example include:two.example",
                "syntax-error d.example include:bad.example", "malformed-target d.example a:x..example",
                "missing-record in.example redirect=away.example",
            ])
    }

    @Test("loops and deep chains end")
    func loops() async throws {
        let loop = try await tree(
            "d.example TXT v=spf1 include:a.example -all\na.example TXT v=spf1 include:b.example\nb.example TXT v=spf1 redirect=d.example"
        )
        #expect(codes(loop) == ["loop"])
        #expect(loop.problems.first?.domain == "b.example")
        let chain = (1...20).map { "c\($0).example TXT v=spf1 include:c\($0 + 1).example -all" }
        let deep = try await tree("d.example TXT v=spf1 include:c1.example -all\n" + chain.joined(separator: "\n"))
        #expect(deep.domains.count <= 12)
        #expect(codes(deep) == ["too-large", "too-many-lookups"])
    }

    @Test("a tree that doubles at every level stays within its bounds")
    func bounds() async throws {
        let levels = (0..<12).map { level in
            let owner = level == 0 ? "d.example" : "l\(level).example"
            return
                "\(owner) TXT v=spf1 include:l\(level + 1).example include:l\(level + 1).example include:m\(level).example -all"
        }
        let tree = try await tree(levels.joined(separator: "\n"))
        #expect(tree.domains.count < 1300)
        #expect(codes(tree).contains("too-large"))
        let wide = (0..<3000).map { "a:h\($0).example" }.joined(separator: " ")
        let broad = try await self.tree("d.example TXT v=spf1 \(wide) -all")
        #expect(broad.authorised.isIncomplete)
        #expect(codes(broad).contains("too-many-lookups"))
    }

    @Test("more than ten mx hosts are reported; a null MX is not a host")
    func exchanges() async throws {
        let hosts = (1...11).map { "d.example MX \($0) h\($0).example\nh\($0).example A 9.9.9.\($0)" }
        let tree = try await tree("d.example TXT v=spf1 mx mx:n.example -all\nn.example MX 0 .\n" + hosts.joined(separator: "\n"))
        #expect(codes(tree) == ["too-many-mx"])
        #expect(tree.root.branches[0].exchanges?.count == 11)
        #expect(tree.root.branches[1].withoutAddresses == [.ipv4, .ipv6])
    }

    @Test("a domain without record is a tree of one node")
    func missing() async throws {
        #expect(try await tree("").root.status == .missing)
        #expect(try await tree("d.example TIMEOUT").root.status == .unknown(.timeout))
        #expect(codes(try await tree("d.example TIMEOUT")) == ["unresolved"])
        #expect(try await tree("d.example TXT v=spf1\nd.example TXT v=spf1 a").root.status == .several(["v=spf1", "v=spf1 a"]))
    }
}
