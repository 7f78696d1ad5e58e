import DNS
import Deployment
import Survey
import Testing

@Suite("Records that count as published", .timeLimit(.minutes(10)))
struct OverlayTests {
    private static func name(_ text: String) throws -> DomainName { try #require(DomainName(text)) }

    private static func record(_ owner: String, _ type: RecordType, _ data: String) throws -> Record {
        let value: RecordData =
            switch type {
            case .a, .aaaa: .address(try #require(IPAddress(data)))
            case .txt: .text([Array(data.utf8)])
            default: .name(try name(data))
            }
        return Record(name: try name(owner), type: type, ttl: 600, data: value)
    }

    /// A chain of aliases as a resolver follows it.
    private struct Chained: SurveyNetwork {
        let chains: [String: LookupResult]

        func lookup(_ question: Question, in view: String) async -> LookupResult {
            chains["\(question.name) \(question.type)"]
                ?? LookupResult(question: question, view: view, outcome: .nonexistent)
        }

        func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
            await lookup(question, in: view)
        }
    }

    private func network(_ records: [Record], base: any SurveyNetwork) -> OverlayNetwork {
        OverlayNetwork(base, overlays: ["public": Overlay(records)])
    }

    private func outcome(_ network: OverlayNetwork, _ name: String, _ type: RecordType, view: String = "public") async throws
        -> LookupResult
    {
        await network.lookup(Question(try Self.name(name), type), in: view)
    }

    @Test("replace a whole RRset, in their view only")
    func replacement() async throws {
        var base = MemoryNetwork()
        try base.add("a.test", .a, .address(try #require(IPAddress("203.0.113.1"))))
        try base.add("a.test", .mx, .mailExchange(preference: 1, exchange: .root))
        let network = network(
            [try Self.record("a.test", .a, "203.0.113.2"), try Self.record("x.b.test", .a, "203.0.113.3")], base: base)
        let own = try await outcome(network, "a.test", .a)
        #expect(own.records?.map(\.data.zoneText) == ["203.0.113.2"] && own.server == nil && own.ttl == 600)
        #expect(try await outcome(network, "a.test", .a, view: "internal").records?.map(\.data.zoneText) == ["203.0.113.1"])
        // Other types at the name are unchanged, and names above exist.
        #expect(try await outcome(network, "a.test", .mx).records?.count == 1)
        #expect(try await outcome(network, "x.b.test", .mx).outcome == .noData)
        #expect(try await outcome(network, "b.test", .a).outcome == .noData)
        #expect(try await outcome(network, "c.test", .a).outcome == .nonexistent)
    }

    /// Each view has its own answers.
    private struct TwoViews: SurveyNetwork {
        let views: [String: MemoryNetwork]

        func lookup(_ question: Question, in view: String) async -> LookupResult {
            await views[view]?.lookup(question, in: view)
                ?? LookupResult(question: question, view: view, outcome: .failed(.unreachable))
        }

        func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
            await lookup(question, in: view)
        }
    }

    @Test("public ones are seen inside where the internal view shows the public zone, and not beside a zone of its own")
    func passedOn() async throws {
        func zone(serial: UInt32) throws -> MemoryNetwork {
            var network = MemoryNetwork()
            let start = StartOfAuthority(
                primary: .root, mailbox: .root, serial: serial, refresh: 1, retry: 1, expire: 1, minimum: 1)
            try network.add("a.test", .soa, .startOfAuthority(start))
            return network
        }
        for (serial, isSeen) in [(UInt32(1), true), (2, false)] {
            let base = TwoViews(views: ["public": try zone(serial: 1), "internal": try zone(serial: serial)])
            let records = [try Self.record("x.a.test", .a, "203.0.113.2")]
            let network = OverlayNetwork(base, overlays: ["public": Overlay(records)], passingOnBy: try Self.plan())
            let inside = try await outcome(network, "x.a.test", .a, view: "internal")
            #expect((inside.records?.isEmpty == false) == isSeen)
            let plain = OverlayNetwork(base, overlays: ["public": Overlay(records)])
            #expect(try await outcome(plain, "x.a.test", .a, view: "internal").records?.isEmpty != false)
        }
    }

    private static func plan() throws -> Plan {
        Plan(
            try DeploymentFile.parse(
                text:
                    "version: 1\nname: t\nscheme: direct\npanel: [{ host: panel.a.test, addresses: [203.0.113.1] }]\nsenders: [{ name: s, addresses: [203.0.113.9], from: [a.test], mail-from: [b.a.test] }]\n",
                file: "t.yaml", folder: "/"
            ).deployment)
    }

    @Test("two zones with equal SOA records are told apart by what they say")
    func equalStarts() async throws {
        func zone(_ address: String) throws -> MemoryNetwork {
            var network = MemoryNetwork()
            let start = StartOfAuthority(primary: .root, mailbox: .root, serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1)
            try network.add("a.test", .soa, .startOfAuthority(start))
            let panel = try Self.record("panel.a.test", .a, address)
            try network.add("panel.a.test", .a, panel.data)
            return network
        }
        for (address, isSeen) in [("203.0.113.1", true), ("10.0.0.1", false)] {
            let base = TwoViews(views: ["public": try zone("203.0.113.1"), "internal": try zone(address)])
            let records = [try Self.record("x.a.test", .a, "203.0.113.2")]
            let network = OverlayNetwork(base, overlays: ["public": Overlay(records)], passingOnBy: try Self.plan())
            #expect((try await outcome(network, "x.a.test", .a, view: "internal").records?.isEmpty == false) == isSeen)
        }
    }

    /// The answers at an alias that leads to a name without records.
    private static func aliased(_ owner: String, to target: String) throws -> [String: LookupResult] {
        let alias = try record(owner, .cname, target)
        var answers: [String: LookupResult] = [:]
        for type in [RecordType.a, .aaaa] {
            answers["\(owner) \(type)"] = LookupResult(
                question: Question(alias.name, type), view: "public", outcome: .noData, aliases: [alias])
        }
        answers["\(owner) CNAME"] = LookupResult(
            question: Question(alias.name, .cname), view: "public", outcome: .records([alias]))
        return answers
    }

    private static func answer(_ record: Record) -> [String: LookupResult] {
        let question = Question(record.name, record.type)
        return ["\(record.name) \(record.type)": LookupResult(question: question, view: "public", outcome: .records([record]))]
    }

    @Test("an alias is reported with what it hides: another alias, addresses, or nothing")
    func aliasReported() async throws {
        let base = Chained(
            chains: try Self.aliased("a.test", to: "old.test").merging(Self.aliased("d.test", to: "t.test")) { one, _ in one }
                .merging(Self.answer(try Self.record("b.test", .a, "203.0.113.1"))) { one, _ in one })
        let network = network(try ["a", "b", "c", "d"].map { try Self.record("\($0).test", .cname, "t.test") }, base: base)
        for name in ["a", "b", "c", "d"] {
            for type in [RecordType.a, .aaaa, .cname] { _ = try await outcome(network, "\(name).test", type) }
        }
        #expect(
            network.replacements.map(\.description) == [
                "a.test. CNAME (public): t.test. takes the place of old.test.",
                "b.test. A (public): 203.0.113.1 counts as removed",
                "b.test. CNAME (public): t.test. is added", "c.test. CNAME (public): t.test. is added",
            ])
    }

    @Test("a record below a DNAME record is not seen, unless the DNAME record counts as removed")
    func redirected() async throws {
        let redirection = try Self.record("go.a.test", .dname, "hosts.test")
        let base = Chained(
            chains: try Self.aliased("x.go.a.test", to: "x.hosts.test").merging(Self.answer(redirection)) { one, _ in one })
        let records = [try Self.record("x.go.a.test", .a, "203.0.113.2")]
        let hidden = network(records, base: base)
        #expect(try await outcome(hidden, "x.go.a.test", .a).outcome == .noData)
        #expect(hidden.replacements.isEmpty)
        let seen = OverlayNetwork(base, overlays: ["public": Overlay(records, removing: [redirection])])
        #expect(try await outcome(seen, "x.go.a.test", .a).records?.map(\.data.zoneText) == ["203.0.113.2"])
    }

    @Test("replace a text of their kind, are added to others, hide removed records, and are reported")
    func texts() async throws {
        var base = MemoryNetwork()
        for text in ["v=spf1 -all", "verification=1"] { try base.add("a.test", .txt, .text([Array(text.utf8)])) }
        try base.add("b.test", .aaaa, .address(try #require(IPAddress("2001:db8::1"))))
        let overlay = Overlay(
            [try Self.record("a.test", .txt, "v=spf1 mx -all"), try Self.record("a.test", .txt, "other=2")],
            removing: [try Self.record("b.test", .aaaa, "2001:db8::1")])
        let network = OverlayNetwork(base, overlays: ["public": overlay])
        let found = try await outcome(network, "a.test", .txt).records?.compactMap(\.data.joinedText)
        #expect(found?.sorted() == ["other=2", "v=spf1 mx -all", "verification=1"])
        #expect(try await outcome(network, "b.test", .aaaa).outcome == .noData)
        #expect(
            network.replacements.map(\.description) == [
                "a.test. TXT (public): \"other=2\", \"v=spf1 mx -all\" takes the place of \"v=spf1 -all\"",
                "b.test. AAAA (public): 2001:db8::1 counts as removed",
            ])
    }

    @Test("are followed through aliases, into the overlay, out of it and past a removed alias")
    func aliases() async throws {
        let alias = try Self.record("www.test", .cname, "old.test")
        let question = Question(try Self.name("www.test"), .a)
        let base = Chained(chains: [
            "www.test A": LookupResult(
                question: question, view: "public", outcome: .records([try Self.record("old.test", .a, "203.0.113.1")]),
                aliases: [alias]),
            "live.test A": LookupResult(
                question: question, view: "public", outcome: .records([try Self.record("live.test", .a, "203.0.113.4")])),
            "www.test MX": LookupResult(question: question, view: "public", outcome: .noData, aliases: [alias]),
        ])
        let into = network([try Self.record("old.test", .a, "203.0.113.2")], base: base)
        let redirected = try await outcome(into, "www.test", .a)
        #expect(redirected.records?.map(\.data.zoneText) == ["203.0.113.2"] && redirected.aliases == [alias])
        let out = network([try Self.record("new.test", .cname, "live.test")], base: base)
        #expect(try await outcome(out, "new.test", .a).records?.map(\.data.zoneText) == ["203.0.113.4"])
        let gone = network([try Self.record("www.test", .a, "203.0.113.5")], base: base)
        #expect(try await outcome(gone, "www.test", .a).records?.map(\.data.zoneText) == ["203.0.113.5"])
        #expect(try await outcome(gone, "www.test", .mx).outcome == .noData)
        let loop = network(
            [try Self.record("l.test", .cname, "m.test"), try Self.record("m.test", .cname, "l.test")], base: base)
        #expect(try await outcome(loop, "l.test", .a).outcome == .failed(.aliasLoop))
    }

    @Test("do not hide failed queries")
    func failures() async throws {
        var base = MemoryNetwork()
        base.failures["a.test"] = .timeout
        let network = network(
            [try Self.record("a.test", .txt, "v=spf1 -all"), try Self.record("*.w.test", .a, "203.0.113.9")], base: base)
        #expect(try await outcome(network, "a.test", .txt).records?.count == 1)
        #expect(try await outcome(network, "a.test", .a).outcome == .failed(.timeout))
        // A wildcard of the overlay answers for nonexistent names.
        #expect(try await outcome(network, "any.w.test", .a).records?.first?.name == (try Self.name("any.w.test")))
        #expect(try await outcome(network, "any.w.test", .mx).outcome == .noData)
    }
}
