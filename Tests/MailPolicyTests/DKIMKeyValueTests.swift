import DNS
import Testing

@testable import MailPolicy

@Suite("Values of DKIM key records that no verifier reads", .timeLimit(.minutes(10)))
struct DKIMKeyValueTests {
    /// The key of RFC 8032 §7.1, test 1: private, then public.
    private static let secret = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="
    private static let own = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    private static let pair = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg=="

    @Test(
        "a key type in other letters is none that verifiers know (RFC 6376 §3.2); of hashes and services, verifiers differ",
        arguments: [
            ("v=DKIM1; k=Ed25519; p=KEY", "key-type-unknown", "v=DKIM1; k=ed25519; p=KEY", false),
            ("v=DKIM1; k=ed25519; h=SHA256; p=KEY", "value-letters", "v=DKIM1; k=ed25519; h=sha256; p=KEY", true),
            ("v=DKIM1; k=ed25519; s=Email; p=KEY", "value-letters", "v=DKIM1; k=ed25519; s=email; p=KEY", true),
        ])
    func letters(_ text: String, _ code: String, _ repaired: String, _ isUsable: Bool) {
        let (text, repaired) = (text.replacing("KEY", with: Self.own), repaired.replacing("KEY", with: Self.own))
        let record = DKIMKeyRecord(text)
        #expect((record.verdict == .usable) == isUsable && record.problems.map(\.code) == [code])
        #expect(record.key != nil, "the key can be read, so that it can be compared")
        #expect(RecordLint.lint(kind: .dkim, text: text).repaired == repaired)
        #expect(DKIMKeyRecord(repaired).verdict == .usable)
    }

    @Test("64 octets that are a private key and its public half are told as a private key, others by their length")
    func pairs() {
        for type in ["k=ed25519; ", ""] {
            let record = DKIMKeyRecord("v=DKIM1; \(type)p=\(Self.pair)")
            #expect(record.problems.map(\.code) == ["key-private"] && record.key == nil, "\(type)")
        }
        let other = DKIMKeyRecord("v=DKIM1; k=ed25519; p=" + String(repeating: "A", count: 86) + "==")
        #expect(other.problems.map(\.code) == ["key-ed25519-length"])
        // A private key alone cannot be told from a public one.
        #expect(DKIMKeyRecord("v=DKIM1; k=ed25519; p=\(Self.secret)").problems.allSatisfy { $0.code != "key-private" })
    }

    @Test("an address of TLS-RPT with a size limit of DMARC's is kept without it")
    func sizes() {
        let lint = RecordLint.lint(kind: .tlsRPT, text: "v=TLSRPTv1; rua=mailto:a@b.example!10m,mailto:c@d.example")
        #expect(!lint.valid && lint.problems.map(\.code) == ["address-invalid"], "\(lint.problems)")
        #expect(lint.repaired == "v=TLSRPTv1; rua=mailto:a@b.example,mailto:c@d.example")
        let alone = RecordLint.lint(kind: .tlsRPT, text: "v=TLSRPTv1; rua=mailto:a@b.example!10m")
        #expect(alone.repaired == "v=TLSRPTv1; rua=mailto:a@b.example")
        #expect(lint.corrections == "`mailto:a@b.example!10m` ends in a size limit, which these records do not have")
    }

    @Test("terms that name an address and are not read")
    func ignored() throws {
        let address = try #require(IPAddress("192.0.2.1"))
        let record = { SPFRecord(parsing: $0) }
        #expect(record("v=spf1 ip4=192.0.2.1 -all").ignoredTerms(naming: address) == ["ip4=192.0.2.1"])
        #expect(record("v=spf1 -all ip4:192.0.2.0/24").ignoredTerms(naming: address) == ["ip4:192.0.2.0/24"])
        #expect(record("v=spf1 ip4:192.0.2.1 ip4=192.0.2.9 -all -ip4:192.0.2.1").ignoredTerms(naming: address) == [])
    }

    @Test("notes say what was wrong")
    func notes() {
        let notes = SPFRecordRepair.correctionNotes(SPFRecord(parsing: "v=spf1 ipv4:192.0.2.1 -all"))
        #expect(notes.count == 1 && notes[0].hasSuffix(": written as ip4:192.0.2.1"), "\(notes)")
    }
}
