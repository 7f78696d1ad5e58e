import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The MTA-STS record of a mail domain, its policy, and whether it matches the MX records (RFC 8461).
struct MTASTSCollector {
    let context: SurveyContext
    let client: ViewClient

    private static let policyPath = "/.well-known/mta-sts.txt"

    func mtaSTS(
        at domain: DomainName, _ exchanges: ViewClient.Answer
    ) async -> (object: TypedObject<MTASTSFacts>, policy: MTASTSPolicy?) {
        var object = TypedObject<MTASTSFacts>()
        guard let name = domain.prepending("_mta-sts")?.lowercased, let host = domain.prepending("mta-sts")?.lowercased else {
            return (object, nil)
        }
        let (texts, answer) = await client.texts(at: name, optionally: true)
        let records = RecordKind.mtaSTSRecord.records(in: texts ?? [])
        let problems = records.count == 1 ? RecordLint.lint(kind: .mtaSTSRecord, text: records[0]).problems : []
        object.set(\.name, name.text)
        object.set(\.records, answer.learned(records), from: [answer.source])
        object.set(\.problems, answer.learned(problems.map { $0.fact(at: name.text) }), from: [answer.source])
        object.set(\.url, "https://\(host.text)\(Self.policyPath)")
        guard !records.isEmpty, let prober = context.pageProber else { return (object, nil) }
        let fetched = await fetchPolicy(host, prober)
        let sources = fetched.sources
        object.set(\.found, Learned(fetched.text != nil, unless: fetched.unknown), from: sources)
        object.set(\.failure, Learned(fetched.failure, unless: fetched.unknown), from: sources)
        guard let text = fetched.text else { return (object, nil) }
        let policy = MTASTSPolicy(text)
        object.set(\.mediaType, fetched.mediaType, from: sources)
        object.set(\.policyProblems, policy.problems.map { $0.fact(at: host.text) }, from: sources)
        object.set(\.mode, policy.mode, from: sources)
        object.set(\.maxAge, policy.maximumAge.map { .seconds($0) }, from: sources)
        object.set(\.patterns, policy.patterns, from: sources)
        // Without MX records, the domain itself receives its mail.
        let hosts = { (records: [Record]) in
            let named = MailExchanges.sorted(records).map(\.exchange).filter { !$0.isRoot }
            return records.isEmpty ? [domain] : named
        }
        let both = sources + [exchanges.source]
        object.set(
            \.unlisted, exchanges.learned { hosts($0).filter { !policy.allows($0) }.map(\.lowercased.text) }, from: both)
        object.set(
            \.unused,
            exchanges.learned { records in
                policy.patterns.filter { pattern in !hosts(records).contains { MTASTSPolicy.pattern(pattern, fits: $0) } }
            }, from: both)
        return (object, policy)
    }

    private struct FetchedPolicy {
        var text: String?
        var mediaType: String?
        var failure = ""
        var unknown: Unknown?
        var sources: [Int] = []
    }

    /// Requests the policy from every address of the policy host; the first success counts, as for senders that try one
    /// after another.
    private func fetchPolicy(_ host: DomainName, _ prober: Prober) async -> FetchedPolicy {
        let resolved = await client.addresses(of: host)
        var fetched = FetchedPolicy(sources: [resolved.ipv4.source, resolved.ipv6.source])
        let answers = resolved.answers
        var unknowns = answers.compactMap(\.result.unknown)
        let addresses = ResolvedName.addresses(answers.flatMap { $0.result.records ?? [] })
        fetched.failure = "\(host.text) has neither an A nor an AAAA record"
        let reports = await concurrently(addresses) { address in
            let endpoint = Endpoint(address: address, port: prober.settings.httpsPort)
            return await prober.policy(HTTPTarget(endpoint: endpoint, host: host, isSecure: true, path: Self.policyPath))
        }
        for report in reports {
            let facts = HTTPFactReader(report: report, view: client.view)
            fetched.sources.append(context.log.record(facts.observation))
            switch report.response {
            case let response? where response.status == 200 && !response.isCut:
                fetched.text = String(decoding: response.body, as: UTF8.self)
                fetched.mediaType = response.mediaType
                return fetched
            case let response? where response.status == 200:
                fetched.failure = "what the server sends breaks off, or is longer than \(HTTPReport.maximumBody) octets"
            case let response? where (300..<400).contains(response.status):
                fetched.failure = "the server redirects (\(response.status)), which senders do not follow"
            default: fetched.failure = facts.failure
            }
            if let unknown = facts.unknown ?? facts.unmarkedEnd { unknowns.append(unknown) }
        }
        fetched.unknown = Unknown.merging(unknowns)
        return fetched
    }
}
