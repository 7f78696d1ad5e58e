import Cryptography
import Testing

@Suite("Public halves of private keys", .timeLimit(.minutes(10)))
struct PrivateKeyTests {
    /// Seeds and public keys of RFC 8032 §7.1.
    static let seeds: [(seed: String, key: String)] = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
        ),
        (
            "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
            "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e"
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf"
        ),
    ]

    /// PrivateKeyInfo of Ed25519 before its seed (RFC 8410 §7), and SubjectPublicKeyInfo before its key.
    private static let privateHead = "302e020100300506032b657004220420"
    private static let publicHead = "302a300506032b6570032100"

    @Test("the public key of an Ed25519 seed is that of RFC 8032", arguments: seeds)
    func seed(_ seed: String, _ key: String) throws {
        var octets = octets(Self.privateHead + seed)
        #expect(hex(try PrivateKey.publicHalf(of: &octets, .pkcs8)) == Self.publicHead + key)
        #expect(octets == Array(repeating: 0, count: 48), "the private octets are wiped")
    }

    @Test("a public key stored with the seed is ignored")
    func publicKeyBeside() throws {
        let (seed, key) = try #require(Self.seeds.first)
        let wrong = String(repeating: "11", count: 32)
        var octets = octets("3051020101300506032b657004220420" + seed + "812100" + wrong)
        #expect(hex(try PrivateKey.publicHalf(of: &octets, .pkcs8)) == Self.publicHead + key)
    }

    @Test(
        "keys that DKIM does not support are refused with a reason",
        arguments: [
            ("", PrivateKey.Form.pkcs8, PrivateKey.Fault.notAKey), ("", .rsa, .notAKey), ("3000", .rsa, .notAKey),
            ("3000", .pkcs8, .notAKey), ("302e020100300506032b65700422042000", .pkcs8, .notAKey),
            // X25519 (RFC 8410 §7) and an unknown algorithm.
            ("302e020100300506032b656e04220420" + String(repeating: "42", count: 32), .pkcs8, .otherAlgorithm),
            ("3010020100300506032a0304040404021122", .pkcs8, .otherAlgorithm),
        ])
    func faults(_ hexadecimal: String, _ form: PrivateKey.Form, _ fault: PrivateKey.Fault) {
        var octets = octets(hexadecimal)
        #expect(throws: fault) { try PrivateKey.publicHalf(of: &octets, form) }
    }
}

func hex(_ octets: [UInt8]) -> String { octets.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() }

func octets(_ hex: String) -> [UInt8] {
    let digits = Array(hex)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
}
