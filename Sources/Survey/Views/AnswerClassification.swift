import DNS
import Facts

/// Classifies each answer of a survey once, for all facts about names.
struct AnswerClassification: Sendable {
    /// Aliases to nothing that a wildcard makes.
    private let byWildcard: Set<Question>
    /// Names that exist because something was found at or below them, whatever a server said about them, by view.
    private let existing: [String: Set<DomainName>]
    /// The final queries of names that nobody publishes.
    private let probes: [Question: (isWildcard: Learned<Bool>, source: Int)]

    private struct Question: Hashable {
        let view: String
        let name: DomainName
        let type: RecordType

        init(_ result: LookupResult) {
            (view, name, type) = (result.view, result.question.name.lowercased, result.question.type)
        }
    }

    /// Probes for a wildcard beside every alias that leads to nothing: only there does its origin matter.
    init(_ log: ObservationLog, client: @Sendable (String) -> ViewClient?) async {
        let results = log.results
        let needed = log.needed
        let aliases = results.indices.filter { needed.contains($0) && Self.isDangling(results[$0]) }.map { results[$0] }
        let pairs = aliases.compactMap { alias in client(alias.view).map { (alias, $0) } }
        let answers = await concurrently(pairs) { alias, client -> (Question, (isWildcard: Learned<Bool>, source: Int))? in
            let probed = await client.answersEverywhere(alias.question) { probe in
                // The first step shows where the alias comes from, and is known even if the rest of the chain is not.
                let isSame = !probe.result.aliasTargets.isEmpty && probe.result.aliasTargets.first == alias.aliasTargets.first
                return Learned(isSame, unless: probe.result.aliases.isEmpty ? probe.result.unknown : nil)
            }
            return probed.sources.last.map { (Question(alias), (probed.value, $0)) }
        }
        probes = Dictionary(answers.compactMap(\.self)) { first, _ in first }
        byWildcard = Set(probes.filter { $0.value.isWildcard == .known(true) }.keys)
        var existing: [String: Set<DomainName>] = [:]
        for result in results where Self.showsName(result) {
            var name: DomainName? = result.question.name.lowercased
            while let step = name, existing[result.view, default: []].insert(step).inserted { name = step.parent }
        }
        self.existing = existing
    }

    /// Whether an answer shows that its name exists.
    private static func showsName(_ result: LookupResult) -> Bool {
        switch result.outcome {
        case .records, .noData: true
        case .nonexistent, .failed: !result.aliases.isEmpty
        }
    }

    /// An alias whose end is known to have nothing, or that has no end.
    private static func isDangling(_ result: LookupResult) -> Bool {
        guard !result.aliases.isEmpty else { return false }
        return result.outcome == .failed(.aliasLoop) || result.records?.isEmpty == true
    }

    func kind(_ result: LookupResult) -> AnswerKind {
        if result.aliasConflicts.contains(where: { $0.name.lowercased == result.question.name.lowercased }) { return .conflict }
        if Self.isDangling(result) { return byWildcard.contains(Question(result)) ? .wildcardAlias : .danglingAlias }
        switch result.outcome {
        case .failed: return .unknown
        case .records: return result.aliases.isEmpty ? .records : .alias
        case .noData: return .noData
        // Some servers deny the existence of empty non-terminals, against RFC 8020.
        case .nonexistent: return exists(result.question.name, in: result.view) ? .noData : .nonexistent
        }
    }

    /// Whether an alias to nothing comes from a wildcard, unknown if the query failed, and the query's observation.
    func origin(_ result: LookupResult) -> (isWildcard: Learned<Bool>, source: Int)? { probes[Question(result)] }

    /// Whether something was found at a name or below it.
    func exists(_ name: DomainName, in view: String) -> Bool { existing[view]?.contains(name.lowercased) == true }
}
