import Foundation
import Testing

@testable import MailPolicy

/// Records generated from values, and then broken the way people break them.
@Suite("A repaired record is valid, keeps everything recognised, and needs no second repair", .timeLimit(.minutes(10)))
struct RecordRepairPropertyTests {
    private static let rounds = 1_000
    /// The same in every run; `SENDREADY_SEED` tries others.
    private static let seed =
        ProcessInfo.processInfo.environment["SENDREADY_SEED"].flatMap { UInt64($0) } ?? 13_612_956_066_747_020_340

    private static let key = DKIMPublicKey.rsa(
        modulus: [0xc1] + (1...254).map { UInt8(truncatingIfNeeded: $0 &* 37) } + [0x0b], exponent: [1, 0, 1])
    private static let point = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

    // MARK: - Sound records

    private static func record(_ kind: RecordKind, _ random: inout SplitMix) -> String {
        func some(_ parts: [String], _ random: inout SplitMix) -> [String] { parts.filter { _ in Bool.random(using: &random) } }
        func list(_ first: String, _ parts: [String], _ random: inout SplitMix) -> String {
            let separator = ["; ", ";", " ; "].randomElement(using: &random) ?? "; "
            return ([first] + some(parts, &random)).joined(separator: separator) + (Bool.random(using: &random) ? ";" : "")
        }
        switch kind {
        case .spf:
            let terms = some(
                [
                    "a", "mx", "ip4:9.9.9.9", "ip4:9.8.0.0/20", "ip6:2a00:1::/48", "include:_spf.vendor.example",
                    "a:mail.acme.example/28", "-ip4:9.7.7.7", "exists:%{i}._spf.acme.example",
                ], &random)
            let end = ["-all", "~all", "?all", "redirect=_spf.acme.example", ""].randomElement(using: &random) ?? ""
            return (["v=spf1"] + terms + [end]).filter { !$0.isEmpty }.joined(separator: " ")
        case .dkim:
            let isPoint = Bool.random(using: &random)
            let value = isPoint ? point : key.recordValue
            let cut = Int.random(in: 1..<value.count, using: &random)
            let folded = Bool.random(using: &random) ? value : "\(value.prefix(cut)) \(value.dropFirst(cut))"
            return list("v=DKIM1", ["h=sha256", "t=y", "s=email", "n=a note"], &random)
                .replacing("v=DKIM1", with: "v=DKIM1; k=\(isPoint ? "ed25519" : "rsa"); p=\(folded)")
        case .dmarc:
            let p = ["none", "quarantine", "reject"].randomElement(using: &random) ?? "none"
            return list(
                "v=DMARC1; p=\(p)",
                [
                    "sp=reject", "np=none", "adkim=s", "aspf=r", "t=y", "fo=1:d", "pct=50", "ruf=mailto:f@acme.example",
                    "rua=mailto:a@acme.example,mailto:b@vendor.example",
                ], &random)
        case .mtaSTSRecord: return list("v=STSv1; id=2026\(Int.random(in: 1...99, using: &random))", ["more=a"], &random)
        case .tlsRPT: return list("v=TLSRPTv1; rua=mailto:a@acme.example,https://r.vendor.example/v1", ["x=1"], &random)
        case .bimi:
            return list("v=BIMI1; l=https://i.acme.example/l.svg", ["a=https://i.acme.example/c.pem", "avp=brand"], &random)
        case .mtaSTSPolicy:
            let mode = ["enforce", "testing"].randomElement(using: &random) ?? "enforce"
            return
                (["version: STSv1", "mode: \(mode)", "mx: mx1.acme.example"]
                + some(["mx: *.vendor.example", "mx: mx2.acme.example"], &random) + ["max_age: 604800"])
                .joined(separator: Bool.random(using: &random) ? "\n" : "\r\n") + "\n"
        }
    }

    // MARK: - Breaking them

    /// Ways of breaking a text after which a person could still read every value.
    private static let slips: [@Sendable (String, inout SplitMix) -> String] = [
        { text, _ in text.replacing(";", with: "") }, { text, _ in text.replacing("; ", with: ", ") },
        { text, random in replacingOne(";", in: text, with: [" ", ",", ";;", "; ;", "\\;", "\u{a0};"], &random) },
        { text, random in replacingOne("=", in: text, with: [" = ", "= ", " ="], &random) },
        { text, random in replacingOne(":", in: text, with: [": ", " :"], &random) },
        { text, random in replacingOne(" ", in: text, with: ["  ", "\t", "\u{a0}", "\" \""], &random) },
        { text, random in replacingOne("-all", in: text, with: ["- all", "\u{2013}all", "-all."], &random) },
        { text, random in replacingOne("ip4:", in: text, with: ["ip:", "ipv4:", "ip4: ", "IP4:"], &random) },
        { text, random in replacingOne("/20", in: text, with: ["/255.255.240.0", "//20", "/020"], &random) },
        { text, random in replacingOne("include:", in: text, with: ["include=", "include: ", "include:https://"], &random) },
        { text, random in replacingOne("mailto:", in: text, with: ["mailto: ", "mailto://", "", "MAILTO:"], &random) },
        { text, random in replacingOne(",", in: text, with: [" ", ";", " , "], &random) },
        { text, _ in "\"\(text)\"" }, { text, _ in "\u{201c}\(text)\u{201d}" }, { text, _ in " \(text)" },
        { text, _ in "\u{feff}\(text)" }, { text, _ in "\(text) " }, { text, _ in "\(text)\n" },
        { text, random in
            let octets = Array(text.replacing("\"", with: "\\\""))
            let cut = Int.random(in: 0...octets.count, using: &random)
            let strings = [String(octets[..<cut]), String(octets[cut...])].map { "\"\($0)\"" }
            return ["(", "s1 IN TXT (", "@ 3600 IN TXT"].randomElement(using: &random) == "("
                ? "( \(strings.joined(separator: "\n  ")) )" : "s1 IN TXT (\(strings.joined(separator: " ")))"
        },
        { text, _ in text.replacing("v=", with: "V=").replacing("k=", with: "K=").replacing("; p=", with: "; P=") },
        { text, random in replacingOne("v=", in: text, with: ["", "v:", "V = "], &random) },
        { text, _ in text.replacing("DKIM1", with: "dkim1").replacing("DMARC1", with: "dmarc1") },
        { text, random in
            var parts = text.split(separator: ";").map(String.init)
            parts.shuffle(using: &random)
            return parts.joined(separator: ";")
        },
        { text, random in
            let parts = text.split(separator: ";").map(String.init)
            return (parts + [parts.randomElement(using: &random) ?? ""]).joined(separator: ";")
        },
        { text, random in replacingOne("email", in: text, with: ["emails", "e-mail"], &random) },
        { text, random in replacingOne("p=reject", in: text, with: ["p=rejct", "p=REJECT", "p:reject", "reject"], &random) },
        { text, random in replacingOne("adkim=s", in: text, with: ["adkim=strict", "adkim=q", "adkm=s"], &random) },
        { text, random in replacingOne("mode: ", in: text, with: ["mode ", "Mode: ", "mode = "], &random) },
        { text, random in replacingOne("fo=1:d", in: text, with: ["fo=x", "fo=1;d", "fo=1,d"], &random) },
    ]

