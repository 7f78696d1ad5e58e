import DNS
import Testing

@testable import ZonePlan

@Suite("Of what stands there, the plan keeps the right one", .timeLimit(.minutes(5)))
struct ChosenRecordTests {
    private static func lines(_ type: RecordType, at owner: String, mailFrom: String = "b.a.test", _ records: [String])
        async throws
        -> [String]
    {
        let file =
            "networks: { public: [203.0.113.0/24, 198.51.100.0/24] }\nscheme: direct\n"
            + "panel: [{ host: www.a.test, addresses: [203.0.113.10] }]\n"
            + "senders: [{ name: bulk, addresses: [203.0.113.20], from: [a.test], mail-from: [\(mailFrom)] }]\n"
        return ZoneTable.lines(try await ZoneTable.plan(file, try ZoneTable(records)), type, at: owner)
    }

    @Test("of several BIMI records the one with a certificate stays, or else one with a logo")
    func indicators() async throws {
        let logo = "v=BIMI1; l=https://a.test/a.svg"
        let proven = "v=BIMI1; l=https://a.test/z.svg; a=https://a.test/z.pem"
        let declined = "v=BIMI1; l=; a="
        for (standing, kept) in [([logo, proven], proven), ([declined, logo], logo), ([declined, proven, logo], proven)] {
            let found = try await Self.lines(.txt, at: "default._bimi.a.test", standing.map { "default._bimi.a.test TXT \($0)" })
            let others = standing.filter { $0 != kept }.sorted().map { "superfluous default._bimi.a.test - (was \"\($0)\")" }
            #expect(found == ["present default._bimi.a.test \"\(kept)\""] + others)
        }
    }

    @Test("a From domain whose own address takes its mail has mailboxes there, and mail is sent from there")
    func implicitExchange() async throws {
        let fresh = "v=spf1 ip4:203.0.113.20"
        #expect(try await Self.lines(.txt, at: "a.test", []) == ["missing a.test \"\(fresh) -all\""])
        #expect(
            try await Self.lines(.txt, at: "a.test", ["a.test A 198.51.100.7"]) == ["missing a.test \"\(fresh) ~all\""])
        // The deployment's own mail server.
        #expect(
            try await Self.lines(.txt, at: "a.test", ["a.test A 203.0.113.20"]) == ["missing a.test \"\(fresh) -all\""])
        // Bounces must not take that mail away.
        #expect(try await Self.lines(.mx, at: "a.test", mailFrom: "a.test", ["a.test A 198.51.100.7"]) == [])
    }
}
