import DNS
import Deployment
import Facts
import Resolver
import Survey
import Synchronization
import Testing

@Suite("A survey turns answers into facts", .timeLimit(.minutes(10)))
struct SurveyTests {
    static func plan(_ yaml: String) throws -> Plan {
        Plan(try DeploymentFile.parse(text: yaml, file: "test.yaml", folder: "/").deployment)
    }

    static let file = """
        version: 1
        name: t
        scheme: direct
        panel: [{ host: panel.a.example, addresses: [203.0.113.1] }]
        tracking: [{ host: bücher.a.example, addresses: [203.0.113.2] }]
        senders:
          - name: bulk
            addresses: [203.0.113.20, 10.0.0.1]
            from: [a.example]
            mail-from: [b.a.example]
            dkim: [{ domain: a.example, selector: s1 }]
        """

    private func address(_ text: String) throws -> RecordData { .address(try #require(IPAddress(text))) }
    private func name(_ text: String) throws -> DomainName { try #require(DomainName(text)) }

    private func run(_ network: MemoryNetwork, file: String = file, views: [ViewName] = [.public]) async throws -> FactSet {
        let resolvers = Dictionary(uniqueKeysWithValues: views.map { ($0, [network.server]) })
        return await Survey(plan: try Self.plan(file), resolvers: resolvers, network: network).run(
            observedAt: Timestamp(seconds: 0))
    }

    @Test("facts that no rule reads are not queried")
    func needs() async throws {
        var network = MemoryNetwork()
        try network.add("20.113.0.203.in-addr.arpa", .ptr, .name(name("mta.a.example")))
        let plan = try Self.plan(Self.file)
        let resolvers = [ViewName.public: [network.server]]
        let survey = { (needs: Set<String>?) in
            await Survey(plan: plan, resolvers: resolvers, network: network, needs: needs).run(observedAt: Timestamp(seconds: 0))
                .observations.map(\.question)
        }
        // A resolver is queried for a name of the deployment to see whether it answers.
        let few = await survey(["sending_addresses"])
        #expect(few.contains("20.113.0.203.in-addr.arpa. PTR"))
        #expect(few.allSatisfy { $0.hasSuffix(" PTR") || ["panel.a.example. A", "mta.a.example. A"].contains($0) }, "\(few)")
        #expect(await survey(["sending_addresses", "names"]) == survey(nil))
        #expect(await survey(["dkim_keys"]).contains { $0.contains("s1._domainkey.a.example.") })
    }

    private func subject(_ facts: FactSet, _ kind: String, _ key: String) throws -> FactObject {
        let kind = try #require(FactSchema.current.kind(kind))
        return try #require(
            facts.subjects(of: kind).first {
                guard case .object(let subject)? = $0["subject"] else { return false }
                return subject["key"] == .string(key)
            })
    }

    private struct Unexpected: Error { let value: FactValue? }

    private func unknown(_ value: FactValue?) throws -> Unknown {
        guard case .unknown(let unknown)? = value else { throw Unexpected(value: value) }
        return unknown
    }

    private func objects(_ value: FactValue?) throws -> [FactObject] {
        guard case .list(let items)? = value else { throw Unexpected(value: value) }
        return try items.map { item in
            guard case .object(let object) = item else { throw Unexpected(value: item) }
            return object
        }
    }

    @Test("answers become values, absences become empty lists, both with their observation")
    func present() async throws {
        var network = MemoryNetwork()
        try network.add("panel.a.example", .a, address("203.0.113.1"))
        try network.add("panel.a.example", .a, address("10.1.1.1"))
        let facts = try await run(network)
        let web = try subject(facts, "web_name", "panel/panel.a.example/public")
        let addresses = try [#require(IPAddress("10.1.1.1")), #require(IPAddress("203.0.113.1"))]
        #expect(web["a"] == .addresses(addresses))
        #expect(web["aaaa"] == .list([]))
        let special = try objects(web["a_special"])
        // 203.0.113.0/24 is a documentation block, and is not overridden here.
        #expect(special.count == 2)
        #expect(special.first?["kind"] == .string("private"))
        let slot = try #require(web.type.slot("a"))
        #expect(web.sources[slot].map { facts.observations[$0].question } == ["panel.a.example. A"])
        #expect(facts.observations[web.sources[slot][0]].answer == ["10.1.1.1", "203.0.113.1"])
    }

    @Test("Unicode names are shown as written and queried as A-labels")
    func unicode() async throws {
        let facts = try await run(MemoryNetwork())
        let web = try subject(facts, "web_name", "tracking/xn--bcher-kva.a.example/public")
        #expect(web["name"] == .string("bücher.a.example"))
        #expect(web["owner"] == .string("xn--bcher-kva.a.example."))
        #expect(facts.observations.contains { $0.question == "xn--bcher-kva.a.example. A" && $0.status == "nxdomain" })
    }

    @Test("a dead network leaves every fact from DNS unknown, with its cause, and nothing empty")
    func deadNetwork() async throws {
        var network = MemoryNetwork()
        network.failures["*"] = .timeout
        let facts = try await run(network)
        for (kind, key, field) in [
            ("web_name", "panel/panel.a.example/public", "a"), ("web_name", "panel/panel.a.example/public", "aliases"),
            ("mail_domain", "a.example/public", "mx"), ("return_path", "bulk/b.a.example/public", "routes"),
            ("sending_address", "bulk/203.0.113.20", "ptr"), ("spf_domain", "b.a.example/public", "records"),
            ("dkim_key", "s1._domainkey.a.example", "records"),
        ] {
            let unknown = try unknown(subject(facts, kind, key)[field])
            #expect(unknown.cause == .timeout)
            #expect(unknown.reasons.first?.detail == "127.0.0.1:53 over udp: timeout (2 times)")
        }
        #expect(try subject(facts, "resolver", "127.0.0.1:53/public")["answers"] == .boolean(false))
        #expect(facts.observations.allSatisfy { $0.status == "timeout" && $0.answer.isEmpty })
    }

    @Test("a resolver that waits for the dead servers of one zone is not dead")
    func deadZone() async throws {
        var network = MemoryNetwork()
        network.failures["panel.a.example"] = .timeout
        let facts = try await run(network)
        #expect(try subject(facts, "resolver", "127.0.0.1:53/public")["answers"] == .boolean(true))
        #expect(facts.observations.contains { $0.question == "panel.a.example. A" && $0.status == "timeout" })
    }

    @Test("one family that fails does not hide the other")
    func oneFamily() async throws {
        var network = MemoryNetwork()
        try network.add("panel.a.example", .a, address("203.0.113.1"))
        network.failures["panel.a.example AAAA"] = .servfail
        let web = try subject(try await run(network), "web_name", "panel/panel.a.example/public")
        #expect(web["a"] == .addresses([try #require(IPAddress("203.0.113.1"))]))
        #expect(web["aliases"] == .list([]))
        #expect(try unknown(web["aaaa"]).cause == .servfail)
    }

    @Test("without MX records the domain's own addresses are the route, but never when the MX question failed")
    func implicitExchange() async throws {
        var network = MemoryNetwork()
        try network.add("b.a.example", .a, address("203.0.113.20"))
        let home = try subject(try await run(network), "return_path", "bulk/b.a.example/public")
        let route = try #require(objects(home["routes"]).first)
        #expect(route["implicit"] == .boolean(true))
        #expect(route["a"] == .addresses([try #require(IPAddress("203.0.113.20"))]))
        network.failures["b.a.example MX"] = .refused
        let path = try subject(try await run(network), "return_path", "bulk/b.a.example/public")
        #expect(try unknown(path["routes"]).cause == .refused)
    }

    @Test("a null MX names no host, and an address in an MX record is recognised")
    func exchanges() async throws {
        var network = MemoryNetwork()
        try network.add("a.example", .mx, .mailExchange(preference: 0, exchange: .root))
        try network.add("a.example", .mx, .mailExchange(preference: 5, exchange: name("192.0.2.1")))
        let facts = try await run(network)
        let target = try subject(facts, "mx_target", "a.example/192.0.2.1/public")
        #expect(target["is_address"] == .boolean(true))
        #expect(facts.subjects(of: try #require(FactSchema.current.kind("mx_target"))).count == 1)
        #expect(try objects(subject(facts, "mail_domain", "a.example/public")["mx"]).count == 2)
    }

    @Test("an internal name without an internal view is not checked, and says so")
    func noInternalView() async throws {
        let file = Self.file.replacing("addresses: [203.0.113.1] }", with: "addresses: [203.0.113.1], exposure: internal }")
        let facts = try await run(MemoryNetwork(), file: file)
        let unknown = try unknown(subject(facts, "web_name", "panel/panel.a.example/internal")["a"])
        #expect(unknown.cause == .notProbed)
        #expect(unknown.reasons[0].detail.contains("add views.internal"))
    }

    @Test("hostile answers stay within bounds: a hundred PTR names are not a hundred queries")
    func manyPointers() async throws {
        var network = MemoryNetwork()
        for number in 0..<100 { try network.add("20.113.0.203.in-addr.arpa", .ptr, .name(name("h\(number).example"))) }
        let facts = try await run(network)
        #expect(try objects(subject(facts, "sending_address", "bulk/203.0.113.20")["ptr"]).count == 10)
    }

    @Test("an audit takes as many round trips as its longest chain, however many names there are")
    func roundTrips() async throws {
        var memory = MemoryNetwork()
        try memory.add("t0.a.example", .a, address("203.0.113.0"))
        var file = "version: 1\nname: t\nscheme: direct\ntracking:\n"
        for number in 0..<12 { file += "  - { host: t\(number).a.example, addresses: [203.0.113.\(number)] }\n" }
        file += "senders:\n"
        for number in 0..<6 {
            file += """
                  - name: s\(number)
                    addresses: [198.51.100.\(number)]
                    from: [f\(number).example]
                    mail-from: [b\(number).example]

                """
            // A domain with no records at all takes one more query.
            try memory.add("f\(number).example", .ns, .name(name("ns.example")))
            try memory.add("b\(number).example", .mx, .mailExchange(preference: 1, exchange: name("mx\(number).example")))
            try memory.add("mx\(number).example", .a, address("198.51.100.\(number)"))
            try memory.add("\(number).100.51.198.in-addr.arpa", .ptr, .name(name("mx\(number).example")))
        }
        let network = RoundNetwork(memory)
        let survey = Survey(plan: try Self.plan(file), resolvers: [.public: [memory.server]], network: network)
        let isDone = Atomic(false)
        async let facts = {
            let facts = await survey.run(observedAt: Timestamp(seconds: 0))
            isDone.store(true, ordering: .releasing)
            return facts
        }()
        await network.serve { isDone.load(ordering: .acquiring) }
        let count = await facts.observations.count
        #expect(count >= 60)
        #expect(network.questions == count)
        // MX, then its host's addresses: nothing depends on more.
        #expect(network.rounds == 2)
    }

    @Test("a real client is shared by all concurrent work")
    func realClient() async throws {
        let nobody = Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 9)
        let client = try DNSClient(views: [View(name: "public", servers: [nobody])], deadline: .now + .seconds(600))
        defer { client.shutdown() }
        let survey = Survey(plan: try Self.plan(Self.file), resolvers: [.public: [nobody]], network: client)
        let facts = await survey.run(observedAt: Timestamp(seconds: 0))
        #expect(facts.observations.allSatisfy { $0.status == "unreachable" })
    }
}
