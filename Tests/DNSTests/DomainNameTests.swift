import DNS
import Testing

@Suite("Domain names", .timeLimit(.minutes(10)))
struct DomainNameTests {
    @Test(
        "presentation form goes to the wire and back",
        arguments: ["example.com", "a\\.b.example", "_25._tcp.mx.example", "*.x", "\\000\\255.x", "x\\\\y"])
    func roundTrip(_ text: String) throws {
        let name = try #require(DomainName(text))
        #expect(name.text == text)
        #expect(DomainName(wire: name.wire) == name && DomainName(name.absoluteText) == name)
    }

    @Test("empty labels, long labels, long names and spaces are refused")
    func refused() {
        let long = String(repeating: "a", count: 63)
        for text in [
            "", "a..b", ".a", "\(long)a.b", [long, long, long, long].joined(separator: "."), "a b", "\\25", "é.example",
        ] {
            #expect(DomainName(text) == nil, "\(text)")
        }
        #expect(DomainName("\(long).b") != nil)
        #expect(DomainName([long, long, long, String(long.dropLast(2))].joined(separator: "."))?.wire.count == 255)
    }

    @Test("only a whole uncompressed name is a wire form")
    func wireForm() {
        for wire: [UInt8] in [[], [1], [1, 97], [1, 97, 0, 0], [0xc0, 12], [64] + Array(repeating: 97, count: 64) + [0]] {
            #expect(DomainName(wire: wire) == nil)
        }
        #expect(DomainName(wire: [0])?.isRoot == true)
    }

    @Test("letter case is kept and ignored in comparisons")
    func letterCase() throws {
        let upper = try #require(DomainName("WWW.Example"))
        let lower = try #require(DomainName("www.example"))
        #expect(upper == lower && upper.hashValue == lower.hashValue && upper.text == "WWW.Example")
        #expect(upper.lowercased.text == "www.example")
    }

    @Test("subdomains, parents, suffixes and prefixes")
    func structure() throws {
        let name = try #require(DomainName("a.b.example.com"))
        let zone = try #require(DomainName("EXAMPLE.com"))
        #expect(name.isEqualOrSubdomain(of: zone) && name.isEqualOrSubdomain(of: name) && name.isEqualOrSubdomain(of: .root))
        #expect(!zone.isEqualOrSubdomain(of: name))
        #expect(DomainName("notexample.com")?.isEqualOrSubdomain(of: zone) == false)
        #expect(name.parent?.text == "b.example.com" && name.suffix(2) == zone && DomainName.root.parent == nil)
        #expect(zone.prepending("_dmarc")?.text == "_dmarc.EXAMPLE.com")
    }

    @Test("canonical order is that of RFC 4034 §6.1")
    func order() {
        let names = [
            "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example", "\\001.z.example",
            "*.z.example", "\\200.z.example",
        ].compactMap { DomainName($0) }
        #expect(names.shuffled().sorted().map(\.text) == names.map(\.text))
    }
}
