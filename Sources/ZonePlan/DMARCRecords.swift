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
        var answers: Answers = [:]
        for (place, result) in zip(places, results) { answers[place] = result }
        var sets: [DomainName: RecordSetPlan] = [:]
        var more: [RecordSetPlan] = []
        var published: [DomainName: String] = [:]
        for from in froms {
            let found = await policy(for: from, answers)
            for set in found.sets { if sets[set.owner] == nil { sets[set.owner] = set } }
            if let text = found.text { published[from] = text }
            more += await reportAuthorisations(found.text, at: from)
        }
        for from in froms {
            guard let above = organization(of: from, answers, publishing: published), let owner = above.prepending("_dmarc"),
                sets[owner] == nil
            else { continue }
            // Other mail of the organization is none of this deployment's: the record makes one of its domains, and asks for nothing.
            let text = Self.record(.none, reports: mailbox(from))
            published[above] = text
            sets[owner] = fresh(
                owner, text, "domains beside \(from) are of its organization only with a record above them all", answers[above])
            more += await reportAuthorisations(text, at: above)
        }
        for set in more where sets[set.owner] == nil { sets[set.owner] = set }
        return sets.values.sorted { $0.owner < $1.owner }
    }

    private typealias Answers = [DomainName: (texts: [String]?, result: LookupResult)]

    /// What a record asks for that is new: one policy, in one place.
    private static func record(_ policy: DMARCWish.Policy, reports: String) -> String {
        "v=DMARC1; p=\(policy.rawValue); rua=mailto:\(reports)"
    }

    private func mailbox(_ from: DomainName) -> String {
        plan.deployment.dmarc.reports?.description ?? "dmarc@\(from)"
    }

    /// The sets, and the text of a record that is new in them.
    private func policy(for from: DomainName, _ answers: Answers) async -> (sets: [RecordSetPlan], text: String?) {
        let walk = DMARCTreeWalk(from) { place in
            answers[place]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
        }
        guard let own = from.prepending("_dmarc")?.lowercased else { return ([], nil) }
        let why = "receivers look for the DMARC policy of the From domain \(from)"
        let text = Self.record(plan.deployment.dmarc.policy, reports: mailbox(from))
        let result = answers[from]?.result
        let wanted = WantedRecords(owner: own, type: .txt, view: .public, data: [], isExact: true, reasons: [why])
        // Of several records at the domain itself none counts, whatever stands above.
        if case .several(let records)? = walk.steps.first?.outcome {
            let keep = best(records)
            let text = reporting(keep, at: from)
            let note = "of several records none counts"
            let head =
                text == keep.text
                ? RecordChange(.present, data: Self.txt(text), note: note)
                : RecordChange(.wrong, data: Self.txt(text), was: Self.txt(keep.text), note: note)
            let changes =
                [head]
                + records.filter { $0 != keep }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0.text)) }
            return await ([self.set(wanted, changes, result)] + authorisations(of: text, at: from), nil)
        }
        switch walk.policy {
        case .record(let record, let place):
            let owner = place.prepending("_dmarc")?.lowercased ?? own
            let standing = WantedRecords(owner: owner, type: .txt, view: .public, data: [], isExact: false, reasons: [why])
            let answer = answers[place]?.result
            guard record.policy.legal == nil || record.standing == .notApplied else {
                let text = ownership.responsible(for: owner, .txt) == .you ? reporting(record, at: place) : record.text
                guard text != record.text else {
                    return ([set(standing, [RecordChange(.present, data: Self.txt(text))], answer)], nil)
                }
                let change = RecordChange(
                    .wrong, data: Self.txt(text), was: Self.txt(record.text),
                    note: "\(mailbox(place)) takes reports, and must exist")
                return ([set(standing, [change], answer)], text)
            }
            let mended = mended(record.text, at: place)
            let change = RecordChange(
                .wrong, data: Self.txt(mended), was: Self.txt(record.text), note: "receivers do not apply it as it stands")
            return ([set(standing, [change], answer)], mended)
        case .unknown:
            let failed = walk.steps.lazy.filter { $0.outcome == .unknown }.compactMap { answers[$0.domain]?.result }.first
            return (
                [set(wanted, [RecordChange(.unknown, data: Self.txt(text), note: failed.map(Self.unknownNote))], failed)], nil
            )
        case .none:
            if let meant = answers[from]?.texts?.lazy.compactMap({ repaired($0, at: from) }).first {
                return ([fresh(own, meant, why, answers[from])], meant)
            }
            let moved = await misplaced(own, others: [from]) { DMARCRecord($0)?.standing == .asWritten }
            if let moved {
                let text = DMARCRecord(moved.text).map { reporting($0, at: from) } ?? moved.text
                let change = RecordChange(.missing, data: Self.txt(text), note: moved.note)
                return ([set(wanted, [change], result), removal(moved)], text)
            }
            return ([fresh(own, text, why, answers[from])], text)
        }
    }

    /// The strictest, and of these one with reports.
    private func best(_ records: [DMARCRecord]) -> DMARCRecord {
        let rank = { (record: DMARCRecord) -> (Int, Int) in
            let policy = record.policy.legal.flatMap { DMARCRequest.allCases.firstIndex(of: $0) } ?? -1
            return (policy, record.aggregateReports.contains(where: \.isValid) ? 1 : 0)
        }
        return records.max { rank($0) < rank($1) } ?? records[0]
    }

    /// A record whose policy receivers discard, with one that they apply.
    private func mended(_ text: String, at place: DomainName) -> String {
        repaired(text, at: place) ?? Self.record(plan.deployment.dmarc.policy, reports: mailbox(place))
    }

    /// A record as receivers apply it, with what it lacks; `nil` for a text that was meant for none.
    private func repaired(_ text: String, at place: DomainName) -> String? {
        var meant = text
        // A policy that nobody stated is the deployment's to state, not none.
        if let record = DMARCRecord(text), record.policy == .absent, let end = text.firstIndex(of: ";") {
            meant = "\(text[..<end]); p=\(plan.deployment.dmarc.policy.rawValue)\(text[end...])"
        }
        let candidates = [meant, RecordLint.lint(kind: .dmarc, text: meant).repaired].compactMap {
            $0.flatMap { DMARCRecord($0) }
        }
        let record = candidates.first { $0.standing == .asWritten && $0.policy.legal != nil }
        return record.map { reporting($0, at: place) }
    }

    /// The text of a record that takes reports: of its own, or to the deployment's mailbox.
    private func reporting(_ record: DMARCRecord, at place: DomainName) -> String {
        guard !record.aggregateReports.contains(where: \.isValid) else { return record.text }
        let tags = record.text.split(separator: ";").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
        let others = tags.filter { !$0.lowercased().hasPrefix("rua") }.map(String.init)
        return (others + ["rua=mailto:\(mailbox(place))"]).joined(separator: "; ")
    }

    /// A new record in place of whatever stands there for one.
    private func fresh(
        _ owner: DomainName, _ text: String, _ why: String, _ answer: (texts: [String]?, result: LookupResult)?
    ) -> RecordSetPlan {
        let reports = DMARCRecord(text)?.aggregateReports.first?.text.replacing("mailto:", with: "")
        let note = reports.map { "the mailbox \($0) must exist" }
        let wanted = WantedRecords(owner: owner.lowercased, type: .txt, view: .public, data: [], isExact: true, reasons: [why])
        let data = Self.txt(text)
        guard live.isCompared else { return set(wanted, [RecordChange(.planned, data: data, note: note)], nil) }
        let old = (answer?.texts ?? []).filter { $0.lowercased().contains("dmarc") }.map(Self.txt)
        guard let first = old.first else { return set(wanted, [RecordChange(.missing, data: data, note: note)], answer?.result) }
        let rest = old.dropFirst().map { RecordChange(.superfluous, data: nil, was: $0) }
        return set(wanted, [RecordChange(.wrong, data: data, was: first, note: note)] + rest, answer?.result)
    }

    // MARK: - Reports to another organization

    private func reportAuthorisations(_ text: String?, at policyDomain: DomainName) async -> [RecordSetPlan] {
        guard let text else { return [] }
        return await authorisations(of: text, at: policyDomain)
    }

    /// A domain of another organization says that it takes the reports, or it gets none (RFC 9990 §4).
    private func authorisations(of text: String, at policyDomain: DomainName) async -> [RecordSetPlan] {
        guard let record = DMARCRecord(text) else { return [] }
        let external = DMARCReportDestination.all(of: record, at: policyDomain).filter {
            organizations.share($0.host, policyDomain) == false
        }
        return await concurrently(external) { destination -> RecordSetPlan? in
            guard let name = destination.authorisationName?.lowercased else { return nil }
            let wanted = WantedRecords(
                owner: name, type: .txt, view: .public, data: [.text(DMARCReportDestination.authorisingText)], isExact: false,
                reasons: ["\(destination.host) has to say that it takes the DMARC reports of \(policyDomain)"])
            let (texts, result) = await live.texts(at: name)
            let isThere = (texts ?? []).first { DMARCRecord($0) != nil }
            if let isThere { return set(wanted, [RecordChange(.present, data: Self.txt(isThere))], result) }
            return set(wanted, Self.changes(wanted, result, isCompared: live.isCompared), result)
        }
        .compactMap(\.self)
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
