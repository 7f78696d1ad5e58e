import DNS
import Facts
import MailPolicy

/// TXT answers at `_dmarc` below the domains of one or more tree walks, asked at the same time. A walk passes most of them:
/// none has to have a record, but for the one that the policy of a From domain is found at.
struct DMARCAnswers: Sendable {
    private let answers: [DomainName: (texts: [String]?, answer: ViewClient.Answer)]
    /// The names that were asked, in the order of the first walk.
    let asked: [String]

    init(walkingFrom domains: [DomainName], _ client: ViewClient) async {
        var steps: [DomainName] = []
        for domain in domains {
            // A name that has no room for the label can hold no policy either.
            steps += DMARCDiscovery.domains(for: domain).filter { !steps.contains($0) && $0.prepending("_dmarc") != nil }
        }
        let found = await concurrently(steps) { step in
            await client.texts(at: step.prepending("_dmarc") ?? step, optionally: true)
        }
        answers = Dictionary(zip(steps, found)) { first, _ in first }
        asked = steps.map { "_dmarc.\($0.lowercased)" }
    }

    func texts(_ domain: DomainName) -> [String]? { answers[domain]?.texts }
    func seen(_ domain: DomainName) -> ViewClient.Answer? { answers[domain]?.answer }

    /// As discovery wants them; what was not asked has no room for a policy.
    func answer(_ domain: DomainName) -> DMARCDiscovery.Answer {
        guard let answer = answers[domain] else { return .texts([]) }
        return answer.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
    }

    var sources: [Int] { answers.values.map(\.answer.source).sorted() }

    /// Why some of the answers are missing; `nil` when all were had.
    var unknown: Unknown? {
        Unknown.merging(answers.values.compactMap(\.answer.result.unknown))
    }
}
