import DNS
import Deployment
import Facts
import MailPolicy
import ScriptedDNS
import Survey
import Testing

@Suite("Facts that depend on the scheme", .timeLimit(.minutes(10)))
struct SchemeSurveyTests {
    private static let relay = """
        version: 1
        name: t
        scheme: relay
        networks: { public: [203.0.113.0/24, 198.51.100.0/24] }
        views: { public: { resolvers: [127.0.0.1] }, internal: { resolvers: [127.0.0.2] } }
        panel: [{ host: panel.acme.test, addresses: [203.0.113.10] }]
        pixel: [{ host: px.acme.test, addresses: [203.0.113.12] }]
        relay: { host: relay.acme.test, addresses: [198.51.100.25], split-dns: true }
        senders:
          - { name: bulk, addresses: [10.0.0.20], from: [acme.test], mail-from: [b.acme.test] }
        """

    private static let direct = """
        version: 1
        name: t
        scheme: direct
        networks: { public: [203.0.113.0/24] }
        panel: [{ host: panel.acme.test, addresses: [203.0.113.10] }]
        tracking: [{ host: click.acme.test, addresses: [203.0.113.20] }]
        senders:
          - { name: bulk, addresses: [203.0.113.20, 203.0.113.21], from: [acme.test], mail-from: [b.acme.test] }
          - { name: fixed, addresses: [203.0.113.22, 203.0.113.23], helo: mta.acme.test, from: [acme.test], mail-from: [b.acme.test] }
        """

    private static func network(_ lines: [String]) throws -> MemoryNetwork {
        var network = MemoryNetwork()
        for scripted in try lines.map(ScriptedRecord.init) {
            let view = scripted.view.map { "\($0) " } ?? ""
            network.records["\(view)\(scripted.record.name.text)", default: []].append(scripted.record)
        }
        return network
    }

    private static func facts(_ file: String, _ network: MemoryNetwork, main: String? = nil) async throws -> FactSet {
        let plan = Plan(try DeploymentFile.parse(text: file, file: "test.yaml", folder: "/").deployment)
        let resolvers = Dictionary(uniqueKeysWithValues: plan.views.map { ($0.name, [network.server]) })
        return await Survey(
            plan: plan, resolvers: resolvers, network: network, publicSuffixes: PublicSuffixList("test\n"),
            platformConfiguration: try main.map { PlatformConfiguration(file: "main.json", try JSONParser.parse($0)) }
        ).run(observedAt: Timestamp(seconds: 0))
    }

    /// The subjects of a kind by key.
    private static func subjects(_ facts: FactSet, _ kind: String) throws -> [String: FactObject] {
        let kind = try #require(FactSchema.current.kind(kind))
        let keyed = facts.subjects(of: kind).compactMap { object -> (String, FactObject)? in
            guard case .object(let subject)? = object["subject"], case .string(let key)? = subject["key"] else { return nil }
            return (key, object)
        }
        return Dictionary(uniqueKeysWithValues: keyed)
    }

