import Facts
import MailPolicy
import Rules
import ScriptedDNS
import Testing

@Suite("A provider's line agrees with its profile, in every world", .timeLimit(.minutes(5)))
struct WorldReadinessTests {
    /// What a survey sees of the healthy worlds, of each fault that a record can mend, and of generated deployments with faults.
    private static func worlds() async throws -> [(name: String, facts: FactSet)] {
        var worlds: [(String, FactSet)] = []
        for world in HealthyWorld.allCases { worlds.append((world.rawValue, try await world.deployed().facts())) }
        for one in RepairCase.all { worlds.append((one.rule, try await one.broken().facts())) }
        for seed in UInt64(0)..<30 {
            var random = SeededGenerator(seed: seed)
            let made = GeneratedDeployment(seed: seed)
            var deployed = try Deployed(made.file, base: made.base)
            worlds.append(("seed \(seed), nothing published", await deployed.facts()))
            try deployed.publish(try await deployed.zonePlan())
            for _ in 0..<3 { _ = try RandomFault.put(into: &deployed, keeping: Set(made.base), in: made.domain, &random) }
            worlds.append(("seed \(seed)", await deployed.facts()))
        }
        return worlds
    }

    @Test("they agree for every provider, and every provider accepts some worlds and not others")
    func agree() async throws {
        let book = try Deployed.rules()
        let plain = try RuleConfiguration(book: book)
        let named = try book.profiles.filter(\.isProvider).map { profile in
            (profile.id, try RuleConfiguration(book: book, profiles: [.init(profile.id)]))
        }
        try #require(named.count >= 9)
        var verdicts: [String: Set<Verdict>] = [:]
        for (name, facts) in try await Self.worlds() {
            let lines = Dictionary(plain.judge(facts).providers.map { ($0.profile, $0) }) { first, _ in first }
            for (id, configuration) in named {
                let line = try #require(lines[id])
                let judgement = configuration.judge(facts)
                #expect(judgement.verdict == line.verdict, "\(name): \(id)")
                #expect(judgement.providers.map(\.failing) == [line.failing], "\(name): \(id)")
                verdicts[id, default: []].insert(line.verdict)
            }
        }
        for (id, seen) in verdicts { #expect(seen.contains(.ready) && seen.contains(.notReady), "\(id)") }
    }
}
