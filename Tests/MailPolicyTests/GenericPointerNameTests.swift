import DNS
import MailPolicy
import Testing

@Suite("Names that providers give to addresses", .timeLimit(.minutes(10)))
struct GenericPointerNameTests {
    @Test(
        "are recognised by the address in them",
        arguments: [
            ("203.0.113.20", "203-0-113-20.static.provider.test", true), ("203.0.113.20", "20.113.0.203.provider.test", true),
            ("203.0.113.20", "ip203000113020.provider.test", true), ("203.0.113.20", "cb007114.dyn.provider.test", true),
            ("203.0.113.20", "host-113-20.net0.provider.test", false), ("203.0.113.20", "h20-113-0.provider.test", true),
            ("203.0.113.20", "mta20.acme.test", false), ("203.0.113.20", "mta1.news2026.acme.test", false),
            ("2001:db8::20", "2001-db8--20.provider.test", true), ("2001:db8::20", "ipv6-2001-db8--20.provider.test", true),
            ("2001:db8::20", "20010db8000000000000000000000020.provider.test", true), ("2001:db8::20", "mta-20.acme.test", false),
            (
                "2001:db8::20",
                "0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.provider.test", true
            ),
        ])
    func recognised(_ address: String, _ name: String, _ isGeneric: Bool) throws {
        #expect(
            GenericPointerName.embeds(try #require(IPAddress(address)), in: try #require(DomainName(name))) == isGeneric)
    }

    @Test("organizations: by the list, and without it as far as the names show")
    func organizations() throws {
        let name = { (text: String) in try #require(DomainName(text)) }
        let blind = Organizations(publicSuffixes: nil)
        #expect(try blind.share(name("a.acme.test"), name("acme.test")) == true)
        #expect(try blind.share(name("a.acme.test"), name("b.other.test")) == false)
        #expect(try blind.share(name("a.co.test"), name("b.co.test")) == nil)
        #expect(try blind.share(name("a.acme.co.test"), name("b.acme.co.test")) == true)
        let listed = Organizations(publicSuffixes: .init("test\nco.test\n"))
        #expect(try listed.share(name("a.co.test"), name("b.co.test")) == false)
        #expect(try listed.share(name("x.a.co.test"), name("a.co.test")) == true)
        #expect(try listed.includes(name("x.a.co.test"), among: [name("b.co.test"), name("a.co.test")]) == true)
    }
}
