import DNS
import MailPolicy
import ScriptedDNS
import Testing

@Suite("SPF records to publish", .timeLimit(.minutes(10)))
struct SPFRepairTests {
    private func addresses(_ texts: String...) -> [IPAddress] { texts.compactMap { IPAddress($0) } }

    @Test("a record for a list of senders, neighbours as one block")
    func forAddresses() {
        #expect(
            SPFRepair.record(for: addresses("9.9.9.3", "2a00::1", "9.9.9.2", "9.9.9.9", "::ffff:9.9.9.9"))
                == "v=spf1 ip4:9.9.9.2 ip4:9.9.9.3 ip4:9.9.9.9 ip6:2a00::1 -all")
        let many = (0..<9).compactMap { IPAddress("9.9.9.\($0)") }
        #expect(SPFRepair.record(for: many) == "v=spf1 ip4:9.9.9.0/29 ip4:9.9.9.8 -all")
        #expect(SPFRepair.record(for: [], all: .softfail) == "v=spf1 ~all")
    }

    @Test(
        "several records become one that passes every sender of each",
        arguments: [
            (["v=spf1 a mx -all", "v=spf1 MX include:x.example -all"], "v=spf1 a mx include:x.example -all"),
            (["v=spf1 ip4:9.9.9.9 -all", "v=spf1 ip4:9.9.9.0/24 ~all"], "v=spf1 ip4:9.9.9.0/24 ~all"),
            (["v=spf1 a redirect=x.example", "v=spf1 mx -all"], "v=spf1 a include:x.example mx -all"),
            (["v=spf1 -a:bad.example mx -all", "v=spf1 a ?all"], "v=spf1 mx a -a:bad.example ~all"),
            (["v=spf1 a -all exp=e.example", "v=spf1 a exp=f.example ptr"], "v=spf1 a ptr -all exp=e.example"),
            (["v=spf1 ip:9.9.9.9 -all"], "v=spf1 ip4:9.9.9.9 -all"), (["v=spf1 a", "v=spf1 moo"], nil),
        ] as [([String], String?)])
    func merged(_ records: [String], _ expected: String?) {
        #expect(SPFRepair.merged(records.map(SPFRecord.init(parsing:))) == expected)
    }

    @Test(
        "missing senders come first, existing terms stay",
        arguments: [
            ("v=spf1 a -all", "v=spf1 ip4:9.9.9.9 ip6:2a00::1 a -all"),
            ("v=spf1 ip4:9.9.9.0/24 redirect=x.example", "v=spf1 ip6:2a00::1 ip4:9.9.9.0/24 redirect=x.example"),
            ("v=spf1 -ip4:9.0.0.0/8 ip4:9.9.9.9 ?all", "v=spf1 ip4:9.9.9.9 ip6:2a00::1 -ip4:9.0.0.0/8 ?all"),
            ("v=spf1 ip4:9.9.9.9 ip6:2a00::/32", "v=spf1 ip4:9.9.9.9 ip6:2a00::/32 ~all"),
            ("v=spf1 a a moo:x.example -all", nil),
            ("v=spf1 a a -all mx redirect=x.example", "v=spf1 ip4:9.9.9.9 ip6:2a00::1 a mx -all"),
        ] as [(String, String?)])
    func adding(_ record: String, _ expected: String?) {
        #expect(SPFRepair.adding(addresses("9.9.9.9", "2a00::1"), to: SPFRecord(parsing: record)) == expected)
    }

    @Test("too many lookups shrink: repetitions first, then hosts, then includes")
    func withinLimits() async throws {
        let zone = try ScriptedZone(
            """
            d.example TXT v=spf1 a mx ptr include:i.example include:i.example include:o.example a:h.example -all
            d.example A 9.9.9.1
            d.example MX 1 h.example
            h.example A 9.9.9.2
            i.example TXT v=spf1 a:h.example a:h.example a:h.example a:h.example -all
            o.example TXT v=spf1 a:h.example a:h.example a:h.example exists:%{i}.x.example -all
            """)
        let name = try #require(DomainName("d.example"))
        let tree = await SPFTree.walk(from: name, lookup: zone, view: "public")
        #expect(tree.lookups == 19)
        #expect(
            SPFRepair.withinLimits(tree)
                == "v=spf1 ip4:9.9.9.1 ip4:9.9.9.2 include:i.example include:o.example -all")
        var lean = ScriptedZone()
        lean.add(Record(name: name, type: .txt, ttl: 1, data: .text([Array("v=spf1 a mx -all".utf8)])))
        #expect(SPFRepair.withinLimits(await SPFTree.walk(from: name, lookup: lean, view: "public")) == "v=spf1 a mx -all")
    }
}

