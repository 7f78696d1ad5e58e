import DNS
import Deployment
import Facts
import Rules
import ScriptedDNS
import Testing

/// A consequence fails only because of its cause: of faults in one deployment, each is a cause of its own.
@Suite("Faults beside each other are separate causes", .timeLimit(.minutes(10)))
struct SeparateCausesTests {
    /// A fault, and the rules that report it as causes.
    private struct Planted: Sendable {
        let name: String
        let edits: [RepairCase.Edit]
        let causes: Set<String>

        init(_ name: String, _ causes: Set<String>, _ edits: RepairCase.Edit...) {
            self.name = name
            self.edits = edits
            self.causes = causes
        }
    }

    /// Sender bulk uses a MAIL FROM domain that is aligned, sender shop one of another organization's; each has a key.
    private static let file = """
        networks: { public: [203.0.113.0/24, 198.51.100.0/24] }
        scheme: direct
        panel: [{ host: panel.acme.example, addresses: [203.0.113.10] }]
        tracking: [{ host: click.acme.example, addresses: [203.0.113.11] }]
        pixel: [{ host: px.acme.example, addresses: [203.0.113.12] }]
        dmarc: { policy: reject, reports: dmarc@acme.example }
        senders:
          - { name: bulk, addresses: [{ address: 203.0.113.20, helo: mta1.acme.example }], from: [acme.example],
              mail-from: [bounce.acme.example], dkim: [{ domain: acme.example, selector: s1 }] }
          - { name: shop, addresses: [{ address: 203.0.113.30, helo: mta3.acme.example }], from: [shop.example],
              mail-from: [bounce.acme.example], dkim: [{ domain: shop.example, selector: s3 }] }
        """

    private static let base = [
        "acme.example SOA 1", "acme.example MX 10 mx.office.test", "shop.example SOA 1", "shop.example MX 10 mx.office.test",
        "_dmarc.shop.example TXT v=DMARC1; p=reject; rua=mailto:dmarc@shop.example",
        "mx.office.test A 198.51.100.7", "office.test MX 10 mx.office.test", "203.in-addr.arpa SOA 1",
    ]

    private static let faults = [
        Planted("no address of bulk's host", ["mx/target-missing"], .remove("mta1.acme.example. A")),
        Planted(
            "SPF without the senders", ["spf/sender-not-authorised"],
            .replace("bounce.acme.example. TXT", "bounce.acme.example TXT v=spf1 ip4:203.0.113.99 -all")),
        Planted("no key of bulk's", ["dkim/missing"], .remove("s1._domainkey.acme.example. TXT")),
        Planted("no policy of shop's", ["dmarc/missing"], .remove("_dmarc.shop.example. TXT")),
        Planted(
            "a tracking name elsewhere", ["address/unexpected"],
            .replace("click.acme.example. A", "click.acme.example A 198.51.100.9")),
        Planted("an internal address beside", ["address/not-public"], .add("px.acme.example A 10.0.0.9")),
        Planted("no PTR record of shop's", ["ptr/missing"], .remove("30.113.0.203.in-addr.arpa. PTR")),
        Planted(
            "bounces partly elsewhere", ["return-path/partly-elsewhere"], .add("bounce.acme.example MX 20 mx.office.test")),
        Planted(
            "SPF of shop's host", ["spf/syntax-error"],
            .replace("mta3.acme.example. TXT", "mta3.acme.example TXT v=spf1 ip5:203.0.113.30 -all")),
    ]

    private func world(_ planted: [Planted]) async throws -> Judgement {
        var deployed = try Deployed(Self.file, base: Self.base)
        try deployed.publish(try await deployed.zonePlan())
        for key in ["s1._domainkey.acme.example", "s3._domainkey.shop.example"] {
            try deployed.add("\(key) TXT \(DKIMTexts.own)")
        }
        for edit in planted.flatMap(\.edits) {
            switch edit {
            case .remove(let beginning): try deployed.remove(beginning)
            case .add(let line): try deployed.add(line)
            case .replace(let beginning, let line): try deployed.replace(beginning, line)
            }
        }
        return try await deployed.audit(proves: false)
    }

    private func causes(_ planted: [Planted]) async throws -> Set<String> {
        let judgement = try await world(planted)
        let findings = Dictionary(judgement.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let causes = judgement.causes.flatMap(\.fingerprints).compactMap { findings[$0] }
        return Set(causes.filter { $0.severity > .notice }.map { "\($0.rule) \($0.subject.key)" })
    }

    @Test("each alone, each pair, and more of them at random")
    func together() async throws {
        // The file itself has one: what SPF says of a domain that is not aligned does not explain it.
        let always = try await causes([])
        #expect(always == ["dmarc/spf-not-aligned shop/203.0.113.30/shop.example/bounce.acme.example"])
        var alone: [Set<String>] = []
        for fault in Self.faults {
            let found = try await causes([fault])
            let rules = found.subtracting(always).map { String($0.prefix { $0 != " " }) }
            #expect(Set(rules) == fault.causes, "\(fault.name): \(found.sorted())")
            alone.append(found)
        }
        var random = SeededGenerator(seed: 1)
        let places = Array(Self.faults.indices)
        let pairs = places.flatMap { one in places.filter { $0 > one }.map { [one, $0] } }
        let more = (0..<30).map { _ in Array(places.shuffled(using: &random).prefix(Int.random(in: 3...6, using: &random))) }
        for set in pairs + more {
            let expected = set.map { alone[$0] }.reduce(always) { $0.union($1) }
            // Mail of shop's without a policy has no DMARC to pass.
            let judged = set.contains { Self.faults[$0].causes == ["dmarc/missing"] } ? expected.subtracting(always) : expected
            let found = try await causes(set.map { Self.faults[$0] })
            #expect(found == judged, "\(set.map { Self.faults[$0].name })")
        }
    }
}
