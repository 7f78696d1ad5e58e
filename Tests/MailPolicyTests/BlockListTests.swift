import DNS
import Testing

@testable import MailPolicy

@Suite("Block lists (RFC 5782)", .timeLimit(.minutes(10)))
struct BlockListTests {
    private func list(_ zone: String) throws -> BlockList { BlockList(try #require(DomainName(zone))) }

    private func verdict(_ zone: String, _ codes: String...) throws -> BlockListVerdict {
        try list(zone).verdict(codes.map { try #require(IPAddress($0)) })
    }

    private func addresses(_ texts: String...) throws -> [IPAddress] { try texts.map { try #require(IPAddress($0)) } }

    @Test("the queried names, for both families and for domains")
    func names() throws {
        let list = try list("bl.example")
        #expect(try list.name(of: #require(IPAddress("192.0.2.99")))?.text == "99.2.0.192.bl.example")
        #expect(
            try list.name(of: #require(IPAddress("2001:db8::1")))?.text
                == "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example")
        #expect(try list.name(of: #require(DomainName("acme.example")))?.text == "acme.example.bl.example")
        #expect(list.addressTests?.listed.text == "2.0.0.127.bl.example")
        #expect(list.addressTests?.unlisted.text == "1.0.0.127.bl.example")
        #expect(list.domainTests?.listed.text == "test.bl.example")
        #expect(try self.list("dbl.spamhaus.org").domainTests?.listed.text == "dbltest.com.dbl.spamhaus.org")
    }

    @Test("a listing is a code in 127.0.0.0/8, and nothing else")
    func listings() throws {
        #expect(try verdict("bl.example") == .unlisted)
        #expect(try verdict("bl.example", "192.0.2.1") == .unlisted)
        #expect(try verdict("bl.example", "127.0.0.2") == .listed(codes: addresses("127.0.0.2"), isPolicy: false))
    }

    @Test("policy entries are distinguished from abuse entries")
    func policy() throws {
        #expect(try verdict("zen.spamhaus.org", "127.0.0.11") == .listed(codes: addresses("127.0.0.11"), isPolicy: true))
        #expect(
            try verdict("zen.spamhaus.org", "127.0.0.11", "127.0.0.4")
                == .listed(codes: addresses("127.0.0.4", "127.0.0.11"), isPolicy: false))
        #expect(try verdict("key.zen.dq.spamhaus.net", "127.0.0.10") == .listed(codes: addresses("127.0.0.10"), isPolicy: true))
    }

    @Test("errors and good reputation are not listings")
    func errors() throws {
        #expect(try verdict("zen.spamhaus.org", "127.255.255.254") == .refused("the resolver is a public one"))
        #expect(try verdict("multi.uribl.com", "127.0.0.1") == .refused("the resolver is not served"))
        #expect(try verdict("rep.mailspike.net", "127.0.0.18") == .unlisted)
        #expect(try verdict("rep.mailspike.net", "127.0.0.10") == .listed(codes: addresses("127.0.0.10"), isPolicy: false))
    }
}