@Suite("Sets of addresses", .timeLimit(.minutes(10)))
struct AddressSetTests {
    private func set(_ texts: String...) -> AddressSet { AddressSet(texts.compactMap { Network($0) }) }

    @Test("neighbours and overlaps become one, and blocks come out again")
    func merging() {
        #expect(set("9.9.9.0/25", "9.9.9.128/25", "9.9.9.7/32").networks.map(\.description) == ["9.9.9.0/24"])
        #expect(set("9.9.9.1/32", "9.9.9.2/32").networks.map(\.description) == ["9.9.9.1/32", "9.9.9.2/32"])
        #expect(set("::/1", "8000::/1", "255.255.255.255/32").networks.map(\.description) == ["255.255.255.255/32", "::/0"])
        #expect(AddressSet.everything.networks.map(\.description) == ["0.0.0.0/0", "::/0"])
        #expect(set("255.255.255.255/32", "::/128").ranges.count == 2)
    }

    @Test("blocks are counted once, and whole families saturate")
    func counts() {
        #expect(set("2a00::/128", "2a00::2/128", "2a00:0:0:1::/127").count(.ipv6, blocksOf: 64) == 2)
        #expect(AddressSet.everything.count(.ipv4, blocksOf: 32) == 1 << 32)
        #expect(AddressSet.everything.count(.ipv6, blocksOf: 64) == .max)
        #expect(AddressSet.everything.count(.ipv6, blocksOf: 128) == .max)
    }

    @Test("differences, to the edges of both families")
    func differences() {
        #expect(
            set("9.9.9.0/30").subtracting(set("9.9.9.1/32")).networks.map(\.description) == ["9.9.9.0/32", "9.9.9.2/31"])
        #expect(set("9.9.9.0/30").subtracting(.everything).isEmpty)
        #expect(AddressSet.everything.subtracting(AddressSet.everything).isEmpty)
        #expect(
            AddressSet.everything.subtracting(set("0.0.0.0/1", "::/0")).networks.map(\.description) == ["128.0.0.0/1"])
        #expect(set("::/0").subtracting(set("9.9.9.0/24")) == set("::/0"))
    }

    @Test("set operations agree with a check of every address")
    func againstEverySingleOne() throws {
        var random = SeededGenerator(state: 3)
        for _ in 0..<300 {
            let blocks = { (random: inout SeededGenerator) in
                (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
                    Network(
                        IPAddress(family: .ipv4, number: UInt128(UInt8.random(in: 0...31, using: &random))),
                        prefixLength: .random(in: 28...32, using: &random))
                }
            }
            let (left, right) = (blocks(&random), blocks(&random))
            let difference = AddressSet(left).subtracting(AddressSet(right))
            let union = AddressSet(left).union(AddressSet(right))
            for number in 0..<48 {
                let address = IPAddress(family: .ipv4, number: UInt128(number))
                let isLeft = left.contains { $0.contains(address) }
                let isRight = right.contains { $0.contains(address) }
                #expect(difference.contains(address) == (isLeft && !isRight))
                #expect(union.contains(address) == (isLeft || isRight))
                #expect(union.networks.filter { $0.contains(address) }.count == (isLeft || isRight ? 1 : 0))
            }
            #expect(
                union.count(.ipv4, blocksOf: 32)
                    == (0..<48).filter { n in union.contains(IPAddress(family: .ipv4, number: UInt128(n))) }.count)
        }
    }
}
