import DNS
import Foundation
import MailPolicy
import ScriptedDNS
import Testing

/// Beside checkers of others, on records by chance. Other records than the usual ones come with `SENDREADY_SEED`; the list of
/// differences is that of the usual ones.
@Suite(
    "Beside checkers of others on generated records", .timeLimit(.minutes(10)), .enabled(if: Checker.areFetched, Checker.absence))
struct DifferentialTests {
    private static let seed = ProcessInfo.processInfo.environment["SENDREADY_SEED"].flatMap { UInt64($0) } ?? 20_261_128

    // MARK: - SPF

    private struct SPFWorld: Encodable {
        struct Sender: Encodable {
            let ip: String
            let from: String
            let helo: String
        }

        enum Value: Encodable {
            case text(String)
            case exchange(Int, String)

            func encode(to encoder: any Encoder) throws {
                switch self {
                case .text(let text): try text.encode(to: encoder)
                case .exchange(let preference, let host):
                    var pair = encoder.unkeyedContainer()
                    try pair.encode(preference)
                    try pair.encode(host)
                }
            }
        }

        var records: [String: [String: [Value]]] = [:]
        var senders: [Sender] = []

        /// As `ScriptedZone` reads it.
        var lines: [String] {
            records.sorted { $0.key < $1.key }.flatMap { name, types in
                types.sorted { $0.key < $1.key }.flatMap { type, values in
                    values.map { value in
                        switch value {
                        case .text(let text): "\(name) \(type) \(text)"
                        case .exchange(let preference, let host): "\(name) \(type) \(preference) \(host)"
                        }
                    }
                }
            }
        }

        mutating func add(_ name: String, _ type: String, _ value: Value) {
            records[name, default: [:]][type, default: []].append(value)
        }
    }

    @Test("pyspf evaluates SPF as this project does")
    func pyspf() async throws {
        let checker = Checker(script: "spf-results.py", name: "pyspf")
        var random = SeededGenerator(state: Self.seed)
        let worlds = (0..<400).map { _ in Self.spfWorld(&random) }
        var cases: [(String, String)] = []
        for world in worlds {
            let evaluator = SPFEvaluator(lookup: try ScriptedZone(world.lines.joined(separator: "\n")), view: "public")
            for sender in world.senders {
                let address = try #require(IPAddress(sender.ip))
                let result = await evaluator.checkHost(address, sender: sender.from, helo: sender.helo).result.rawValue
                cases.append(((world.lines + ["\(sender.ip) \(sender.from) \(sender.helo)"]).joined(separator: "\n"), result))
            }
        }
        try checker.expectAgreement(cases, with: try await checker.results(of: worlds))
    }

    /// Records at d0 to d5 that point to each other and to hosts h0 to h3, with now and then a mistake.
    private static func spfWorld(_ random: inout SeededGenerator) -> SPFWorld {
        var world = SPFWorld()
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        for index in 0...5 where index == 0 || number(0...7) > 0 {
            let terms = (0..<number(0...4)).map { _ -> String in
                let host = pick([
                    "h\(number(0...4)).example", "h\(number(0...3)).example", "%{i}._h.example", "%{ir}.%{v}._h.example",
                    "%{d1r}._h.example",
                ])
                let domain = "d\(number(0...5)).example"
                let kinds = [
                    "ip4:9.9.9.\(number(0...15))/\(number(28...32))", "ip4:9.9.9.\(number(0...15))",
                    "ip6:2a00::\(number(0...9))/\(number(120...128))",
                    "a:\(host)", "a:\(host)/\(number(28...32))", "mx:\(host)", "mx", "a", "include:\(domain)",
                    "include:\(domain)", "exists:\(host)", "ptr",
                    "ptr:\(domain)", "a:\(host)//\(number(120...128))",
                ]
                let mistakes = [
                    "ip4:9.9.9", "ip4:9.9.9.9/33", "include", "foo", "foo:bar", "a:", "mx:%{x}.example", "all:x", "x=y",
                    "ip6:9.9.9.9", "a/0", "a//0",
                ]
                return pick(["", "", "", "+", "-", "~", "?"]) + (number(0...40) == 0 ? pick(mistakes) : pick(kinds))
            }
            let ending = pick([
                "", "", " -all", " ~all", " ?all", " redirect=d\(number(0...5)).example", " -ALL", " all exp=e.example",
            ])
            let version = number(0...30) == 0 ? pick(["V=SPF1", "v=spf10", "v=spf1\t"]) : "v=spf1"
            world.add(
                "d\(index).example", "TXT",
                .text((version + " " + terms.joined(separator: " ") + ending).trimmingCharacters(in: .whitespaces)))
            if number(0...30) == 0 { world.add("d\(index).example", "TXT", .text(pick(["v=spf1 -all", "x=y", "v=spf2 -all"]))) }
        }
        for index in 0...3 {
            for _ in 0..<number(0...2) { world.add("h\(index).example", "A", .text("9.9.9.\(number(0...15))")) }
            if number(0...1) == 0 { world.add("h\(index).example", "AAAA", .text("2a00::\(number(1...9))")) }
            let exchanges = number(0...12) == 0 ? 11 : number(0...2)
            for exchange in 0..<exchanges {
                world.add("h\(index).example", "MX", .exchange(exchange, "h\(number(0...4)).example"))
            }
        }
        for index in 0...5 where number(0...1) == 0 {
            world.add("d\(index).example", "A", .text("9.9.9.\(number(0...15))"))
            if number(0...1) == 0 { world.add("d\(index).example", "MX", .exchange(10, "h\(number(0...4)).example")) }
        }
        let last = number(0...15)
        world.add("9.9.9.\(last)._h.example", "A", .text("127.0.0.2"))
        world.add("\(last).9.9.9.in-addr.arpa", "PTR", .text(pick(["d0.example", "x.d1.example", "h0.example"])))
        world.senders =
            [last, number(0...15), number(0...15)].map {
                .init(ip: "9.9.9.\($0)", from: pick(["u@d0.example", "u@d0.example", "@d0.example", ""]), helo: "d1.example")
            } + [.init(ip: "2a00::\(number(1...9))", from: "u@d0.example", helo: "d1.example")]
        return world
    }

