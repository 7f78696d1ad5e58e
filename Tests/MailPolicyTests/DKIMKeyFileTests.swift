import Testing

@testable import MailPolicy

@Suite("Key files, of which the public half is kept")
struct DKIMKeyFileTests {
    @Test("SHA-512 gives the digests of FIPS 180-4")
    func digests() {
        let empty =
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
        let abc =
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        #expect(hex(SHA512.hash([])) == empty)
        #expect(hex(SHA512.hash(Array("abc".utf8))) == abc)
    }

    /// RFC 8032 §7.1.
    @Test(
        "the public key of an Ed25519 seed is that of RFC 8032",
        arguments: [
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
        ])
    func seeds(_ seed: String, _ key: String) {
        #expect(hex(Ed25519.publicKey(seed: octets(seed))) == key)
    }

    @Test(
        "private and public files of one key give one key, as openssl does",
        .enabled(if: OpenSSL.isInstalled, "openssl is not installed"),
        arguments: [["rsa", "-pkeyopt", "rsa_keygen_bits:1024"], ["rsa", "-pkeyopt", "rsa_keygen_bits:2048"], ["ed25519"]])
    func generated(_ algorithm: [String]) throws {
        for _ in 0..<4 {
            let pem = try OpenSSL.run(["genpkey", "-algorithm"] + algorithm)
            let published = try OpenSSL.run(["pkey", "-pubout"], input: pem)
            let file = try DKIMKeyFile(pem)
            #expect(file.kind == .privateKey)
            #expect(try DKIMKeyFile(published) == DKIMKeyFile(kind: .publicKey, key: file.key))
            let base64 = published.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
            #expect(Base64Text.encode(file.key.subjectPublicKeyInfo) == base64)
            #expect(try DKIMKeyFile(base64).key == file.key)

            let txt = DKIMTXT(file.key)
            #expect(txt.strings.allSatisfy { $0.utf8.count <= 255 } && txt.strings.joined() == txt.text)
            let record = DKIMKeyRecord(txt.text)
            #expect(record.key == file.key && record.verdict == .usable)
            #expect(!record.problems.hasErrors)
            #expect(try DKIMKeyFile(txt.text) == DKIMKeyFile(kind: .record, key: file.key))

            guard algorithm[0] == "rsa" else { continue }
            let traditional = try OpenSSL.run(["rsa", "-traditional"], input: pem)
            #expect(traditional.contains("RSA PRIVATE KEY"))
            #expect(try DKIMKeyFile(traditional) == file)
            #expect(try DKIMKeyFile(try OpenSSL.run(["rsa", "-RSAPublicKey_out"], input: pem)).key == file.key)
            #expect(throws: DKIMKeyFile.Fault.encrypted) {
                try DKIMKeyFile(try OpenSSL.run(["rsa", "-aes128", "-traditional", "-passout", "pass:secret"], input: pem))
            }
            #expect(throws: DKIMKeyFile.Fault.encrypted) {
                try DKIMKeyFile(try OpenSSL.run(["pkcs8", "-topk8", "-passout", "pass:secret"], input: pem))
            }
        }
    }

    @Test("what is no DKIM key is said to be so", .enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
    func otherKeys() throws {
        let curve = try OpenSSL.run(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
        #expect(throws: DKIMKeyFile.Fault.otherAlgorithm) { try DKIMKeyFile(curve) }
        #expect(throws: DKIMKeyFile.Fault.otherAlgorithm) { try DKIMKeyFile(try OpenSSL.run(["pkey", "-pubout"], input: curve)) }
        let pem = try OpenSSL.run(["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:1024"])
        let lines = pem.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(throws: DKIMKeyFile.Fault.truncated) {
            try DKIMKeyFile((lines[..<3] + lines.suffix(2)).joined(separator: "\n"))
        }
        let base64 = lines.filter { !$0.hasPrefix("-") }.joined()
        #expect(DKIMKeyRecord("v=DKIM1; p=\(base64)").problems.map(\.code) == ["key-private"])
    }

    @Test(
        "a file that cannot be read says why",
        arguments: [
            ("", DKIMKeyFile.Fault.empty), (" \n", .empty), ("hello world!", .notBase64), ("AAAA", .notAKey),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", .otherBlock),
            ("-----BEGIN PRIVATE KEY-----\nAAAA\n", .unfinished), ("-----BEGIN PRIVATE KEY", .unfinished),
            ("-----BEGIN PUBLIC KEY-----\nA*A=\n-----END PUBLIC KEY-----\n", .notBase64),
            ("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n", .truncated),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", .otherBlock),
            ("v=DKIM1; p=", .recordWithoutKey),
        ])
    func faults(_ text: String, _ fault: DKIMKeyFile.Fault) {
        #expect(throws: fault) { try DKIMKeyFile(text) }
    }
}

func hex(_ octets: [UInt8]) -> String { octets.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() }

func octets(_ hex: String) -> [UInt8] {
    let digits = Array(hex)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
}
