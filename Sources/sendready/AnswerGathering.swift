import DNS
import ZonePlan

/// Collects the answers that a plan needs: the plan is computed from what is known, its open questions are asked, and so on
/// until none is left.
enum AnswerGathering {
    /// More rounds than the longest chain of dependent questions: SPF has ten lookups, an alias chain sixteen links.
    private static let maximumRounds = 64

    static func plan(asking network: any Lookup, _ planner: (RecordedAnswers) -> ZonePlanner) async -> ZonePlan {
        let answers = RecordedAnswers()
        for _ in 0..<maximumRounds {
            let plan = await planner(answers).zonePlan()
            let open = answers.takeOpen()
            guard !open.isEmpty else { return plan }
            let results = await concurrently(open) { await network.lookup($0.question, in: $0.view) }
            answers.add(Array(zip(open, results)))
        }
        return await planner(answers).zonePlan()
    }
}
