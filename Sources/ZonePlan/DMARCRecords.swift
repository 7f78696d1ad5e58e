import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// A policy for every From domain; where MAIL FROM and signing domains are beside it, also a record at the domain above
    /// them all, so that the tree walk (RFC 9989 §4.10) finds one organization.
    func dmarcRecords() async -> [RecordSetPlan] {
        let froms = Set(plan.deployment.senders.flatMap(\.from).map(\.name.lowercased)).sorted()
        let starts = plan.deployment.senders.flatMap { $0.from + $0.mailFrom + $0.dkim.map(\.domain) }.map(\.name)
        let places = Set(starts.flatMap(DMARCDiscovery.domains)).sorted()
        let results = await concurrently(places) { place -> (texts: [String]?, result: LookupResult)? in
            guard let name = place.prepending("_dmarc") else { return nil }
            return await live.texts(at: name)
        }
        var answers: [DomainName: (texts: [String]?, result: LookupResult)] = [:]
        for (place, result) in zip(places, results) { answers[place] = result }
        var sets: [DomainName: RecordSetPlan] = [:]
        var published: [DomainName: String] = [:]
        for from in froms {
            guard let (set, text) = policy(for: from, answers) else { continue }
            sets[set.owner] = set
            if let text { published[from] = text }
        }
        for from in froms {
            guard let above = organization(of: from, answers, publishing: published), let owner = above.prepending("_dmarc"),
                sets[owner] == nil
            else { continue }
            let text = "v=DMARC1; p=none; rua=mailto:dmarc@\(from)"
            published[above] = text
            sets[owner] = fresh(
                owner, text, "domains beside \(from) are of its organization only with a record above them all", answers[above])
        }
        return sets.values.sorted { $0.owner < $1.owner }
    }

    private typealias Answers = [DomainName: (texts: [String]?, result: LookupResult)]

    /// The set, and the text of a record that is new in it.
    private func policy(for from: DomainName, _ answers: Answers) -> (RecordSetPlan, String?)? {
        let walk = DMARCTreeWalk(from) { place in
            answers[place]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
        }
        guard let own = from.prepending("_dmarc") else { return nil }
        let why = "receivers look for the DMARC policy of the From domain \(from)"
        let text = "v=DMARC1; p=quarantine; rua=mailto:dmarc@\(from)"
        switch walk.policy {
        case .record(let record, let at):
            let owner = at.prepending("_dmarc") ?? own
            let wanted = WantedRecords(owner: owner, type: .txt, view: .public, data: [], isExact: false, reasons: [why])
            return (set(wanted, [RecordChange(.present, data: Self.txt(record.text))], answers[at]?.result), nil)
        case .unknown:
            let result = walk.steps.lazy.filter { $0.outcome == .unknown }.compactMap { answers[$0.domain]?.result }.first
            let wanted = WantedRecords(owner: own, type: .txt, view: .public, data: [], isExact: false, reasons: [why])
            return (set(wanted, [RecordChange(.unknown, data: Self.txt(text), note: result.map(Self.unknownNote))], result), nil)
        case .none:
            return (fresh(own, text, why, answers[from]), text)
        }
    }

    /// A new record in place of whatever stands there for one.
    private func fresh(
        _ owner: DomainName, _ text: String, _ why: String, _ answer: (texts: [String]?, result: LookupResult)?
    ) -> RecordSetPlan {
        let wanted = WantedRecords(owner: owner.lowercased, type: .txt, view: .public, data: [], isExact: true, reasons: [why])
        let data = Self.txt(text)
        guard live.isCompared else { return set(wanted, [RecordChange(.planned, data: data)], nil) }
        let old = (answer?.texts ?? []).filter { $0.lowercased().contains("dmarc") }.map(Self.txt)
        guard let first = old.first else { return set(wanted, [RecordChange(.missing, data: data)], answer?.result) }
        let rest = old.dropFirst().map { RecordChange(.superfluous, data: nil, was: $0) }
        return set(wanted, [RecordChange(.wrong, data: data, was: first)] + rest, answer?.result)
    }

    /// The domain above a From domain and its senders' other domains at which a record is missing for alignment; `nil` when
    /// they are aligned, or when nothing above them belongs to them all.
    private func organization(of from: DomainName, _ answers: Answers, publishing published: [DomainName: String])
        -> DomainName?
    {
        let senders = plan.deployment.senders.filter { $0.from.contains { $0.name == from } }
        let others = senders.flatMap { $0.mailFrom + $0.dkim.map(\.domain) }.map(\.name)
        let answer = { (place: DomainName) -> DMARCDiscovery.Answer in
            if let text = published[place] { return .texts([text]) }
            return answers[place]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
        }
        let organizational = { (name: DomainName) in DMARCTreeWalk(name, answers: answer).organizationalDomain }
        guard let own = organizational(from) else { return nil }
        for other in others where organizational(other) != own {
            let labels = zip(from.lowercased.labels.reversed(), other.lowercased.labels.reversed()).prefix { $0 == $1 }.count
            guard labels >= 2, organizations.share(from, other) != false else { continue }
            return organizations.publicSuffixes?.organizationalDomain(of: from) ?? from.suffix(labels)
        }
        return nil
    }
}
