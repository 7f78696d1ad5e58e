import DNS
import LDNSCodec

/// The packets that mutation starts from.
enum Seeds {
    private static let lines = [
        "a.example. 60 IN A 192.0.2.1", "a.example. 60 IN AAAA 2001:db8::1", "a.example. 60 IN NS ns.a.example.",
        "a.example. 60 IN CNAME b.example.", "a.example. 60 IN DNAME b.example.", "a.example. 60 IN PTR b.example.",
        "a.example. 60 IN MX 10 mx.a.example.", "a.example. 60 IN TXT \"v=spf1 ip4:192.0.2.1 -all\" \"x\"",
        "a.example. 60 IN SPF \"v=spf1 -all\"", "a.example. 60 IN SOA ns.a.example. host.a.example. 1 2 3 4 5",
        "_s._tcp.a.example. 60 IN SRV 1 2 25 mx.a.example.", "a.example. 60 IN CAA 128 issue \"ca.example\"",
        "_25._tcp.a.example. 60 IN TLSA 3 1 1 0123456789abcdef", "a.example. 60 IN SSHFP 1 1 0123456789abcdef",
        "a.example. 60 IN DS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "a.example. 60 IN DNSKEY 257 3 13 dGhpcyBpcyBub3QgYSBrZXk=",
        "a.example. 60 IN NAPTR 1 2 \"s\" \"x\" \"!a!b!\" b.example.",
        "a.example. 60 IN RRSIG A 13 2 60 20300101000000 20200101000000 12345 example. dGhpcyBpcyBub3QgYSBzaWc=",
        "a.example. 60 IN NSEC b.example. A MX RRSIG NSEC TYPE1234", "a.example. 60 IN NSEC3PARAM 1 0 10 aabbccdd",
        "a.example. 60 IN NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX A RRSIG",
        "a.example. 60 IN CDS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "a.example. 60 IN LOC 60 9 0.000 N 24 39 0.000 E 10.00m 20m 2000m 20m", "a.example. 60 IN HINFO \"a\" \"b\"",
        "a.example. 60 IN RP a.example. b.example.", "a.example. 60 IN AFSDB 1 b.example.",
        "a.example. 60 IN X25 \"311061700956\"",
        "a.example. 60 IN ISDN \"150862028003217\" \"004\"", "a.example. 60 IN RT 10 b.example.",
        "a.example. 60 IN KX 10 b.example.",
        "a.example. 60 IN CERT 1 0 5 dGhpcyBpcyBhIGNlcnQ=", "a.example. 60 IN WKS 192.0.2.1 6 25",
        "a.example. 60 IN APL 1:192.168.32.0/21 !1:192.168.38.0/28",
        "a.example. 60 IN DHCID AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=",
        "a.example. 60 IN IPSECKEY 10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
        "a.example. 60 IN OPENPGPKEY dGhpcyBpcyBhIGtleQ==", "a.example. 60 IN EUI48 00-00-5e-00-53-2a",
        "a.example. 60 IN EUI64 00-00-5e-ef-10-00-00-2a", "a.example. 60 IN URI 10 1 \"https://example.com/\"",
        "a.example. 60 IN NID 10 0014:4fff:ff20:ee64", "a.example. 60 IN L32 10 10.1.2.0",
        "a.example. 60 IN L64 10 2001:db8:1140:1000",
        "a.example. 60 IN LP 10 b.example.", "a.example. 60 IN PX 10 a.example. b.example.",
        "a.example. 60 IN GPOS \"1\" \"2\" \"3\"",
        "a.example. 60 IN MINFO a.example. b.example.", "a.example. 60 IN TYPE65280 \\# 3 0a0b0c",
        "a.example. 60 IN TYPE64 \\# 11 0001000001000403026832",
    ]

    /// One packet per type, and the hostile shapes.
    static func packets() throws -> [[UInt8]] {
        let records = try lines.map { try Record(zoneLine: $0) }
        guard let cookie = EDNS.Cookie(client: Array(1...8), server: Array(1...16)) else { return [] }
        var edns = EDNS(dnssecOK: true, options: [.cookie(cookie), EDNS.Option(code: 13, octets: [1, 97, 0])])
        edns.options.append(.extendedError(.init(code: 6, text: "bogus")))
        var packets = records.compactMap { record in
            MessageCodec.encode(
                Message(
                    id: 1, flags: [.response, .recursionAvailable], question: Question(record.name, record.type),
                    answers: [record], authorities: records.filter { $0.type == .soa || $0.type == .ns }, edns: edns))
        }
        let address = records.filter { $0.type == .a }
        if let name = DomainName("a.example") {
            packets += [
                Message(
                    flags: .response, question: Question(name, .a),
                    answers: Array(repeating: address, count: 500).flatMap { $0 })
            ].compactMap { MessageCodec.encode($0) }
        }
        return packets + [chain, twoSignatures, pointerBomb]
    }

    /// The packet that crashes ldns's printer.
    private static let chain: [UInt8] =
        [0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 6, 0, 13, 0, 2, 1, 97]

    /// The packet that makes ldns leak.
    private static let twoSignatures: [UInt8] = {
        let signature: [UInt8] = [0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 1, 44, 0, 0, 0, 1, 0, 0, 0, 0]
        return [0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 1] + signature + signature
    }()

    /// Small in octets, large in memory: aliases as pointers to a name of 127 labels.
    private static let pointerBomb: [UInt8] = {
        let count = 60
        let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 0, 0, 2, 0xc0, 12]
        return [0, 1, 0x80, 0, 0, 1, 0, UInt8(count), 0, 0, 0, 0] + Array(repeating: [1, 97], count: 127).flatMap { $0 }
            + [0, 0, 5, 0, 1] + Array(repeating: alias, count: count).flatMap { $0 }
    }()
}
