import DNS
import Testing

@testable import MailPolicy

@Suite("Any text is handled, with positions inside it", .timeLimit(.minutes(10)))
struct PolicyPropertyTests {
    private static let words = [
        "v", "p", "=", ";", ":", ",", " ", "\t", "DMARC1", "DKIM1", "v=DMARC1; ", "v=DKIM1; ", "STSv1", "TLSRPTv1", "BIMI1",
        "none", "reject",
        "rua=", "ruf=", "mailto:", "a@b.example", "https://", "!10m", "\"", "\\", "\\;", "é", "\u{201c}", "\u{200b}", "\u{0}",
        "=", "MIIB", "AAAA",
        "==", "\n", "\r\n", "version: ", "mode: ", "mx: ", "*.", "max_age: ", "99999999999", "%", "%4", "k=rsa", "sp=", "fo=",
        "pct=", "t=y",
    ]

    private func check(_ kind: RecordKind, _ text: String) {
        let result = RecordLint.lint(kind: kind, text: text)
        let count = text.utf8.count
        #expect(result.problems.allSatisfy { $0.range.upperBound <= count && !$0.message.isEmpty })
        #expect(result.problems == result.problems.inTextOrder())
    }

    @Test("random texts of all kinds", arguments: RecordKind.allCases)
    func random(_ kind: RecordKind) {
        var random = SplitMix(seed: 7)
        for round in 0..<600 {
            check(kind, String(decoding: random.octets(round % 60), as: UTF8.self))
            check(
                kind,
                (0..<Int.random(in: 0...14, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined())
        }
    }

    @Test("long texts take linear time", arguments: RecordKind.allCases)
    func long(_ kind: RecordKind) {
        for piece in ["a=1;", ";", "mailto:a@b.example,", "\"", "é", "v", "rua=mailto:a@b.example,", "p=none p=", "x: y\n", "A"] {
            let text = "v=DMARC1; rua=" + String(repeating: piece, count: 16_384 / piece.utf8.count)
            let elapsed = ContinuousClock().measure { check(kind, text) }
            #expect(elapsed < .seconds(5), "\(piece) took \(elapsed)")
        }
    }

    @Test("random octets as key structures, and damaged keys")
    func keys() {
        var random = SplitMix(seed: 9)
        let key = DKIMPublicKey.rsa(modulus: [0x80] + random.octets(127), exponent: [1, 0, 1])
        for round in 0..<800 {
            _ = try? DKIMKeyMaterial(random.octets(round % 90))
            var octets = key.subjectPublicKeyInfo
            octets[Int.random(in: 0..<min(octets.count, 30), using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = try? DKIMKeyMaterial(octets)
            let text = "-----BEGIN RSA PRIVATE KEY-----\n\(Base64Text.encode(octets))\n-----END RSA PRIVATE KEY-----"
            _ = try? DKIMKeyFile(text)
            _ = try? DKIMKeyFile(String(text.dropFirst(round % text.count)))
            _ = try? DKIMKeyFile(text.replacing("RSA ", with: ""))
        }
    }

    @Test("a key round-trips through its structure and its record")
    func keyIdentity() throws {
        var random = SplitMix(seed: 11)
        for size in [1, 63, 64, 127, 128, 129, 256, 512] {
            let modulus = Array(([UInt8.random(in: 1...255, using: &random)] + random.octets(size - 1)).prefix(size))
            let key = DKIMPublicKey.rsa(modulus: modulus, exponent: [1, 0, 1])
            #expect(try DKIMKeyMaterial(key.subjectPublicKeyInfo).key == key)
            let point = DKIMPublicKey.ed25519(random.octets(32))
            #expect(DKIMKeyRecord(DKIMTXT(point).text).key == point)
            #expect(try DKIMKeyMaterial(point.subjectPublicKeyInfo).key == point)
        }
    }

    @Test("a DMARC record written from values is read back as those values")
    func recordIdentity() throws {
        var random = SplitMix(seed: 13)
        for _ in 0..<500 {
            let p = DMARCRequest.allCases.randomElement(using: &random) ?? .none
            let sp = DMARCRequest.allCases.randomElement(using: &random) ?? .none
            let separator = [";", "; ", " ;\t"].randomElement(using: &random) ?? ";"
            let equals = ["=", " = "].randomElement(using: &random) ?? "="
            let tags = [("p", p.rawValue), ("sp", sp.rawValue), ("adkim", "s"), ("rua", "mailto:a@b.example")].shuffled(
                using: &random)
            let text = (["v\(equals)DMARC1"] + tags.map { $0.0 + equals + $0.1 }).joined(separator: separator)
            let record = try #require(DMARCRecord(text))
            #expect(record.policy == .legal(p) && record.subdomainPolicy == .legal(sp) && record.dkimAlignment == .strict)
            #expect(record.aggregateReports.map(\.text) == ["mailto:a@b.example"])
            #expect(RecordLint.lint(kind: .dmarc, text: text).valid)
            #expect(record.text == text)
        }
    }

    @Test("strings of a TXT record are at most 255 octets, joined the text, and never cut a character")
    func strings() {
        for text in [
            "", "a", String(repeating: "é", count: 500), String(repeating: "x", count: 255), String(repeating: "x", count: 256),
        ] {
            let strings = DKIMTXT.strings(text)
            #expect(strings.joined() == text && strings.allSatisfy { $0.utf8.count <= 255 })
            #expect(strings.count == max(1, (text.utf8.count + 254) / 255) || text.contains("é"))
        }
    }
}
