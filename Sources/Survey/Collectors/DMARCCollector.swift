import DNS
import Deployment
import Facts
import MailPolicy

/// The DMARC policy of a From domain: all names of the tree walk are queried concurrently (RFC 9989 §4.10).
struct DMARCCollector {
    let context: SurveyContext
    let client: ViewClient

    private typealias Object = TypedObject<DMARCFacts>

    func dmarc(_ domain: DomainName) async -> TypedObject<DMARCFacts> {
        async let misplaced = misplacedPolicies(domain)
        async let existing = client.ask(domain, .mx)
        let answers = await DMARCAnswers(walkingFrom: [domain], client)
        var wildcard = Learned.known(false)
        if let own = domain.prepending("_dmarc"), let answer = answers.seen(domain) {
            wildcard = await client.noteWildcard(at: own, texts: answers.texts(domain), answer: answer) {
                DMARCRecord($0) != nil
            }
        }
        let existence = DomainExistence(await existing.result.outcome)
        let evaluation = DMARCEvaluation(from: domain, existence: existence, spf: nil, dkim: [], answers: answers.answer)
        let walk = DMARCTreeWalk(domain, answers: answers.answer)
        requirePolicy(domain, walk, answers)
        var object = Object()
        object.set(\.asked, answers.asked)
        setDiscovery(&object, walk, answers)
        setOwn(&object, domain, walk, answers)
        setPolicy(&object, walk, evaluation, answers)
        object.set(\.onlyByWildcard, wildcard, from: answers.seen(domain).map { [$0.source] } ?? [])
        let (wrong, sources) = await misplaced
        object.set(\.misplaced, wrong, from: sources)
        object.set(\.destinations, await destinations(walk, unknown: object[\.record].unknown))
        setDifferences(&object, domain, existence, answers)
        return object
    }

    /// The policy in force must be where it is; without one, it is missing at the domain's own name, and every alias of the
    /// walk may have been meant to lead to one.
    private func requirePolicy(_ domain: DomainName, _ walk: DMARCTreeWalk, _ answers: DMARCAnswers) {
        let steps: [DomainName] =
            if case .record(_, let place) = walk.policy { [place] } else {
                [domain] + walk.steps.map(\.domain).filter { answers.seen($0)?.result.aliases.isEmpty == false }
            }
        client.log.require(steps.compactMap { answers.seen($0)?.source })
    }

    private func setDiscovery(_ object: inout Object, _ walk: DMARCTreeWalk, _ answers: DMARCAnswers) {
        let sources = answers.sources
        let unknown = answers.unknown ?? Unknown(.notProbed)
        object.set(\.found, walk.policy.isFound(unless: unknown), from: sources)
        switch walk.policy {
        case .record(let record, let place):
            object.set(\.record, record.text, from: sources)
            object.set(\.at, place.lowercased.text, from: sources)
        case .none:
            object.set(\.record, nil, from: sources)
            object.set(\.at, nil, from: sources)
        case .unknown: object.set(unknown: unknown, \.record, \.at, from: sources)
        }
        let several = walk.steps.filter { if case .several = $0.outcome { true } else { false } }
        object.set(
            \.multipleAt, .found(several.map { "_dmarc.\($0.domain.lowercased)" }, unless: answers.unknown), from: sources)
    }

    /// The texts at the domain's own `_dmarc`, including records that receivers do not recognise.
    private func setOwn(_ object: inout Object, _ domain: DomainName, _ walk: DMARCTreeWalk, _ answers: DMARCAnswers) {
        let answer = answers.seen(domain)
        let source = answer.map { [$0.source] } ?? []
        let texts = answers.texts(domain) ?? []
        let own = texts.filter { DMARCRecord($0) != nil }
        object.set(\.ownRecords, Learned(own, unless: answer?.result.unknown), from: source)
        if let unknown = object[\.record].unknown {
            object.set(unknown: unknown, \.problems, \.repairedRecord, from: source)
            return
        }
        var text: String?
        var place = domain
        if case .record(let record, let found) = walk.policy {
            text = record.text
            place = found
        } else if let discarded = walk.discarded {
            text = discarded.record.text
            place = discarded.place
        } else if texts.count == 1 {
            text = texts[0]
        }
        let result = text.map { RecordLint.lint(kind: .dmarc, text: $0) }
        object.set(\.problems, (result?.problems ?? []).map { $0.fact(at: "_dmarc.\(place.lowercased)") }, from: source)
        object.set(\.repairedRecord, result?.repaired, from: source)
    }

