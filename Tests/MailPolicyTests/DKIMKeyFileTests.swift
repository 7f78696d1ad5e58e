import Foundation
import Testing

@testable import MailPolicy

@Suite("Public halves of key files", .timeLimit(.minutes(10)))
struct DKIMKeyFileTests {
    /// Verifiers that do not check the point accept a signature made without a private key: R the neutral point, S zero. It
    /// verifies when the hash of the message is a multiple of the point's order, so for at least one message in eight.
    @Test(
        "anyone can forge a signature for a key of small order, as openssl confirms",
        .enabled(if: OpenSSL.isInstalled, "openssl is not installed"),
        arguments: [
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        ])
    func forgery(_ point: String) async throws {
        let key = DKIMPublicKey.ed25519(octets(point))
        #expect(DKIMKeyRecord(DKIMTXT(key).text).verdict == .unusable([.keyUnsafe]))
        let folder = FileManager.default.temporaryDirectory.appending(path: "sendready-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (pem, signature) = (folder.appending(path: "key.pem"), folder.appending(path: "signature"))
        let body = Base64Text.encode(key.subjectPublicKeyInfo)
        try Data("-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----\n".utf8).write(to: pem)
        try Data([1] + [UInt8](repeating: 0, count: 63)).write(to: signature)
        var fits = false
        for number in 0..<80 where !fits {
            let message = folder.appending(path: "message")
            try Data("message \(number)".utf8).write(to: message)
            let arguments = ["pkeyutl", "-verify", "-pubin", "-inkey", pem.path, "-rawin", "-in", message.path]
            fits = (try? await OpenSSL.run(arguments + ["-sigfile", signature.path])) != nil
        }
        #expect(fits)
    }

    @Test(
        "private and public files of one key give one key, as openssl does",
        .enabled(if: OpenSSL.isInstalled, "openssl is not installed"),
        arguments: [["rsa", "-pkeyopt", "rsa_keygen_bits:1024"], ["rsa", "-pkeyopt", "rsa_keygen_bits:2048"], ["ed25519"]])
    func generated(_ algorithm: [String]) async throws {
        for _ in 0..<4 {
            let pem = try await OpenSSL.run(["genpkey", "-algorithm"] + algorithm)
            let published = try await OpenSSL.run(["pkey", "-pubout"], input: pem)
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
            let traditional = try await OpenSSL.run(["rsa", "-traditional"], input: pem)
            #expect(traditional.contains("RSA PRIVATE KEY"))
            #expect(try DKIMKeyFile(traditional) == file)
            let older = try await OpenSSL.run(["rsa", "-RSAPublicKey_out"], input: pem)
            #expect(try DKIMKeyFile(older).key == file.key)
            let password = ["-passout", "pass:secret"]
            for arguments in [["rsa", "-aes128", "-traditional"], ["pkcs8", "-topk8"]] {
                let encrypted = try await OpenSSL.run(arguments + password, input: pem)
                #expect(throws: DKIMKeyFile.Fault.encrypted) { try DKIMKeyFile(encrypted) }
            }
        }
    }

    @Test("files without a DKIM key are refused as such", .enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
    func otherKeys() async throws {
        let curve = try await OpenSSL.run(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
        #expect(throws: DKIMKeyFile.Fault.otherAlgorithm) { try DKIMKeyFile(curve) }
        let published = try await OpenSSL.run(["pkey", "-pubout"], input: curve)
        #expect(throws: DKIMKeyFile.Fault.otherAlgorithm) { try DKIMKeyFile(published) }
        let pem = try await OpenSSL.run(["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:1024"])
        let lines = pem.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(throws: DKIMKeyFile.Fault.truncated) {
            try DKIMKeyFile((lines[..<3] + lines.suffix(2)).joined(separator: "\n"))
        }
        let base64 = lines.filter { !$0.hasPrefix("-") }.joined()
        #expect(DKIMKeyRecord("v=DKIM1; p=\(base64)").problems.map(\.code) == ["key-private"])
    }

    @Test(
        "an unreadable file is refused with a reason",
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
