import DNS
import LDNSCodec

/// Signed records of one small zone under each algorithm, made with ldns-signzone; the private halves were thrown away.
enum SignedSeeds {
    /// One packet per algorithm.
    static func packets() throws -> [[UInt8]] {
        try zones.compactMap { lines in
            let records = try lines.map { try Record(zoneLine: $0) }
            return MessageCodec.encode(
                Message(
                    id: 1, flags: [.response, .authoritative], question: records.first.map { Question($0.name, .a) },
                    answers: records))
        }
    }

    private static let zones = [
        [
            "s.test. 60 IN DNSKEY 257 3 8 AwEAAeb7dnHVY/5p3yW34srK8cxRFZlABKYVhIe4RBXU/SFWrBsuCXGf4ucMUCoTbolBGAm"
                + "3ZXJPlVltSOzBhmT4qkXCBtfkao0x68lohDrqKGPxPTnADpzsJh6aGCXNNQmKj4x2XnuDgPBXJICbLfRMvn0rUe67kcLjkW+zoNf"
                + "qcbAJ",
            "s.test. 60 IN RRSIG DNSKEY 8 2 60 20261221042442 20261123042442 46772 s.test. Sm7uZobjEUKbFhQwALE+on"
                + "7XoYEp65pLDuJG8IMGN0a4isjOEkmwrcsB+2L5MzUXHRTG9f07I8ZPmFYw6Aso4nlSmc1XPHQaeWA9hijLjtsyolS/0DeDNlfAiX"
                + "4NG1RQHgh1j2o2sx+nyOshgMRqy/CZ4kTBYlewj7xb3zqc64U=",
            "n.s.test. 60 IN A 192.0.2.1",
            "n.s.test. 60 IN RRSIG A 8 3 60 20261221042442 20261123042442 46772 s.test. YYbPjcksisW4xEquKVZtD3qTK"
                + "su3gGcYpcawWU/SbU/6c6hW/+ozlHXslZimQHUJ0vLFQGrIbhb/1iQmmszif+VR6B/L38lfU5nbWIIom4Q6gpz6NxwOMzYJ04jg/"
                + "1OiT1esytahaO3MkJ+arpW5M9/RY1fqH/LGiYQYPUiiRrs=",
            "jaomsirot11sap9kb5k999il7kq0lc23.s.test. 5 IN NSEC3 1 0 1 ab 10sdbn26dh2qpsqltn8m2j1siubbaoa6 NS SOA"
                + " RRSIG DNSKEY NSEC3PARAM",
        ],
        [
            "s.test. 60 IN DNSKEY 257 3 13 x694QcdaZ9VAUa7A3Mm0Mo1gzdfoi02XAaeWZBibwWxKrCILFYh/GLJMo046bL+Wrgedd0"
                + "GoAtr6o1HMu0qq8g==",
            "s.test. 60 IN RRSIG DNSKEY 13 2 60 20261221042442 20261123042442 35410 s.test. 7CJZ0fuRyaRXUJCNcjyVH"
                + "X+rN9COivpMo6zPsTbaPZ+6yqSI3Ig73E2MgmHLrhEZRj0XfKh8suEbvEVUbaZppw==",
            "n.s.test. 60 IN A 192.0.2.1",
            "n.s.test. 60 IN RRSIG A 13 3 60 20261221042442 20261123042442 35410 s.test. fTVpwTl+ddEYp4nNaq7fCmZk"
                + "HaoaroXGvGWDSbpLTbAsGizJBoMgtdlz1p6QavGZZcOU3OcB7EOfzcBQ1Xe90g==",
            "jaomsirot11sap9kb5k999il7kq0lc23.s.test. 5 IN NSEC3 1 0 1 ab 10sdbn26dh2qpsqltn8m2j1siubbaoa6 NS SOA"
                + " RRSIG DNSKEY NSEC3PARAM",
        ],
        [
            "s.test. 60 IN DNSKEY 257 3 14 nqyXiImzbV8zwFtVMKmOzX7/xnDJw8jeXaEwnBFHub3j7OwO7v/KPn3Lp7ESKXjurqtFb+"
                + "vyL6U09MGsgFXKOYSX1ZCEBgLRYY3P4cgSx1xHWzj8+1BWznXAy4s4MlKa",
            "s.test. 60 IN RRSIG DNSKEY 14 2 60 20261221042442 20261123042442 31833 s.test. GTHk5qtNKUSP4qe/J8fsp"
                + "8B1cEZYfEyeSMJcsdpQXf2oCsnd2z80g8gm0AVo6f8QzWq/dZGkmIpohFOWA8gG1n/IH8iksNBlS6L8vlaqCV10kOi+ibeQF4irW"
                + "P8+9p0C",
            "n.s.test. 60 IN A 192.0.2.1",
            "n.s.test. 60 IN RRSIG A 14 3 60 20261221042442 20261123042442 31833 s.test. d4yMRqIS5VXcfQUamCEKj+bE"
                + "XhTirDhNdN2+ga0+JJ6xR8vgstrbk0Dl6qNdMROIQ9A4sMn+nqtDT16TbFXE+EaveiXtxdv9OLpvxo+Jyl4S2qdhuH8Z4HbsAiW+"
                + "2qc7",
            "jaomsirot11sap9kb5k999il7kq0lc23.s.test. 5 IN NSEC3 1 0 1 ab 10sdbn26dh2qpsqltn8m2j1siubbaoa6 NS SOA"
                + " RRSIG DNSKEY NSEC3PARAM",
        ],
        [
            "s.test. 60 IN DNSKEY 257 3 15 pS3F0OyAx7GFEIhlGLLzhzlJ5hxouXPWQPpB8ocQA4w=",
            "s.test. 60 IN RRSIG DNSKEY 15 2 60 20261221042442 20261123042442 18032 s.test. 7+vLAQrlI2Z0kKIvKOima"
                + "GLwObVI8K1ZKFRkj4hylyuaXOioWdYeMsGtwL+aX2PyfH11ozAPEFn2b/xsIXGcCA==",
            "n.s.test. 60 IN A 192.0.2.1",
            "n.s.test. 60 IN RRSIG A 15 3 60 20261221042442 20261123042442 18032 s.test. lUw9tp/E3IDQEIR4BvrmNgHZ"
                + "+KG37QjT9EaeWnR/3/0qSwQze4bduBontjWqYm1SDMTCWdJEtDVCokELgum3DA==",
            "jaomsirot11sap9kb5k999il7kq0lc23.s.test. 5 IN NSEC3 1 0 1 ab 10sdbn26dh2qpsqltn8m2j1siubbaoa6 NS SOA"
                + " RRSIG DNSKEY NSEC3PARAM",
        ],
    ]
}