    @Test("announced names: by PTR record or fixed, their addresses, and their other uses")
    func announcements() async throws {
        let network = try Self.network([
            "20.113.0.203.in-addr.arpa PTR mta1.acme.test", "mta1.acme.test A 203.0.113.20",
            "22.113.0.203.in-addr.arpa PTR 203-0-113-22.provider.test", "mta.acme.test A 203.0.113.22",
            "203-0-113-22.provider.test A 203.0.113.22",
        ])
        let facts = try await Self.facts(Self.direct, network)
        let helos = try Self.subjects(facts, "helo")
        #expect(
            helos.keys.sorted() == [
                "bulk/203.0.113.20/ptr", "fixed/203.0.113.22/mta.acme.test", "fixed/203.0.113.23/mta.acme.test",
            ])
        let own = try #require(helos["bulk/203.0.113.20/ptr"])
        #expect(own["name"] == .string("mta1.acme.test") && own["mode"] == .string("ptr"))
        #expect(own["qualified"] == .boolean(true) && own["others"] == .addresses([]))
        let second = try #require(helos["fixed/203.0.113.23/mta.acme.test"])
        #expect(second["others"] == .addresses([try #require(IPAddress("203.0.113.22"))]))
        #expect(second["a"] == .addresses([try #require(IPAddress("203.0.113.22"))]))
        #expect(second["ptr"] == .strings([]))
        let addresses = try Self.subjects(facts, "sending_address")
        guard case .list(let names)? = addresses["fixed/203.0.113.22"]?["ptr"], case .object(let pointer)? = names.first else {
            Issue.record("no PTR names")
            return
        }
        #expect(pointer["embeds_address"] == .boolean(true) && pointer["platform"] == .boolean(false))
        #expect(addresses["bulk/203.0.113.20"]?["web_names"] == .strings(["click.acme.test"]))
    }

    @Test("an announced name with an unknown PTR record stays open, and so does its sharing")
    func unknownAnnouncement() async throws {
        var network = try Self.network(["mta.acme.test A 203.0.113.22"])
        network.failures["20.113.0.203.in-addr.arpa"] = .timeout
        let helos = try Self.subjects(try await Self.facts(Self.direct, network), "helo")
        for field in ["name", "qualified", "others", "a"] {
            guard case .unknown(let unknown)? = helos["bulk/203.0.113.20/ptr"]?[field] else {
                Issue.record("\(field) is known")
                continue
            }
            #expect(unknown.cause == .timeout)
        }
        // What is found is certain, whatever else is unknown.
        #expect(
            helos["fixed/203.0.113.23/mta.acme.test"]?["others"] == .addresses([try #require(IPAddress("203.0.113.22"))]))
    }

    @Test("names of two roles at one address conflict, unless one is unknown")
    func coincidence() async throws {
        var network = try Self.network(["panel.acme.test A 203.0.113.10", "click.acme.test A 203.0.113.10"])
        let met = try Self.subjects(try await Self.facts(Self.direct, network), "web_name")
        #expect(met["panel/panel.acme.test/public"]?["coinciding"] == .strings(["tracking click.acme.test"]))
        network.failures["click.acme.test"] = .servfail
        let open = try Self.subjects(try await Self.facts(Self.direct, network), "web_name")
        guard case .unknown(let unknown)? = open["tracking/click.acme.test/public"]?["coinciding"] else {
            Issue.record("known")
            return
        }
        #expect(unknown.cause == .servfail)
    }

    @Test("an internal zone that hides public records is found, with the missing ones")
    func internalZone() async throws {
        let outside = [
            "b.acme.test TXT v=spf1 -all", "b.acme.test MX 10 relay.acme.test", "relay.acme.test A 198.51.100.25",
            "panel.acme.test A 203.0.113.10", "px.acme.test A 203.0.113.12", "_dmarc.acme.test TXT v=DMARC1; p=reject",
        ]
        let inside = [
            "internal: acme.test SOA", "internal: b.acme.test MX 10 s.b.acme.test", "internal: s.b.acme.test A 10.0.0.20",
            "internal: px.acme.test AAAA 2001:db8::1", "internal: _dmarc.acme.test TXT v=DMARC1; p=reject",
        ]
        var network = try Self.network(outside + inside)
        let zones = try Self.subjects(try await Self.facts(Self.relay, network), "internal_zone")
        #expect(
            zones["acme.test/internal"]?["missing"]
                == .strings(["b.acme.test TXT (SPF)", "px.acme.test A (web)"]))
        network.failures["internal px.acme.test A"] = .refused
        let open = try Self.subjects(try await Self.facts(Self.relay, network), "internal_zone")
        #expect(open["acme.test/internal"]?["missing"] == .strings(["b.acme.test TXT (SPF)"]))
        guard case .unknown(let unknown)? = open["px.acme.test/internal"]?["missing"] else {
            Issue.record("known")
            return
        }
        #expect(unknown.cause == .refused)
    }

    @Test("split DNS that leads to one place is detected, but only with both answers")
    func identicalViews() async throws {
        let lines = [
            "b.acme.test MX 10 relay.acme.test", "relay.acme.test A 198.51.100.25",
            "internal: b.acme.test MX 10 other.acme.test", "internal: other.acme.test A 198.51.100.25",
        ]
        var network = try Self.network(lines)
        let key = "bulk/b.acme.test/internal"
        #expect(
            try Self.subjects(await Self.facts(Self.relay, network), "return_path")[key]?["leads_as_public"] == .boolean(true))
        network.failures["internal other.acme.test AAAA"] = .timeout
        let value = try Self.subjects(await Self.facts(Self.relay, network), "return_path")[key]?["leads_as_public"]
        guard case .unknown? = value else {
            Issue.record("known: \(String(describing: value))")
            return
        }
    }

    @Test("the platform's own configuration is compared key by key, at any depth")
    func platformConfiguration() async throws {
        let main = """
            { "web": { "WEBCONTROL_HOSTNAME": "Panel.acme.test.", "WEBCONTROL_PUBLIC_IP": "203.0.113.11" },
              "TRACKING_HOSTNAME": "", "TRACKING_PREFIX": "click", "TRACKING_PUBLIC_IP": ["203.0.113.20"] }
            """
        let settings = try Self.subjects(try await Self.facts(Self.direct, try Self.network([]), main: main), "platform_setting")
        #expect(
            settings.keys.sorted() == ["TRACKING_HOSTNAME", "TRACKING_PUBLIC_IP", "WEBCONTROL_HOSTNAME", "WEBCONTROL_PUBLIC_IP"])
        #expect(settings["WEBCONTROL_HOSTNAME"]?["agrees"] == .boolean(true))
        #expect(settings["WEBCONTROL_PUBLIC_IP"]?["agrees"] == .boolean(false))
        #expect(settings["TRACKING_PUBLIC_IP"]?["agrees"] == .boolean(true))
        // The prefix comes before the panel's name: another name than planned.
        #expect(settings["TRACKING_HOSTNAME"]?["values"] == .strings(["click.Panel.acme.test."]))
        #expect(settings["TRACKING_HOSTNAME"]?["agrees"] == .boolean(false))
    }
}
