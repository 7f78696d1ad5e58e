import AuthoritativeServer
import DNS
import LDNSCodec
import Testing

@Suite("An authoritative server's answers", .timeLimit(.minutes(10)))
struct AuthoritativeDataTests {
    private let data: AuthoritativeData

    init() throws {
        let zone = """
            $TTL 300
            @ IN SOA ns hostmaster 1 7200 3600 1209600 60
            @ IN NS ns
            ns IN A 127.0.0.1
            www IN A 192.0.2.1
            alias IN CNAME www
            chain IN CNAME host.other.test.
            *.wild IN TXT "wildcard"
            exact.wild IN A 192.0.2.7
            a.b.c IN A 192.0.2.8
            sub IN NS ns.sub
            ns.sub IN A 127.0.0.2
            sub IN DS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            old IN DNAME www
            """
        data = AuthoritativeData(
            zones: try [
                ("example.test", zone), ("other.test", "host IN A 192.0.2.50"),
                ("2.0.192.in-addr.arpa", "1 IN PTR www.example.test."),
            ].map { name, text in
                let origin = try #require(DomainName(name))
                return try Zone(origin: origin, records: try ZoneFile(parsing: text, origin: origin).records)
            })
    }

    private func ask(_ name: String, _ type: RecordType = .a) throws -> Message {
        data.answer(Question(try #require(DomainName(name)), type))
    }

    @Test("a name outside all zones is refused")
    func foreign() throws {
        #expect(try ask("example.org").code == .refused)
        #expect(try ask("test").code == .refused)
    }

    @Test("a record that exists is answered with authority")
    func answer() throws {
        let message = try ask("WWW.example.test")
        #expect(message.answers.count == 1 && message.flags.contains(.authoritative))
        #expect(try ask("1.2.0.192.in-addr.arpa", .ptr).answers.first?.data.zoneText == "www.example.test.")
    }

    @Test("no data and no name carry the SOA; an empty non-terminal exists")
    func negative() throws {
        for name in ["www.example.test", "b.c.example.test", "c.example.test", "wild.example.test"] {
            let message = try ask(name, .mx)
            #expect(message.code == .noError && message.answers.isEmpty && message.authorities.map(\.type) == [.soa], "\(name)")
        }
        let message = try ask("nothing.example.test")
        #expect(message.code == .nonexistentDomain && message.authorities.map(\.type) == [.soa])
    }

    @Test("aliases are followed through all zones")
    func aliases() throws {
        #expect(try ask("alias.example.test").answers.map(\.type) == [.cname, .a])
        #expect(try ask("chain.example.test").answers.map(\.data.zoneText) == ["host.other.test.", "192.0.2.50"])
        #expect(try ask("alias.example.test", .cname).answers.count == 1)
        #expect(try ask("x.old.example.test").answers.map(\.type) == [.dname, .cname])
    }

    @Test("a wildcard covers nonexistent names only")
    func wildcard() throws {
        let message = try ask("a.b.wild.example.test", .txt)
        #expect(message.answers.first?.name.text == "a.b.wild.example.test")
        #expect(try ask("any.wild.example.test").code == .noError)
        #expect(try ask("exact.wild.example.test", .txt).answers.isEmpty)
        #expect(try ask("below.exact.wild.example.test", .txt).code == .nonexistentDomain)
    }

    @Test("below a zone cut, a non-authoritative referral with glue; the DS is the parent's")
    func delegation() throws {
        for name in ["sub.example.test", "www.sub.example.test"] {
            let message = try ask(name)
            #expect(message.answers.isEmpty && !message.flags.contains(.authoritative) && message.code == .noError)
            #expect(message.authorities.map(\.type) == [.ns] && message.additionals.map(\.type) == [.a])
        }
        #expect(try ask("sub.example.test", .ds).answers.count == 1)
    }

    @Test("a record outside its zone is refused, and a zone without SOA gets one")
    func zones() throws {
        let origin = try #require(DomainName("example.test"))
        let stranger = try Record(zoneLine: "www.example.org. IN A 192.0.2.1")
        #expect(throws: Zone.Failure.self) { try Zone(origin: origin, records: [stranger]) }
        #expect(try ask("other.test", .soa).answers.count == 1)
    }
}
