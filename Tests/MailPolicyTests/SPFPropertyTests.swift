import DNS
import MailPolicy
import Testing

/// SplitMix64: the same tests in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

@Suite("SPF parsing, for any input", .timeLimit(.minutes(10)))
struct SPFPropertyTests {
    @Test("a written record is read back unchanged")
    func roundTrip() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<600 {
            let mechanisms = (0..<Int.random(in: 0...6, using: &random)).map { _ in mechanism(&random) }
            let modifier = SPFModifier.redirect(domain(&random))
            let text = (["v=spf1"] + mechanisms.map(\.description) + [modifier.description]).joined(separator: " ")
            let record = SPFRecord(parsing: text)
            #expect(record.syntaxErrors == [], "\(text)")
            #expect(record.terms.compactMap(\.mechanism) == mechanisms, "\(text)")
            #expect(record.terms.last?.modifier == modifier, "\(text)")
        }
    }

    @Test("no text crashes the parser, the linter or the repairs, and every range lies in the text")
    func anyText() {
        var random = SeededGenerator(state: 2)
        let words = [
            "v=spf1", " ", "a", "mx", ":", "/", "//", "ip4:", "ip6:", "192.0.2.1", "2001:db8::", "%{", "}", "%", "d", "include:",
            "=",
            "redirect=", "-", "~", "all", ".", "example.com", "\u{e9}", "\u{201c}", "\t", "0", "99999999999999999999", "\0",
            "s1r-",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined()
            check(text)
            let octets = (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            check("v=spf1 " + String(decoding: octets, as: UTF8.self))
        }
    }

    private func check(_ text: String) {
        let record = SPFRecord(parsing: text)
        #expect(record.text == text)
        let octets = Array(text.utf8)
        for term in record.terms { #expect(String(decoding: octets[term.range], as: UTF8.self) == term.text) }
        for problem in record.lint(at: DomainName("example.com")) {
            #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= octets.count)
        }
        _ = SPFLookalike(text)
        for repaired in [SPFRepair.corrected(record), SPFRepair.merged([record, record])].compactMap(\.self) {
            #expect(SPFRecord(parsing: repaired).isValid, "\(text) became \(repaired)")
        }
    }

    @Test("the largest records are parsed quickly")
    func size() {
        for unit in ["xx ", "ip4:1.2.3.4/99 ", "%{", "/", "ip4:10.0.0.0/8 "] {
            let text = "v=spf1 " + String(repeating: unit, count: 65_535 / unit.utf8.count)
            let start = ContinuousClock.now
            _ = SPFRecord(parsing: text).lint()
            _ = SPFLookalike("x" + text)
            // Generous: this is a debug build on a busy machine. Quadratic work would take minutes.
            #expect(start.duration(to: .now) < .seconds(20), "\(unit)")
        }
    }

    private func mechanism(_ random: inout SeededGenerator) -> SPFMechanism {
        let lengths = SPFPrefixLengths(ipv4: .random(in: 0...32, using: &random), ipv6: .random(in: 0...128, using: &random))
        let name = Bool.random(using: &random) ? domain(&random) : nil
        let family = IPAddress.Family.allCases.randomElement(using: &random) ?? .ipv4
        let address = IPAddress(family: family, number: UInt128(random.next()) << 64 | UInt128(random.next()))
        let kinds: [SPFMechanism.Kind] = [
            .all, .include(domain(&random)), .a(name, lengths), .mx(name, lengths), .ptr(name), .exists(domain(&random)),
            .ip(address, prefixLength: .random(in: 0...address.bitWidth, using: &random)),
        ]
        return SPFMechanism(
            SPFQualifier.allCases.randomElement(using: &random) ?? .pass, kinds.randomElement(using: &random) ?? .all)
    }

    private func domain(_ random: inout SeededGenerator) -> SPFMacroString {
        let letters = SPFMacro.Letter.allCases.filter { !$0.isForExplanations }
        let macro = SPFMacro(
            letters.randomElement(using: &random) ?? .domain, isEscaped: .random(using: &random),
            count: Bool.random(using: &random) ? .random(in: 1...130, using: &random) : nil, isReversed: .random(using: &random),
            delimiters: ["", "-", ".-+,/_="].randomElement(using: &random) ?? "")
        let parts: [SPFMacroString.Part] = [.macro(macro), .literal("x"), .percent, .urlSpace, .literal("/y:z."), .space]
        var chosen: [SPFMacroString.Part] = []
        for part in parts.shuffled(using: &random).prefix(.random(in: 0...5, using: &random)) {
            if case .literal? = chosen.last, case .literal = part { continue }
            chosen.append(part)
        }
        // The end must be a macro or a top label.
        if case .literal? = chosen.last { chosen.removeLast() }
        return SPFMacroString(parts: chosen + [Bool.random(using: &random) ? .macro(macro) : .literal("a.example.com")])
    }
}
