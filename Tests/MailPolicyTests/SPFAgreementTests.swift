import DNS
import MailPolicy
import ScriptedDNS
import Testing

@Suite("The tree agrees with evaluation", .timeLimit(.minutes(10)))
struct SPFAgreementTests {
    @Test("over random records: passing addresses, cost, and termination")
    func agreement() async throws {
        var random = SeededGenerator(state: 4)
        var passes = 0
        var misses = 0
        for _ in 0..<200 {
            let zone = try zone(&random)
            let domain = try #require(DomainName("d0.example"))
            let tree = await SPFTree.walk(from: domain, lookup: zone, view: "public")
            let evaluator = SPFEvaluator(lookup: zone, view: "public")
            for number in 0..<16 {
                let client = IPAddress(family: .ipv4, number: 0x0909_0900 + UInt128(number))
                let evaluation = await evaluator.checkHost(client, sender: "u@d0.example", helo: "h.d0.example")
                #expect(evaluation.lookups <= 11 && evaluation.voidLookups <= 3)
                switch evaluation.result {
                case .permerror, .temperror: break
                case .pass:
                    passes += 1
                    #expect(tree.authorised.contains(client) || tree.authorised.isIncomplete)
                case .none, .neutral, .fail, .softfail:
                    #expect(!tree.authorised.contains(client))
                    #expect(tree.lookups >= evaluation.lookups)
                    #expect(tree.voidLookups(.ipv4) >= evaluation.voidLookups)
                    guard let trace = evaluation.trace, !endsEarly(trace) else { break }
                    misses += 1
                    #expect(tree.lookups == evaluation.lookups)
                    #expect(tree.voidLookups(.ipv4) == evaluation.voidLookups)
                }
            }
        }
        #expect(passes > 100 && misses > 100, "\(passes) passes and \(misses) misses prove little")
    }

    @Test("repairs of random records do what they claim")
    func repairs() async throws {
        var random = SeededGenerator(state: 5)
        let domain = try #require(DomainName("d0.example"))
        let clients = (0..<16).map { IPAddress(family: .ipv4, number: 0x0909_0900 + UInt128($0)) }
        for _ in 0..<100 {
            let zone = try zone(&random)
            let tree = await SPFTree.walk(from: domain, lookup: zone, view: "public")
            guard let record = tree.root.record, tree.lookups <= 6, tree.voidLookups(.ipv4) == 0, !tree.authorised.isIncomplete
            else { continue }
            let extra = [clients[3], clients[12]]
            let added = try #require(SPFRepair.adding(extra, to: record))
            let both = try #require(SPFRepair.merged([record, SPFRecord(parsing: SPFRepair.record(for: extra))]))
            let before = tree.authorised
            for (text, isExact) in [(added, true), (both, false)] {
                let after = try await SPFTree.walk(from: domain, lookup: zone.replacing(domain, text), view: "public").authorised
                for client in clients {
                    let isWanted = before.contains(client) || extra.contains(client)
                    #expect(
                        isExact ? after.contains(client) == isWanted : after.contains(client) || !isWanted, "\(record) \(text)")
                }
            }
        }
    }

    /// Whether some record was left before its `all` or its end.
    private func endsEarly(_ trace: SPFTrace) -> Bool {
        trace.steps.contains { step in
            step.outcome == .matched && step.term.mechanism?.kind != .all || step.inner.contains(where: endsEarly)
        }
    }

    /// Records at d0 to d4 that point to each other, and to h0 to h2 with addresses.
    private func zone(_ random: inout SeededGenerator) throws -> ScriptedZone {
        var lines: [String] = []
        for number in 0...4 where number == 0 || Int.random(in: 0..<6, using: &random) > 0 {
            var terms: [String] = []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let sign = ["", "", "", "-", "~", "?"].randomElement(using: &random) ?? ""
                let other = Int.random(in: 0...4, using: &random)
                let host = Int.random(in: 0...2, using: &random)
                let block = "9.9.9.\(Int.random(in: 0..<16, using: &random))/\(Int.random(in: 28...32, using: &random))"
                let kinds = [
                    "ip4:\(block)", "ip4:\(block)", "include:d\(other).example", "a:h\(host).example/31", "mx:h\(host).example",
                ]
                terms.append(sign + (kinds.randomElement(using: &random) ?? "a"))
            }
            let endings = ["", "", " -all", " ~all", " redirect=d\(Int.random(in: 0...4, using: &random)).example"]
            lines.append(
                "d\(number).example TXT v=spf1 \(terms.joined(separator: " "))" + (endings.randomElement(using: &random) ?? ""))
        }
        lines.append("h0.example A 9.9.9.\(Int.random(in: 0..<16, using: &random))")
        lines.append("h0.example MX 1 h1.example")
        lines.append("h1.example A 9.9.9.\(Int.random(in: 0..<16, using: &random))")
        lines.append("h2.example AAAA 2a00::1")
        return try ScriptedZone(lines.joined(separator: "\n"))
    }
}

extension ScriptedZone {
    /// The zone with another record at a name.
    fileprivate func replacing(_ name: DomainName, _ text: String) throws -> ScriptedZone {
        var zone = ScriptedZone()
        for record in records.values.flatMap(\.self) where record.name != name { zone.add(record) }
        zone.add(Record(name: name, type: .txt, ttl: 300, data: .text([Array(text.utf8)])))
        return zone
    }
}