    private func setPolicy(
        _ object: inout Object, _ walk: DMARCTreeWalk, _ evaluation: DMARCEvaluation, _ answers: DMARCAnswers
    ) {
        let sources = answers.sources
        guard case .record(let record, let place) = walk.policy else {
            // Without a record there is no policy; if the record is unknown, everything about it is.
            let unknown = object[\.record].unknown
            object.set(\.policy, Learned(nil, unless: unknown), from: sources)
            object.set(\.effective, Learned(nil, unless: unknown), from: sources)
            object.set(\.inherited, Learned(false, unless: unknown), from: sources)
            object.set(\.testing, Learned(false, unless: unknown), from: sources)
            object.set(\.aggregateURIs, Learned([], unless: unknown), from: sources)
            object.set(\.removedTags, Learned([], unless: unknown), from: sources)
            return
        }
        object.set(\.policy, record.policy.legal, from: sources)
        object.set(\.effective, evaluation.policy?.request, from: sources)
        object.set(\.inherited, place != walk.domain, from: sources)
        object.set(\.testing, record.isTesting, from: sources)
        object.set(\.aggregateURIs, record.aggregateReports.filter(\.takesDMARCReports).map(\.text), from: sources)
        object.set(\.removedTags, ["pct", "rf", "ri"].filter { record[$0] != nil }, from: sources)
    }

    /// The record at the domain itself, or at `_dmarc.example.com.example.com`, created by a panel that completes names.
    private func misplacedPolicies(_ domain: DomainName) async -> (names: Learned<[String]>, sources: [Int]) {
        let doubled = domain.prepending("_dmarc").flatMap { DomainName(labels: $0.labels + domain.labels) }
        return await client.names([domain] + (doubled.map { [$0] } ?? [])) { $0.contains { DMARCRecord($0) != nil } }
    }

    private func destinations(
        _ walk: DMARCTreeWalk, unknown: Unknown?
    ) async -> Learned<[TypedObject<ReportDestinationFacts>]> {
        guard case .record(let record, let place) = walk.policy else { return Learned([], unless: unknown) }
        let destinations = DMARCReportDestination.all(of: record, at: place)
        let leftOut = DMARCReportDestination.leftOut(of: record)
        if leftOut > 0, let name = place.prepending("_dmarc") {
            let all = leftOut + destinations.count
            client.log.note(
                .init(
                    view: client.view, name: name.lowercased,
                    words: "\(leftOut) of \(all) report addresses were not checked: the limit report-destinations "
                        + "(\(DMARCReportDestination.maximum), RFC 7489 §6.2)"))
        }
        return .known(await concurrently(destinations) { await reportDestination($0) })
    }

    private func reportDestination(_ destination: DMARCReportDestination) async -> TypedObject<ReportDestinationFacts> {
        let host = destination.host
        async let exchanges = client.ask(host, .mx)
        async let own = client.addresses(of: host)
        async let answers = DMARCAnswers(walkingFrom: [destination.policyDomain, host], client)
        let name = destination.authorisationName
        var authorisation: (texts: [String]?, answer: ViewClient.Answer)?
        if let name { authorisation = await client.texts(at: name) }
        let walks = await answers
        let isExternal = destination.isExternal { DMARCTreeWalk($0, answers: walks.answer).organizationalDomain }
        let verdict = destination.authorisation(
            isExternal: isExternal,
            answer: authorisation.map { $0.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown } ?? .texts([]))
        let unknown = authorisation?.answer.result.unknown ?? walks.unknown ?? Unknown(.notProbed)
        let sources = walks.sources + (authorisation.map { [$0.answer.source] } ?? [])
        let (takes, told) = await takesMail(await exchanges, await own)
        return TypedObject {
            $0.set(\.uri, destination.uri.text)
            $0.set(\.domain, host.lowercased.text)
            $0.set(\.external, isExternal.map(Learned.known) ?? .unknown(unknown), from: sources)
            $0.set(
                \.authorised, Learned(verdict != .notAuthorised, unless: verdict == .undetermined ? unknown : nil), from: sources)
            $0.set(\.authorisationName, name?.lowercased.text ?? "")
            $0.set(\.deliverable, takes, from: told)
        }
    }

