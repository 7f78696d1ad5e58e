import DNS
import Testing

@Suite("Addresses, networks and endpoints", .timeLimit(.minutes(10)))
struct AddressTests {
    @Test(
        "IPv6 text is that of RFC 5952",
        arguments: [
            ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::", "::"), ("::1", "::1"),
            ("1::", "1::"), ("2001:DB8::ABCD", "2001:db8::abcd"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
            ("::ffff:c000:201", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("0:0:0:0:0:0:0:0", "::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fe80::1", "fe80::1"),
        ])
    func ipv6(_ written: String, _ canonical: String) throws {
        let address = try #require(IPAddress(written))
        #expect(address.description == canonical)
        #expect(IPAddress(canonical) == address && IPAddress(octets: address.octets) == address)
    }

    @Test(
        "other text is refused",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.+4", " 1.2.3.4", "1.2.3.4 ", "::1::", ":::", ":1", "1:",
            "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7", "12345::", "::g", "fe80::1%eth0", "::1/64", "::1.2.3", "1.2.3.4::", "::-1",
            "::+1",
            "1:2:3:4:5:6:7:1.2.3.4", "[::1]",
        ])
    func refused(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test("reverse names")
    func reverse() {
        #expect(IPAddress("192.0.2.10")?.reverseName.text == "10.2.0.192.in-addr.arpa")
        #expect(
            IPAddress("2001:db8::1")?.reverseName.text
                == "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")
    }

    @Test("networks contain the addresses of their prefix")
    func networks() throws {
        let network = try #require(Network("203.0.113.128/25"))
        #expect(try network.contains(#require(IPAddress("203.0.113.255"))))
        #expect(try !network.contains(#require(IPAddress("203.0.113.127"))))
        #expect(try !network.contains(#require(IPAddress("::ffff:203.0.113.200"))))
        #expect(try #require(Network("0.0.0.0/0")).contains(network) && network.description == "203.0.113.128/25")
        #expect(Network("192.0.2.1")?.prefixLength == 32 && Network("2001:db8::1")?.prefixLength == 128)
        for text in ["192.0.2.1/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/024", "192.0.2.0/+4", "/8", "2001:db8::/129"] {
            #expect(Network(text) == nil, "\(text)")
        }
    }

    @Test(
        "special-purpose blocks are recognised",
        arguments: [
            ("10.1.2.3", SpecialPurpose.privateUse), ("100.64.0.1", .sharedAddressSpace), ("127.0.0.1", .loopback),
            ("169.254.1.1", .linkLocal), ("172.31.255.255", .privateUse), ("192.0.2.1", .documentation),
            ("255.255.255.255", .broadcast),
            ("224.0.0.1", .multicast), ("::1", .loopback), ("fd00::1", .privateUse), ("fe80::1", .linkLocal),
            ("::ffff:10.0.0.1", .privateUse),
            ("2001:db8::1", .documentation), ("ff02::1", .multicast),
        ])
    func special(_ text: String, _ kind: SpecialPurpose) throws {
        #expect(SpecialPurpose(try #require(IPAddress(text))) == kind)
    }

    @Test(
        "global unicast has no special purpose",
        arguments: ["9.9.9.9", "172.32.0.1", "100.128.0.1", "2620:fe::fe", "::ffff:9.9.9.9"])
    func global(_ text: String) throws { #expect(SpecialPurpose(try #require(IPAddress(text))) == nil) }

    @Test(
        "an IPv6 address that embeds an IPv4 address is judged as that address",
        arguments: [
            ("::ffff:10.0.0.1", SpecialPurpose.privateUse), ("64:ff9b::10.0.0.1", .privateUse), ("64:ff9b::127.0.0.1", .loopback),
            ("2002:7f00:1::1", .loopback), ("2002:a9fe:a9fe::", .linkLocal), ("::10.0.0.1", .privateUse),
            ("64:ff9b::8.8.8.8", nil), ("2002:808:808::1", nil), ("2001:4860::1", nil),
        ] as [(String, SpecialPurpose?)])
    func translated(_ text: String, _ kind: SpecialPurpose?) throws {
        #expect(SpecialPurpose(try #require(IPAddress(text))) == kind)
    }

    @Test(
        "connections are allowed to global addresses, named networks, and the kinds of named addresses",
        arguments: [
            ("9.9.9.9", nil), ("203.0.113.7", nil), ("127.0.0.99", nil), ("127.64.1.2", nil), ("::1", nil), ("fd00::1", nil),
            ("10.0.0.1", "a private address, which neither networks nor the root hints name"),
            ("64:ff9b::10.0.0.1", "a private address, which neither networks nor the root hints name"),
            ("198.51.100.1", "a documentation address, which neither networks nor the root hints name"),
            ("8.8.8.8", "networks calls the address internal"),
            ("169.254.169.254", "a link-local address, which neither networks nor the root hints name"),
            ("224.0.0.1", "multicast addresses are not hosts"), ("ff02::1", "multicast addresses are not hosts"),
            ("255.255.255.255", "broadcast addresses are not hosts"), ("0.0.0.0", "unspecified addresses are not hosts"),
        ] as [(String, String?)])
    func filter(_ text: String, _ refusal: String?) throws {
        let networks = { (texts: [String]) in texts.compactMap { Network($0) } }
        let scopes = AddressScopes(
            internal: networks(["8.8.8.0/24", "198.51.100.0/24"]),
            public: networks(["203.0.113.0/24", "fd00::/8", "224.0.0.0/4"]))
        let filter = ConnectionFilter(scopes: scopes, besides: [try #require(IPAddress("127.0.0.10"))])
        let address = try #require(IPAddress(text))
        #expect(filter.refusal(of: address) == refusal)
    }

    @Test("endpoints are read with and without a port")
    func endpoints() {
        #expect(Endpoint("192.0.2.1", defaultPort: 53)?.description == "192.0.2.1:53")
        #expect(Endpoint("192.0.2.1:5353", defaultPort: 53)?.port == 5353)
        #expect(Endpoint("2001:db8::1", defaultPort: 53)?.description == "[2001:db8::1]:53")
        #expect(Endpoint("[2001:db8::1]:5353", defaultPort: 53)?.port == 5353)
        for text in ["", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:+5", "[192.0.2.1]:53", "[::1", "host:53"] {
            #expect(Endpoint(text, defaultPort: 53) == nil, "\(text)")
        }
    }
}
