import DNS
import LDNSCodec
import Resolver
import TestPeers
import Testing

@Suite("With other projects' servers", .timeLimit(.minutes(10)))
struct NameServerTests {
    private static let zone = """
        $TTL 300
        @ IN SOA ns hostmaster 1 7200 3600 1209600 60
        @ IN NS ns
        ns IN A 127.0.0.1
        www IN A 192.0.2.1
        alias IN CNAME www
        *.wild IN TXT "wildcard"
        big IN TXT \(String(repeating: "\"" + String(repeating: "x", count: 250) + "\" ", count: 20))
        mail IN MX 10 www
        """

    private func check(_ client: DNSClient, in view: String) async throws {
        let www = await client.lookup(try question("www.example.com"), in: view)
        #expect(www.addresses == ["192.0.2.1"], "\(www)")
        let alias = await client.lookup(try question("alias.example.com"), in: view)
        #expect(alias.addresses == ["192.0.2.1"] && alias.aliases.count == 1)
        let wild = await client.lookup(try question("any.wild.example.com", .txt), in: view)
        #expect(wild.records?.first?.data.joinedText == "wildcard")
        let big = await client.lookup(try question("big.example.com", .txt), in: view)
        #expect(big.records?.first?.data.joinedText?.count == 5000 && big.transport == .tcp)
        let noData = await client.lookup(try question("www.example.com", .mx), in: view)
        #expect(noData.outcome == .noData)
        let nonexistent = await client.lookup(try question("nothing.example.com"), in: view)
        #expect(nonexistent.outcome == .nonexistent)
        let refused = await client.lookup(try question("www.example.org"), in: view)
        #expect(refused.outcome == .failed(.refused) || refused.outcome == .failed(.servfail), "\(refused.outcome)")
    }

    @Test("NSD is understood", .enabled(if: NSD.isInstalled, "nsd is not installed"))
    func nsd() async throws {
        let nsd = try await NSD.start(zones: ["example.com": Self.zone])
        let client = try DNSClient(views: [View(name: "auth", servers: [nsd.endpoint], recursionDesired: false)])
        try await check(client, in: "auth")
        await nsd.stop()
    }

    @Test(
        "NSD is understood over IPv6", .enabled(if: NSD.isInstalled, "nsd is not installed"),
        .enabled(if: Loopback.hasIPv6, "the machine has no ::1"))
    func nsdOverIPv6() async throws {
        let nsd = try await NSD.start(zones: ["example.com": Self.zone], address: Loopback.ipv6)
        let client = try DNSClient(views: [View(name: "auth", servers: [nsd.endpoint], recursionDesired: false)])
        try await check(client, in: "auth")
        await nsd.stop()
    }

    @Test(
        "Unbound is understood", .enabled(if: NSD.isInstalled, "nsd is not installed"),
        .enabled(if: Unbound.isInstalled, "unbound is not installed"))
    func unbound() async throws {
        let nsd = try await NSD.start(zones: ["example.com": Self.zone])
        let unbound = try await Unbound.start(upstream: nsd.endpoint)
        let client = try client([unbound.endpoint])
        try await check(client, in: "public")
        await unbound.stop()
        await nsd.stop()
    }

    @Test(
        "a signed zone is authenticated, and forged data in it is bogus",
        .enabled(if: NSD.isInstalled, "nsd is not installed"), .enabled(if: Unbound.isInstalled, "unbound is not installed"),
        .enabled(if: SignedZone.isPossible, "ldnsutils is not installed"))
    func bogus() async throws {
        let signed = try await SignedZone.sign(Self.zone + "\nforged IN A 192.0.2.5", name: "example.com")
        let tampered = signed.text.replacing("192.0.2.5", with: "192.0.2.6")
        let nsd = try await NSD.start(zones: ["example.com": tampered])
        let unbound = try await Unbound.start(upstream: nsd.endpoint, trustAnchors: [signed.trustAnchor])
        let client = try client([unbound.endpoint])
        let secure = await client.lookup(try question("www.example.com"), in: "public")
        #expect(secure.addresses == ["192.0.2.1"] && secure.authenticated)
        let forged = await client.lookup(try question("forged.example.com"), in: "public")
        #expect(forged.outcome == .failed(.bogus), "\(forged.outcome) \(forged.attempts)")
        await unbound.stop()
        await nsd.stop()
    }
}