    /// Whether a host of the domain's MX records has an address, or, without such records, the domain itself (RFC 5321 §5.1); the answers that
    /// tell it.
    private func takesMail(
        _ exchanges: ViewClient.Answer, _ own: ResolvedName
    ) async -> (takes: Learned<Bool>, sources: [Int]) {
        guard let records = exchanges.result.records else { return (exchanges.learned(false), [exchanges.source]) }
        // The hosts of the deployment's own domains have rules of their own.
        let isLookedAt = context.plan.mailDomains.contains { $0.domain.name == exchanges.result.question.name }
        let hosts = records.compactMap { record -> DomainName? in
            if case .mailExchange(_, let exchange) = record.data, !exchange.isRoot { exchange } else { nil }
        }
        guard hosts.isEmpty || !isLookedAt else { return (.known(true), [exchanges.source]) }
        let named = Set(hosts).sorted().prefix(Self.maximumHosts)
        let resolved = records.isEmpty ? [own] : await concurrently(named) { await client.addresses(of: $0) }
        let answers = resolved.flatMap(\.answers)
        let takes = answers.contains { $0.result.records?.isEmpty == false }
        let unknown = takes ? nil : Unknown.merging(answers.compactMap(\.result.unknown))
        return (Learned(takes, unless: unknown), [exchanges.source] + answers.map(\.source))
    }

    /// As many hosts of a report destination are resolved; one that has an address is enough.
    private static let maximumHosts = 10

    private func setDifferences(
        _ object: inout Object, _ domain: DomainName, _ existence: DomainExistence, _ answers: DMARCAnswers
    ) {
        guard let publicSuffixes = context.publicSuffixes else {
            object.set(\.differs, .unknown(SurveyContext.noPublicSuffixList))
            return
        }
        let readings = DMARCReadings(
            from: domain, existence: existence, spf: nil, dkim: [], publicSuffixes: publicSuffixes, answers: answers.answer)
        // Only newer readers know `t=y`, which has its own rule; older ones apply the same request as it stands.
        let isSameRequest = readings.treeWalk.policy?.request == readings.older.policy?.request
        let told: [DMARCReadings.Difference] = [.organizationalDomain, .policyRecord] + (isSameRequest ? [] : [.disposition])
        let texts = readings.differences.filter { told.contains($0) }.map { difference in
            switch difference {
            case .organizationalDomain:
                "the organizational domain is \(readings.treeWalk.organizationalDomain?.text ?? "unknown") by the tree walk and "
                    + "\(readings.older.organizationalDomain?.text ?? "unknown") by the public suffix list"
            case .policyRecord:
                "the policy comes from \(readings.treeWalk.policy?.place.text ?? "nowhere") by the tree walk and from "
                    + "\(readings.older.policy?.place.text ?? "nowhere") by the public suffix list"
            default:
                "receivers are asked for \(readings.treeWalk.policy?.disposition?.rawValue ?? "nothing") by RFC 9989 and for "
                    + "\(readings.older.policy?.disposition?.rawValue ?? "nothing") by RFC 7489"
            }
        }
        object.set(\.differs, .found(texts, unless: answers.unknown), from: answers.sources)
    }
}

extension DMARCDiscovery.Result {
    /// Whether a policy applies; a failed query leaves it open only if no other answer settles it.
    func isFound(unless unknown: Unknown) -> Learned<Bool> {
        switch self {
        case .record, .unknown(found: true): .known(true)
        case .none: .known(false)
        case .unknown(found: false): .unknown(unknown)
        }
    }
}