    // MARK: - DMARC

    private struct DMARCWorld: Encodable {
        var records: [String: [String]] = [:]
        var domains: [String] = []
    }

    @Test("checkdmarc finds DMARC records where this project does")
    func checkdmarc() async throws {
        let checker = Checker(script: "dmarc-places.py", name: "checkdmarc")
        var random = SeededGenerator(state: Self.seed)
        let worlds = (0..<1_500).map { _ in Self.dmarcWorld(&random) }
        let theirs = try await checker.results(of: worlds)
        var cases: [(String, String)] = []
        var words: [String] = []
        for world in worlds {
            let lines = world.records.sorted { $0.key < $1.key }.flatMap { name, texts in texts.map { "\(name) \($0)" } }
            for domain in world.domains {
                let name = try #require(DomainName(domain))
                let found = DMARCDiscovery.discover(name) { .texts(world.records["_dmarc.\($0.text)"] ?? []) }
                let place: String? = if case .record(_, let place) = found { place.text } else { nil }
                let other = try #require(theirs.indices.contains(cases.count) ? theirs[cases.count] : nil)
                // A place and the record there, or one word.
                let parts = other.split(separator: " ", maxSplits: 1).map(String.init)
                let otherPlace = parts.count > 1 ? parts[0] : nil
                let isSame = place == otherPlace && (place != nil || other == "none")
                cases.append(
                    ((lines + ["? \(domain)", "at \(other)"]).joined(separator: "\n"), place == nil ? "none" : "a record"))
                let differing = otherPlace == nil ? other : place == nil ? "a record" : "a record elsewhere"
                words.append(isSame ? cases[cases.count - 1].1 : differing)
            }
        }
        try checker.expectAgreement(cases, with: words)
    }

    private static func dmarcWorld(_ random: inout SeededGenerator) -> DMARCWorld {
        var world = DMARCWorld()
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let records = [
            "v=DMARC1; p=none", "v=DMARC1; p=reject; sp=none", "v=DMARC1; p=none; psd=y", "v=DMARC1; p=none; psd=n",
            "v=DMARC1; p=none; psd=u",
            "v = DMARC1 ; p = none", "v=DMARC1;p=reject;", "v=DMARC1; rua=mailto:a@example.com", "v=DMARC1; p=nonsense",
            "V=DMARC1; p=none",
            "v=dmarc1; p=none", "v=DMARC10; p=none", "p=none; v=DMARC1", "v=spf1 -all", "v=DMARC1; p=none; PSD=Y",
            "v=DMARC1; psd=y",
        ]
        let labels = (0..<number(0...9)).map { "l\($0)" } + ["example", "com"]
        let names = labels.indices.map { labels[$0...].joined(separator: ".") }
        for name in names where number(0...2) == 0 {
            world.records["_dmarc.\(name)"] = (0..<(number(0...7) == 0 ? 2 : 1)).map { _ in
                records.randomElement(using: &random) ?? ""
            }
        }
        world.domains = [names[0], names[names.count / 2]]
        return world
    }
}
