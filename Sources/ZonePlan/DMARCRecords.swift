import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// A policy for every From domain; if MAIL FROM and signing domains are beside it, also a record at their common
    /// parent, so that the tree walk (RFC 9989 §4.10) finds one organization.
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
        let (unique, severals) = single(answers, in: froms)
        answers = unique
        for set in severals { sets[set.owner] = set }
        for from in froms {
            let found = await policy(for: from, answers)
            for set in found.sets { if sets[set.owner] == nil { sets[set.owner] = set } }
            if let text = found.new { published[from] = text }
            if let (text, place) = found.applied { more += await authorisations(of: text, at: place) }
        }
        for from in froms {
            guard let joining = joining(from, answers), let owner = joining.place.prepending("_dmarc"), sets[owner] == nil else {
                continue
            }
            let wanted = WantedRecords(
                owner: owner.lowercased, type: .txt, view: .public, data: [], isExact: false,
                reasons: [Self.whyJoining(from)])
            sets[owner] = set(wanted, [RecordChange(.present, data: Self.txt(joining.text))], answers[joining.place]?.result)
        }
        for from in froms {
            guard let above = organization(of: from, answers, publishing: published), let owner = above.prepending("_dmarc"),
                sets[owner] == nil
            else { continue }
            // The organization's other mail is outside this deployment: the record only makes its domains one organization,
            // and requests nothing.
            let text = Self.record(.none, reports: mailbox(from))
            published[above] = text
            sets[owner] = fresh(
                owner, text, Self.whyJoining(from), answers[above])
            more += await authorisations(of: text, at: above)
        }
        for set in more where sets[set.owner] == nil { sets[set.owner] = set }
        return sets.values.sorted { $0.owner < $1.owner }
    }

    private typealias Answers = [DomainName: (texts: [String]?, result: LookupResult)]

    /// The request of a new record: one policy, in one place.
    private static func record(_ policy: DMARCWish.Policy, reports: String) -> String {
        "v=DMARC1; p=\(policy.rawValue); rua=mailto:\(reports)"
    }

    /// Where reports about a domain go.
    func mailbox(_ from: DomainName) -> String {
        plan.deployment.dmarc.reports?.description ?? "dmarc@\(from)"
    }

    /// Several records at one place are all ignored, whatever is above: one of them stays. Assumes the current answers
    /// otherwise.
    private func single(_ answers: Answers, in froms: [DomainName]) -> (answers: Answers, sets: [RecordSetPlan]) {
        var answers = answers
        var sets: [RecordSetPlan] = []
        for from in froms {
            for step in walk(from, answers).steps {
                guard case .several(let records) = step.outcome, let owner = step.domain.prepending("_dmarc")?.lowercased,
                    let answer = answers[step.domain]
                else { continue }
                let keep = best(records)
                let isOwn = ownership.responsible(for: owner, .txt) == .you
                let text = isOwn ? reporting(keep, besides: records, at: step.domain) : keep.text
                let wanted = WantedRecords(
                    owner: owner, type: .txt, view: .public, data: [], isExact: true,
                    reasons: ["receivers look for the DMARC policy of the From domain \(from)"])
                let note = "of several records receivers apply none: this one stays"
                let head =
                    text == keep.text
                    ? RecordChange(.present, data: Self.txt(text), note: note)
                    : RecordChange(.wrong, data: Self.txt(text), was: Self.txt(keep.text), note: note)
                        .noting(invented(in: text, insteadOf: keep))
                let rest = records.filter { $0 != keep }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0.text)) }
                sets.append(set(wanted, [head] + rest, answer.result))
                answers[step.domain] = ([text], answer.result)
            }
        }
        return (answers, sets)
    }

    private static func whyJoining(_ from: DomainName) -> String {
        "domains beside \(from) are of its organization only with a record above them all"
    }

    private func walk(_ from: DomainName, _ answers: Answers) -> DMARCTreeWalk {
        DMARCTreeWalk(from) { place in answers[place]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown }
    }

    /// The existing or intended record of a From domain.
    private struct FoundPolicy {
        var sets: [RecordSetPlan]
        /// The text of a new record at the domain itself.
        var new: String?
        /// The record that applies then, and where.
        var applied: (text: String, place: DomainName)?
    }

    private func policy(for from: DomainName, _ answers: Answers) async -> FoundPolicy {
        let walk = walk(from, answers)
        guard let own = from.prepending("_dmarc")?.lowercased else { return FoundPolicy(sets: []) }
        let why = "receivers look for the DMARC policy of the From domain \(from)"
        let text = Self.record(plan.deployment.dmarc.policy, reports: mailbox(from))
        let result = answers[from]?.result
        let wanted = WantedRecords(owner: own, type: .txt, view: .public, data: [], isExact: true, reasons: [why])
        let isBare = answers[from]?.texts?.contains { DMARCRecord($0) != nil || repaired($0, at: from) != nil } == false
        // Also where a policy is inherited: the domain was meant to have its own.
        if isBare, let moved = await misplaced(own, others: [from], where: { DMARCRecord($0)?.standing == .asWritten }) {
            let text = DMARCRecord(moved.text).map { reporting($0, at: from) } ?? moved.text
            let change = RecordChange(.missing, data: Self.txt(text), note: moved.note)
            return FoundPolicy(sets: [set(wanted, [change], result), removal(moved)], new: text, applied: (text, from))
        }
        switch walk.policy {
        case .record(let record, let place):
            let owner = place.prepending("_dmarc")?.lowercased ?? own
            let standing = WantedRecords(owner: owner, type: .txt, view: .public, data: [], isExact: false, reasons: [why])
            let answer = answers[place]?.result
            let isOwn = ownership.responsible(for: owner, .txt) == .you
            let isApplied = record.policy.legal != nil && record.standing != .notApplied
            if place != from, isApplied, asksForLess(record, than: plan.deployment.dmarc.statedPolicy, inherited: true) {
                // Other mail of the organization is none of this deployment's: the domain gets a record of its own.
                return FoundPolicy(sets: [fresh(own, text, why, answers[from])], new: text, applied: (text, from))
            }
            let isMeek = place == from && isOwn && asksForLess(record, than: plan.deployment.dmarc.statedPolicy, inherited: false)
            let isTested = place == from && isOwn && record.isTesting && (plan.deployment.dmarc.statedPolicy ?? .none) != .none
            var asked = isMeek ? asking(plan.deployment.dmarc.policy, record.text) : record.text
            if isTested { asked = DMARCRecord(asked)?.enforced ?? asked }
            let stated = DMARCRecord(asked) ?? record
            let mended = isApplied ? isOwn ? corrected(stated, at: place) : record.text : mended(record.text, at: place)
            guard mended != record.text else {
                let set = set(standing, [RecordChange(.present, data: Self.txt(mended))], answer)
                return FoundPolicy(sets: [set], applied: (mended, place))
            }
            let note =
                isMeek
                ? "the deployment file asks for more than nothing"
                : isTested
                    ? "t=y would weaken the policy that the deployment file asks for"
                    : isApplied
                        ? correction(record, to: mended)
                        : ["receivers do not apply it as it stands", invented(in: mended, insteadOf: record)].compactMap(\.self)
                            .joined(separator: "; ")
            let change = RecordChange(.wrong, data: Self.txt(mended), was: Self.txt(record.text), note: note)
            return FoundPolicy(
                sets: [set(standing, [change], answer)], new: place == from ? mended : nil, applied: (mended, place))
        case .unknown:
            let failed = walk.steps.lazy.filter { $0.outcome == .unknown }.compactMap { answers[$0.domain]?.result }.first
            let change = RecordChange(.unknown, data: Self.txt(text), note: failed.map(Self.unknownNote))
            return FoundPolicy(sets: [set(wanted, [change], failed)])
        case .none:
            if let meant = answers[from]?.texts?.lazy.compactMap({ repaired($0, at: from) }).first {
                return FoundPolicy(sets: [fresh(own, meant, why, answers[from])], new: meant, applied: (meant, from))
            }
            return FoundPolicy(sets: [fresh(own, text, why, answers[from])], new: text, applied: (text, from))
        }
    }

    /// Whether a record asks for nothing where the deployment file asks for something, or for less below its domain than at it.
    private func asksForLess(_ record: DMARCRecord, than stated: DMARCWish.Policy?, inherited: Bool) -> Bool {
        guard let stated = stated.flatMap({ DMARCRequest(rawValue: $0.rawValue) }), record.standing == .asWritten,
            let request = record.request(for: inherited ? .subdomain : .sameDomain)
        else { return false }
        let asked = record.isTesting && inherited ? request.lowered : request
        guard asked < stated else { return false }
        return asked == .none || inherited && asked < (record.policy.legal ?? asked)
    }

    /// The text of a record with another policy.
    private func asking(_ policy: DMARCWish.Policy, _ text: String) -> String {
        text.split(separator: ";", omittingEmptySubsequences: false).map { tag in
            let parts = tag.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard parts.first?.lowercased() == "p" else { return String(tag) }
            return tag.prefix { $0 == " " } + "p=\(policy.rawValue)"
        }
        .joined(separator: ";")
    }

    /// A record that receivers apply, without what is wrong in it.
    private func corrected(_ record: DMARCRecord, at place: DomainName) -> String {
        let lint = RecordLint.lint(kind: .dmarc, text: record.text)
        let isWrong =
            !lint.valid || lint.problems.contains(where: DMARCRecordLint.isIgnored)
            || record.aggregateReports.contains { !$0.isValid } || record.failureReports.contains { !$0.isValid }
        let meant = isWrong ? lint.repaired.flatMap { DMARCRecord($0) } : nil
        return reporting(meant ?? record, at: place)
    }

    /// What was wrong with a record that receivers apply.
    private func correction(_ record: DMARCRecord, to text: String) -> String {
        let problems = RecordLint.lint(kind: .dmarc, text: record.text).problems.filter { $0.severity != .notice }.map(\.message)
        return (problems + [invented(in: text, insteadOf: record)].compactMap(\.self)).joined(separator: "; ")
    }

    /// That the mailbox of a new text must exist, where the old record names none.
    private func invented(in text: String, insteadOf record: DMARCRecord) -> String? {
        guard !record.aggregateReports.contains(where: \.takesDMARCReports) else { return nil }
        return DMARCRecord(text)?.aggregateReports.first(where: \.takesDMARCReports)?.mailbox.map {
            "the mailbox \($0) must exist"
        }
    }

    /// The strictest, preferably with reports.
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

    /// A record as receivers apply it, completed; `nil` for a text that was not meant as a record.
    private func repaired(_ text: String, at place: DomainName) -> String? {
        var meant = text
        // A missing policy is the deployment's to choose, not none.
        if let record = DMARCRecord(text), record.policy == .absent, let end = text.firstIndex(of: ";") {
            meant = "\(text[..<end]); p=\(plan.deployment.dmarc.policy.rawValue)\(text[end...])"
        }
        let candidates = [meant, RecordLint.lint(kind: .dmarc, text: meant).repaired].compactMap {
            $0.flatMap { DMARCRecord($0) }
        }
        let record = candidates.first { $0.standing == .asWritten && $0.policy.legal != nil }
        return record.map { reporting($0, at: place) }
    }

    /// The text of a record with reports: its own, those of the records beside it, or to the mailbox of a new record. Without any, the
    /// repaired record would fail the next audit.
    private func reporting(_ record: DMARCRecord, besides others: [DMARCRecord] = [], at place: DomainName) -> String {
        guard !record.aggregateReports.contains(where: \.takesDMARCReports) else { return record.text }
        let failures =
            record.failureReports.isEmpty ? others.flatMap(\.failureReports).filter(\.takesDMARCReports).map(\.text) : []
        let standing = others.flatMap(\.aggregateReports).filter(\.takesDMARCReports).map(\.text).reduce(into: [String]()) {
            all, uri in
            if !all.contains(uri) { all.append(uri) }
        }
        let added = standing.isEmpty ? ["mailto:\(mailbox(place))"] : standing
        // An address that receivers do not use does no harm.
        let reports = (added + record.aggregateReports.filter(\.isValid).map(\.text)).joined(separator: ",")
        let tags = record.text.split(separator: ";").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
        let kept = tags.filter { !$0.lowercased().hasPrefix("rua") }.map(String.init)
        let detailed = failures.isEmpty ? [] : ["ruf=\(Set(failures).sorted().joined(separator: ","))"]
        return (kept + ["rua=\(reports)"] + detailed).joined(separator: "; ")
    }

    /// A new record that replaces whatever is there.
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

    /// A domain of another organization must authorise the reports, or they are not sent to it (RFC 9990 §4).
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

    /// The standing record above a From domain without which its senders' other domains would be another organization's; `nil` where none is
    /// needed.
    private func joining(_ from: DomainName, _ answers: Answers) -> (place: DomainName, text: String)? {
        guard let own = walk(from, answers).organizationalDomain, own != from,
            let text = answers[own]?.texts?.first(where: { DMARCRecord($0) != nil })
        else { return nil }
        var without = answers
        without[own]?.texts = []
        let alone = walk(from, without).organizationalDomain
        let isNeeded = otherDomains(beside: from).contains {
            walk($0, answers).organizationalDomain == own && walk($0, without).organizationalDomain != alone
        }
        return isNeeded ? (own, text) : nil
    }

    /// The MAIL FROM and signing domains of a From domain's senders.
    private func otherDomains(beside from: DomainName) -> [DomainName] {
        plan.deployment.senders.filter { $0.from.contains { $0.name == from } }
            .flatMap { $0.mailFrom + $0.dkim.map(\.domain) }.map(\.name)
    }

    /// The domain above a From domain and its senders' other domains where a record is missing for alignment; `nil` if they
    /// are aligned, or if no common parent belongs to them.
    private func organization(of from: DomainName, _ answers: Answers, publishing published: [DomainName: String])
        -> DomainName?
    {
        let answer = { (place: DomainName) -> DMARCDiscovery.Answer in
            if let text = published[place] { return .texts([text]) }
            return answers[place]?.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown
        }
        let organizational = { (name: DomainName) in DMARCTreeWalk(name, answers: answer).organizationalDomain }
        guard let own = organizational(from) else { return nil }
        for other in otherDomains(beside: from) where organizational(other) != own {
            let labels = zip(from.lowercased.labels.reversed(), other.lowercased.labels.reversed()).prefix { $0 == $1 }.count
            guard labels >= 2, organizations.share(from, other) != false else { continue }
            let above = organizations.publicSuffixes?.organizationalDomain(of: from) ?? from.suffix(labels)
            // If a record below ends the organization there (psd), a record above changes nothing.
            let joined = { (name: DomainName) in
                DMARCTreeWalk(name) { $0 == above ? .texts([Self.record(.none, reports: "")]) : answer($0) }.organizationalDomain
            }
            guard joined(from) == joined(other) else { continue }
            return above
        }
        return nil
    }
}
