import DNS
import TestPeers

/// Random zones: every way of signing and denying, wildcards, empty non-terminals, aliases, redirections and delegations,
/// some of them tampered with after signing. The same seed gives the same zones.
struct GeneratedZones {
    private(set) var zones: [WorldZone] = []
    private(set) var questions: [Question] = []
    private var random: SeededGenerator

    private static let labels = ["a", "b", "c", "*"]
    private static let types: [RecordType] = [.a, .txt, .mx, .aaaa]

    init(seed: UInt64, count: Int, questionsPerZone: Int) {
        random = SeededGenerator(seed: seed)
        for number in 0..<count { add("z\(number).example", questionsPerZone) }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func happens(oneIn count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func add(_ name: String, _ questionCount: Int) {
        var lines: [String] = []
        var owners: Set<String> = []
        for _ in 0..<Int.random(in: 2...8, using: &random) {
            let owner = self.owner()
            guard owners.insert(owner).inserted else { continue }
            lines += records(owner)
        }
        var children: [WorldZone] = []
        if happens(oneIn: 2) {
            let isSigned = happens(oneIn: 2)
            children.append(
                WorldZone(
                    "sub.\(name)", "www A 192.0.2.1\n*.w TXT any", servers: [.init("ns1", host: 13)],
                    signing: isSigned ? signing() : nil))
        }
        zones.append(
            WorldZone(
                name, lines.joined(separator: "\n"), signing: happens(oneIn: 8) ? nil : signing(),
                tampering: happens(oneIn: 3) ? tampering() : nil))
        zones += children
        for _ in 0..<questionCount { ask(below: name, owners.sorted(), hasChild: !children.isEmpty) }
    }

    private mutating func owner() -> String {
        let depth = Int.random(in: 1...3, using: &random)
        let rest = (1..<depth).map { _ in pick(["a", "b", "c"]) }
        return ([pick(Self.labels)] + rest).joined(separator: ".")
    }

    private mutating func records(_ owner: String) -> [String] {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: ["\(owner) CNAME \(pick(["a", "b.c", "nothing", "www.plain.test."]))"]
        case 1 where !owner.hasPrefix("*"): ["d.\(owner) DNAME \(pick(["a", "c", "www.plain.test."]))"]
        case 2...4: ["\(owner) TXT \"one\"", "\(owner) MX 10 a"]
        case 5: ["\(owner) A 192.0.2.1", "\(owner) A 192.0.2.2", "\(owner) AAAA 2001:db8::1"]
        default: ["\(owner) A 192.0.2.3"]
        }
    }

    private mutating func signing() -> WorldZone.Signing {
        let algorithm = pick(["ECDSAP256SHA256", "ECDSAP256SHA256", "ED25519", "RSASHA256"])
        let denial: WorldZone.Signing.Denial =
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1: .nsec
            case 2: .nsec3(iterations: pick([0, 5, 160]), salt: pick(["", "ab"]))
            default: .nsec3(optOut: true)
            }
        return .init(algorithm: algorithm, denial: denial)
    }

    /// Removes lines from the signed zone, or changes its data.
    private mutating func tampering() -> @Sendable (String) -> String {
        let seed = random.next()
        let kind = Int.random(in: 0..<3, using: &random)
        return { text in
            var random = SeededGenerator(seed: seed)
            if kind == 0 { return text.replacing("192.0.2.", with: "198.51.100.") }
            let marker = kind == 1 ? "\tRRSIG\t" : "\tNSEC"
            return text.split(separator: "\n").filter { line in
                let isApex = line.contains("\tRRSIG\tDNSKEY") || line.contains("NSEC3PARAM")
                return isApex || !line.contains(marker) || Int.random(in: 0..<3, using: &random) > 0
            }.joined(separator: "\n")
        }
    }

    private mutating func ask(below zone: String, _ owners: [String], hasChild: Bool) {
        let relative: String
        switch Int.random(in: 0..<6, using: &random) {
        case 0...2 where !owners.isEmpty: relative = pick(owners).split(separator: "*").joined(separator: "x")
        case 3: relative = "x.\(owner())".split(separator: "*").joined(separator: "y")
        case 4 where hasChild: relative = pick(["www.sub", "nothing.sub", "x.w.sub", "sub"])
        default: relative = owner()
        }
        guard let name = DomainName("\(relative).\(zone)") else { return }
        let question = Question(name, pick(Self.types))
        if !questions.contains(question) { questions.append(question) }
    }
}