    private static func replacingOne(
        _ part: String, in text: String, with others: [String], _ random: inout SplitMix
    ) -> String {
        let ranges = text.ranges(of: part)
        guard let range = ranges.randomElement(using: &random) else { return text }
        return text.replacingCharacters(range, others.randomElement(using: &random) ?? "")
    }

    /// Octets changed, lost, doubled and exchanged anywhere: nothing is assumed about the result.
    private static func damaged(_ text: String, _ random: inout SplitMix) -> String {
        var octets = Array(text.utf8)
        for _ in 0...Int.random(in: 0...3, using: &random) where !octets.isEmpty {
            let index = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: octets.remove(at: index)
            case 1: octets.insert(octets[index], at: index)
            case 2: octets.swapAt(index, Int.random(in: 0..<octets.count, using: &random))
            default: octets[index] = Array(" ;:=,\"\\\t\n/-_~?.@aV1".utf8).randomElement(using: &random) ?? 0x20
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    // MARK: - The properties

    @Test("generated and broken records of every kind", arguments: RecordKind.allCases)
    func properties(_ kind: RecordKind) {
        print("repair property \(kind.rawValue): seed \(Self.seed)")
        var random = SplitMix(seed: Self.seed)
        var repairs = 0
        for round in 0..<Self.rounds {
            let sound = Self.record(kind, &random)
            var text = sound
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                if let slip = Self.slips.randomElement(using: &random) { text = slip(text, &random) }
            }
            if round % 4 == 3 { text = Self.damaged(text, &random) }
            let result = RecordLint.lint(kind: kind, text: text)
            if text == sound { #expect(result.valid, "seed \(Self.seed): \(text)") }
            #expect(result.valid == !result.problems.hasErrors)
            guard let repaired = result.repaired else { continue }
            repairs += 1
            expectSound(repaired, of: text, kind)
            if round % 4 != 3 { expectValues(of: sound, text, in: repaired, kind) }
        }
        #expect(repairs > Self.rounds / 10, "only \(repairs) repairs of \(kind.rawValue)")
    }

    private func expectSound(_ repaired: String, of text: String, _ kind: RecordKind) {
        let again = RecordLint.lint(kind: kind, text: repaired)
        #expect(again.valid, "seed \(Self.seed): \(text) became \(repaired)")
        #expect(again.repaired == nil, "seed \(Self.seed): \(text) became \(repaired) and then \(again.repaired ?? "")")
        #expect(repaired != text)
        let values = RecordValues.recognised(in: text, as: kind, .standard)
        let kept = RecordValues.recognised(in: repaired, as: kind, .standard)
        #expect(values.isSubset(of: kept), "seed \(Self.seed): \(text) became \(repaired)")
    }

    /// The original values that are still in the broken text must be in the repaired one.
    private func expectValues(of sound: String, _ text: String, in repaired: String, _ kind: RecordKind) {
        func bare(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace && !"\"\\()".contains($0) } }
        let before = bare(text)
        let after = bare(repaired)
        let values: [String]
        switch kind {
        case .spf: values = ["9.9.9.9", "9.8.0.0", "2a00:1::/48", "_spf.vendor.example", "mail.acme.example/28", "9.7.7.7"]
        case .dkim: values = [Self.key.recordValue, Self.point]
        case .dmarc: values = ["a@acme.example", "b@vendor.example", "f@acme.example", "adkim=s", "np=none", "pct=50"]
        case .mtaSTSRecord: values = ["id=2026"]
        case .tlsRPT: values = ["a@acme.example", "https://r.vendor.example/v1"]
        case .bimi: values = ["l=https://i.acme.example/l.svg", "a=https://i.acme.example/c.pem"]
        case .mtaSTSPolicy: values = ["mx1.acme.example", "*.vendor.example", "604800"]
        }
        for value in values.map(bare) where before.contains(value) {
            #expect(after.contains(value), "seed \(Self.seed): \(value) is lost: \(text) became \(repaired) (was \(sound))")
        }
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
