import DNS
import Deployment
import Facts
import MailPolicy

extension Survey {
    /// The DMARC policy of a From domain: every name of the tree walk is asked at once (RFC 9989 §4.10).
    /// `nil` for a domain that stands in no From header. `existence` says whether the domain itself exists.
    func dmarc(_ planned: PlannedMailDomain, _ vantage: Vantage) async -> FactObject? {
        guard planned.roles.contains(.from) else { return nil }
        let domain = planned.domain.name
        async let misplaced = misplacedPolicies(domain, vantage)
        async let existing = vantage.ask(domain, .mx)
        let answers = await DMARCAnswers(walkingFrom: [domain], vantage)
        var wildcard = FactValue.boolean(false)
        if let own = domain.prepending("_dmarc"), let seen = answers.seen(domain) {
            wildcard = await vantage.noteWildcard(at: own, texts: answers.texts(domain), seen: seen)
        }
        let existence = DomainExistence(await existing.result.outcome)
        let evaluation = DMARCEvaluation(from: domain, existence: existence, spf: nil, dkim: [], answers: answers.answer)
        let walk = DMARCTreeWalk(domain, answers: answers.answer)
        var object = FactObject(.dmarc)
        object.set("asked", .strings(answers.asked))
        setDiscovery(&object, walk, answers)
        setOwn(&object, domain, walk, answers)
        setPolicy(&object, walk, evaluation, answers)
        object.set("only_by_wildcard", wildcard, from: answers.seen(domain).map { [$0.source] } ?? [])
        let (wrong, sources, unknown) = await misplaced
        object.set("misplaced", .found(wrong, unless: unknown), from: sources)
        await setDestinations(&object, walk, vantage)
        setDifferences(&object, domain, existence, answers)
        return object
    }

    private func setDiscovery(_ object: inout FactObject, _ walk: DMARCTreeWalk, _ answers: DMARCAnswers) {
        let sources = answers.sources
        let unknown = answers.unknown ?? Unknown(.notProbed)
        object.set("found", Self.found(walk.policy, unless: unknown), from: sources)
        switch walk.policy {
        case .record(let record, let place):
            object.set("record", .string(record.text), from: sources)
            object.set("at", .string(place.lowercased.text), from: sources)
        case .none:
            object.set("record", .absent, from: sources)
            object.set("at", .absent, from: sources)
        case .unknown:
            object.set("record", .unknown(unknown), from: sources)
            object.set("at", .unknown(unknown), from: sources)
        }
        let several = walk.steps.filter { if case .several = $0.outcome { true } else { false } }
        object.set(
            "multiple_at", .found(several.map { "_dmarc.\($0.domain.lowercased)" }, unless: answers.unknown), from: sources)
    }

    /// Whether a policy applies; a question that failed leaves it open only when no other answer settles it.
    static func found(_ policy: DMARCDiscovery.Result, unless unknown: Unknown) -> FactValue {
        switch policy {
        case .record, .unknown(found: true): .boolean(true)
        case .none: .boolean(false)
        case .unknown(found: false): .unknown(unknown)
        }
    }

    /// What stands at the domain's own `_dmarc`, records that receivers do not take for one included.
    private func setOwn(_ object: inout FactObject, _ domain: DomainName, _ walk: DMARCTreeWalk, _ answers: DMARCAnswers) {
        let seen = answers.seen(domain)
        let source = seen.map { [$0.source] } ?? []
        let texts = answers.texts(domain) ?? []
        let own = texts.filter { DMARCRecord($0) != nil }
        object.set("own_records", seen?.fact { _ in .strings(own) } ?? .strings([]), from: source)
        var text: String?
        var place = domain
        if case .record(let record, let found) = walk.policy {
            text = record.text
            place = found
        } else if texts.count == 1 {
            text = texts[0]
        }
        guard case .unknown(_)? = object["record"] else {
            let result = text.map { RecordLint.lint(kind: .dmarc, text: $0) }
            let problems = (result?.problems ?? []).map { Self.problem($0, at: "_dmarc.\(place.lowercased)") }
            object.set("problems", .objects(problems), from: source)
            object.set("repaired_record", .optional(result?.repaired), from: source)
            return
        }
        for field in ["problems", "repaired_record"] { object.set(field, object["record"] ?? .absent, from: source) }
    }

    private func setPolicy(
        _ object: inout FactObject, _ walk: DMARCTreeWalk, _ evaluation: DMARCEvaluation, _ answers: DMARCAnswers
    ) {
        let sources = answers.sources
        guard case .record(let record, let place) = walk.policy else {
            // Without a record there is no policy; with an unknown one everything about it is unknown.
            let record = object["record"]
            let value: (FactValue) -> FactValue = { if case .unknown(let unknown)? = record { .unknown(unknown) } else { $0 } }
            for field in ["policy", "effective"] { object.set(field, value(.absent), from: sources) }
            for field in ["inherited", "testing"] { object.set(field, value(.boolean(false)), from: sources) }
            for field in ["aggregate_uris", "removed_tags"] { object.set(field, value(.list([])), from: sources) }
            return
        }
        object.set("policy", .optional(record.policy.legal?.rawValue), from: sources)
        object.set("effective", .optional(evaluation.policy?.request?.rawValue), from: sources)
        object.set("inherited", .boolean(place != walk.domain), from: sources)
        object.set("testing", .boolean(record.isTesting), from: sources)
        object.set("aggregate_uris", .strings(record.aggregateReports.filter(\.isValid).map(\.text)), from: sources)
        object.set("removed_tags", .strings(["pct", "rf", "ri"].filter { record[$0] != nil }), from: sources)
    }

