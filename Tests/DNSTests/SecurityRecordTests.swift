import DNS
import Testing

@Suite("DNSSEC record data", .timeLimit(.minutes(10)))
struct SecurityRecordTests {
    @Test("base 32 with the extended hex alphabet")
    func base32() {
        // RFC 4648 §10
        let vectors = [
            "": "", "CO": "f", "CPNG": "fo", "CPNMU": "foo", "CPNMUOG": "foob", "CPNMUOJ1": "fooba", "cpnmuoj1e8": "foobar",
        ]
        for (text, plain) in vectors { #expect(Base32Hex.decode(text.utf8) == Array(plain.utf8), "\(text)") }
        for text in ["C", "CP1Z", "CO=", "CP"] { #expect(Base32Hex.decode(text.utf8) == nil, "\(text)") }
    }

    @Test("the tag of a key is the sum of its octets (RFC 4034 appendix B)")
    func keyTag() throws {
        let key = try #require(
            ZoneKey([
                0x01, 0x00, 0x03, 0x05, 0x01, 0x03, 0xd2, 0x2a, 0x6c,
            ]))
        #expect(key.signsZones && key.algorithm.rawValue == 5 && !key.algorithm.isSupported)
        #expect(key.keyTag == 0x4333)
        let revoked = try #require(ZoneKey([0x01, 0x80, 0x03, 0x08, 0x01]))
        #expect(!revoked.signsZones)
    }

    @Test("type bitmaps, valid and damaged")
    func bitmaps() throws {
        // RFC 4034 §4.3: host.example.com. NSEC A MX RRSIG NSEC TYPE1234
        let next: [UInt8] = [4] + Array("host".utf8) + [7] + Array("example".utf8) + [3] + Array("com".utf8) + [0]
        let windows: [UInt8] =
            [0x00, 0x06, 0x40, 0x01, 0x00, 0x00, 0x00, 0x03] + [0x04, 0x1b] + Array(repeating: 0, count: 26) + [0x20]
        let record = try #require(NextSecure(next + windows))
        #expect(record.next.text == "host.example.com")
        let types: [RecordType] = [.a, .mx, .rrsig, .nsec, RecordType(rawValue: 1234)]
        for type in types { #expect(record.types.contains(type), "\(type)") }
        for type in [RecordType.ns, .aaaa, .ds, RecordType(rawValue: 1235)] { #expect(!record.types.contains(type), "\(type)") }
        #expect(NextSecure(next + [0, 0]) == nil, "an empty window")
        #expect(NextSecure(next + [0, 33] + Array(repeating: 1, count: 33)) == nil, "a window that is too long")
        #expect(NextSecure(next + [1, 1, 1, 0, 1, 1]) == nil, "windows out of order")
        #expect(NextSecure(next + [0, 4, 1]) == nil, "a window that runs past the end")
        #expect(NextSecure([]) == nil && NextSecure3([1, 0, 0, 0, 9]) == nil && RecordSignature([0, 1]) == nil)
        #expect(DelegationSigner([0, 1, 8, 2]) == nil && ZoneKey([1, 0, 3, 8]) == nil)
    }
}
