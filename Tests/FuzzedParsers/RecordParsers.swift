import DNS
import MailPolicy

extension FuzzedParser {
    /// A parser for each kind of record that can be linted from its text.
    static let records = RecordKind.allCases.map { kind in
        text(kind.rawValue, common + (tokens[kind] ?? [])) { text in
            let broken = lint(text, kind)
            return broken == nil && kind == .spf ? repairsOfSPF(text) : broken
        }
    }

    /// Answers with several texts, key files and CAA values.
    static let mailRecordParts: [FuzzedParser] = [
        text("dkim-answer", common + (tokens[.dkim] ?? [])) { text in
            let texts = text.split(separator: "\n").map(String.init)
            _ = DKIMAnswer(texts)
            _ = texts.map { DKIMObsoletePolicy($0) }
            _ = texts.map { AnnouncedRecord($0) }
            return nil
        },
        text("dkim-key-file", keyFileTokens) { text in
            guard let file = try? DKIMKeyFile(text) else { return nil }
            let record = DKIMTXT(file.key).text
            let broken = RecordLint.lint(kind: .dkim, text: record).problems.first {
                $0.severity == .error && $0.code == "not-dkim"
            }
            return broken.map { "publishes what is no key record: \($0.message)" }
        },
        text("caa", caaTokens) { text in
            let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let record = CAARecord(flags: UInt8(truncatingIfNeeded: text.utf8.count), tag: parts[0], value: parts.last ?? "")
            _ = (record.grant, record.parameters, record.issuer)
            return outside(record.problems, parts.last ?? "")
        },
    ]

    /// Places lie in the text, and a repaired text is valid and needs no repair.
    private static func lint(_ text: String, _ kind: RecordKind) -> String? {
        let result = RecordLint.lint(kind: kind, text: text)
        if let outside = outside(result.problems, text) { return outside }
        guard result.valid == !result.problems.hasErrors else { return "valid with errors" }
        guard let repaired = result.repaired else { return nil }
        guard repaired != text else { return "repaired to itself" }
        let again = RecordLint.lint(kind: kind, text: repaired)
        guard again.valid else { return "repaired to what is not valid: \(repaired)" }
        return again.repaired.map { "repaired to \(repaired) and that to \($0)" }
    }

    private static func outside(_ problems: [PolicyProblem], _ text: String) -> String? {
        let count = text.utf8.count
        let stray = problems.first { $0.range.lowerBound < 0 || $0.range.upperBound > count }
        return stray.map { "a place outside the text: \($0.range) of \(count)" }
    }

    private static func repairsOfSPF(_ text: String) -> String? {
        let record = SPFRecord(parsing: text)
        _ = record.lint(at: DomainName("example.com"))
        _ = SPFLookalike.all(in: [text])
        let other = SPFRecord(parsing: "v=spf1 a -all")
        let address = IPAddress(family: .ipv4, number: 0xc000_0201)
        for repaired in [
            SPFRepair.corrected(record), SPFRepair.merged([record, other]), SPFRepair.adding([address], to: record),
        ] {
            guard let repaired, !SPFRecord(parsing: repaired).isValid else { continue }
            return "repaired to what is not valid: \(repaired)"
        }
        return nil
    }

    private static let common = [
        ";", "=", ":", ",", " ", "; ", "\"", "\\;", "v=", "mailto:", "https://", "a@acme.example", "acme.example", "!10m", "%2c",
        "x=1", "*", ".",
    ]

    private static let tokens: [RecordKind: [String]] = [
        .spf: [
            "v=spf1", "spf2.0/pra", " a", " mx", " ptr", " all", "-all", "~all", "?all", "+", " include:", " exists:", " ip4:",
            " ip6:", " redirect=",
            " exp=", "192.0.2.1", "2001:db8::1", "/24", "//64", "%{", "%{i}", "%{ir}", "%{d2r-}", "%{p}", "%%", "%_", "%-", "}",
            "_spf.acme.example",
            "::ffff:192.0.2.1", "ipv4:", "include=",
        ],
        .dkim: [
            "v=DKIM1", "k=rsa", "k=ed25519", "p=", "t=y:s", "s=email", "h=sha1", "h=sha256", "n=", "g=*",
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----",
        ],
        .dmarc: [
            "v=DMARC1", "p=", "none", "quarantine", "reject", "sp=", "np=", "rua=", "ruf=", "adkim=", "aspf=", "pct=", "fo=",
            "rf=", "ri=", "psd=",
            "t=", "0:1:d:s",
        ],
        .mtaSTSRecord: ["v=STSv1", "id=", "20260101T000000"],
        .mtaSTSPolicy: [
            "version: STSv1", "mode: ", "enforce", "testing", "none", "mx: ", "*.acme.example", "max_age: ", "604800", "31557600",
            "\r\n", "\n",
        ],
        .tlsRPT: ["v=TLSRPTv1", "rua="],
        .bimi: ["v=BIMI1", "l=", "a=", "avp=", "brand", "personal", ".svg", ".pem"],
    ]

    private static let keyFileTokens = [
        "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----", "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED", "MCowBQYDK2VwAyEA",
        "v=DKIM1; k=rsa; p=",
        "s1._domainkey IN TXT (", ")", "\"",
    ]

    private static let caaTokens = [
        "issue ", "issuewild ", "issuemail ", "issuevmc ", "iodef ", "ca.example", "; ", "accounturi=https://ca.example/1",
        "validationmethods=dns-01", "mailto:a@acme.example", ";", "=",
    ]
}
