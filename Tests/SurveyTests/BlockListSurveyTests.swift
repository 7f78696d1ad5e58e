import DNS
import Deployment
import Facts
import Survey
import Testing

@Suite("Block lists in a survey", .timeLimit(.minutes(10)))
struct BlockListSurveyTests {
    private static let file = """
        version: 1
        name: t
        scheme: direct
        tracking: [{ host: click.acme.test, addresses: [203.0.113.12] }]
        senders:
          - { name: bulk, addresses: [203.0.113.20, 203.0.113.21], from: [acme.test], mail-from: [b.acme.test] }
        dnsbl: [bl.test]

        """

    private static func network(_ lines: (name: String, code: String)...) throws -> MemoryNetwork {
        var network = MemoryNetwork()
        for line in lines { try network.add("\(line.name).bl.test", .a, .address(try #require(IPAddress(line.code)))) }
        return network
    }

    private static func facts(_ network: MemoryNetwork) async throws -> FactSet {
        let deployment = try DeploymentFile.parse(text: file, file: "t.yaml", folder: ".").deployment
        return await Survey(plan: Plan(deployment), resolvers: [.public: []], network: network).run(
            observedAt: Timestamp(seconds: 0))
    }

    private static func objects(_ facts: FactSet, _ field: String) -> [FactObject] {
        guard case .list(let items)? = facts.root[field] else {
            Issue.record("'\(field)' is not a list")
            return []
        }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    private static func texts(_ facts: FactSet) -> [String] {
        objects(facts, "listings").map { object in
            let words = ["target", "listed", "codes", "reasons"].map { field -> String in
                switch object[field] {
                case .string(let text)?: text
                case .boolean(let value)?: "\(value)"
                case .list(let items)?:
                    items.map { if case .string(let text) = $0 { text } else { "?" } }.joined(separator: ",")
                case .unknown(let unknown)?: unknown.cause.rawValue
                default: "?"
                }
            }
            return words.joined(separator: " ").trimmingCharacters
        }
    }

    @Test("an address list is queried for the addresses, with its reason")
    func addresses() async throws {
        var network = try Self.network(("2.0.0.127", "127.0.0.2"), ("21.113.0.203", "127.0.0.3"))
        try network.add("21.113.0.203.bl.test", .txt, .text([Array("spam trap".utf8)]))
        let facts = try await Self.facts(network)
        #expect(Self.texts(facts) == ["203.0.113.20 false", "203.0.113.21 true 127.0.0.3 spam trap"])
        let list = try #require(Self.objects(facts, "block_lists").first)
        #expect(list["lists_addresses"] == .boolean(true))
        #expect(list["lists_domains"] == .boolean(false))
        #expect(list["refuses"] == .boolean(false))
    }

    @Test("a domain list is queried for From, MAIL FROM and the web names, each once")
    func domains() async throws {
        let facts = try await Self.facts(try Self.network(("test", "127.0.1.2"), ("b.acme.test", "127.0.1.4")))
        #expect(Self.texts(facts) == ["acme.test false", "b.acme.test true 127.0.1.4", "click.acme.test false"])
    }

    @Test("one that lists everything, or nothing, is not queried")
    func dead() async throws {
        let all = try Self.network(
            ("2.0.0.127", "127.0.0.2"), ("1.0.0.127", "127.0.0.2"), ("test", "127.0.0.2"), ("invalid", "127.0.0.2"),
            ("20.113.0.203", "127.0.0.2"))
        for network in [all, try Self.network()] {
            let facts = try await Self.facts(network)
            #expect(Self.texts(facts).isEmpty)
            #expect(Self.objects(facts, "block_lists").first?["lists_addresses"] == .boolean(false))
        }
    }

    @Test("one that refuses our resolver gives no listings")
    func refused() async throws {
        let answer = "127.255.255.254"
        let facts = try await Self.facts(
            try Self.network(
                ("2.0.0.127", answer), ("1.0.0.127", answer), ("test", answer), ("invalid", answer), ("20.113.0.203", answer)))
        let list = try #require(Self.objects(facts, "block_lists").first)
        #expect(list["refuses"] == .boolean(true))
        #expect(list["refusal"] == .string("the resolver is a public one"))
        #expect(Set(Self.texts(facts).map { $0.split(separator: " ")[1] }) == ["refused"])
    }

    @Test("a list that does not answer leaves its listings unknown, and is not a failed lookup of the deployment")
    func silent() async throws {
        var network = try Self.network()
        for name in ["2.0.0.127", "1.0.0.127", "test", "invalid", "20.113.0.203"] {
            network.failures["\(name).bl.test"] = .timeout
        }
        let facts = try await Self.facts(network)
        #expect(Self.texts(facts).first == "203.0.113.20 timeout timeout timeout")
        let failed = Self.objects(facts, "names").filter { object in
            if case .string(let name)? = object["name"] { name.hasSuffix("bl.test") } else { false }
        }
        #expect(failed.isEmpty)
    }
}

extension String {
    fileprivate var trimmingCharacters: String { split(separator: " ").joined(separator: " ") }
}