    /// The record at the domain itself, or at `_dmarc.example.com.example.com`, where a panel that completes names puts it.
    private func misplacedPolicies(_ domain: DomainName, _ vantage: Vantage) async -> (names: [String], sources: [Int], Unknown?)
    {
        let doubled = domain.prepending("_dmarc").flatMap { DomainName(labels: $0.labels + domain.labels) }
        return await incidentalNames([domain] + (doubled.map { [$0] } ?? []), vantage) { $0.contains { DMARCRecord($0) != nil } }
    }

    private func setDestinations(_ object: inout FactObject, _ walk: DMARCTreeWalk, _ vantage: Vantage) async {
        guard case .record(let record, let place) = walk.policy else {
            if case .unknown(let unknown)? = object["record"] {
                object.set("destinations", .unknown(unknown))
            } else {
                object.set("destinations", .list([]))
            }
            return
        }
        let destinations = DMARCReportDestination.all(of: record, at: place)
        let facts = await concurrently(destinations) { await reportDestination($0, vantage) }
        object.set("destinations", .objects(facts))
    }

    private func reportDestination(_ destination: DMARCReportDestination, _ vantage: Vantage) async -> FactObject {
        let host = destination.host
        async let exchanges = vantage.ask(host, .mx)
        async let own = vantage.addresses(of: host)
        async let answers = DMARCAnswers(walkingFrom: [destination.policyDomain, host], vantage)
        let name = destination.authorisationName
        var authorisation: (texts: [String]?, seen: Vantage.Seen)?
        if let name { authorisation = await vantage.texts(at: name) }
        let walks = await answers
        let isExternal = destination.isExternal { DMARCTreeWalk($0, answers: walks.answer).organizationalDomain }
        let verdict = destination.authorisation(
            isExternal: isExternal,
            answer: authorisation.map { $0.texts.map(DMARCDiscovery.Answer.texts) ?? .unknown } ?? .texts([]))
        let unknown = authorisation?.seen.result.unknown ?? walks.unknown ?? Unknown(.notProbed)
        let sources = walks.sources + (authorisation.map { [$0.seen.source] } ?? [])
        let (mx, resolved) = await (exchanges, own)
        return FactObject(.reportDestination)
            .setting("uri", .string(destination.uri.text))
            .setting("domain", .string(host.lowercased.text))
            .setting("external", isExternal.map(FactValue.boolean) ?? .unknown(unknown), from: sources)
            .setting(
                "authorised", verdict == .undetermined ? .unknown(unknown) : .boolean(verdict != .notAuthorised), from: sources
            )
            .setting("authorisation_name", .string(name?.lowercased.text ?? ""))
            .setting("deliverable", Self.takesMail(mx, resolved), from: [mx.source, resolved.ipv4.source, resolved.ipv6.source])
    }

    /// Whether a domain has an MX record other than the null one, or an address (RFC 5321 §5.1).
    private static func takesMail(_ exchanges: Vantage.Seen, _ own: ResolvedName) -> FactValue {
        guard let records = exchanges.result.records else { return exchanges.fact { _ in .boolean(false) } }
        guard records.isEmpty else {
            return .boolean(
                records.contains {
                    guard case .mailExchange(_, let exchange) = $0.data else { return false }
                    return !exchange.isRoot
                })
        }
        for seen in [own.ipv4, own.ipv6] where seen.result.records?.isEmpty == false { return .boolean(true) }
        guard let unknown = own.ipv4.result.unknown ?? own.ipv6.result.unknown else { return .boolean(false) }
        return .unknown(unknown)
    }

    private func setDifferences(
        _ object: inout FactObject, _ domain: DomainName, _ existence: DomainExistence, _ answers: DMARCAnswers
    ) {
        guard let publicSuffixes else {
            object.set("differs", .unknown(Self.noPublicSuffixList))
            return
        }
        let readings = DMARCReadings(
            from: domain, existence: existence, spf: nil, dkim: [], publicSuffixes: publicSuffixes, answers: answers.answer)
        let texts = readings.differences.filter { [.organizationalDomain, .policyRecord, .disposition].contains($0) }.map {
            difference in
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
        object.set("differs", .found(texts, unless: answers.unknown), from: answers.sources)
    }

    static let noPublicSuffixList = Unknown(
        .notProbed, detail: "the public suffix list is not installed here (Debian package publicsuffix)")
}
