import DNS
import ZonePlan

/// Has a plan's questions asked: it is made over what is known, what it lacked is asked, and so on until nothing is open.
enum AnswerGathering {
    /// More rounds than the longest chain of questions that depend on each other: SPF has ten lookups, a chain of aliases sixteen links.
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
