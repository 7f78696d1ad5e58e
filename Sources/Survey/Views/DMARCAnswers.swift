import DNS
import Facts
import MailPolicy

/// TXT answers at `_dmarc` below the domains of one or more tree walks, queried concurrently. Most of these names need no
/// record, only the one with the policy of a From domain does.
struct DMARCAnswers: Sendable {
    private let answers: [DomainName: (texts: [String]?, answer: ViewClient.Answer)]
    /// The queried names, in the order of the first walk.
    let asked: [String]

    init(walkingFrom domains: [DomainName], _ client: ViewClient) async {
        var steps: [DomainName] = []
        for domain in domains {
            // A name too long for the label cannot have a policy either.
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

    /// In the form that discovery expects; a name that was not queried is too long for a policy.
    func answer(_ domain: DomainName) -> DMARCDiscovery.Answer {
        guard let answer = answers[domain] else { return .texts([]) }
        return answer.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
    }

    var sources: [Int] { answers.values.map(\.answer.source).sorted() }

    /// Why some of the answers are missing; `nil` when none is.
    var unknown: Unknown? {
        Unknown.merging(answers.values.compactMap(\.answer.result.unknown))
    }
}
