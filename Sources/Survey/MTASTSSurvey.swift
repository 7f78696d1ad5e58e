import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The MTA-STS record of a mail domain, its policy, and how that fits the MX records (RFC 8461).
extension Survey {
    static let policyPath = "/.well-known/mta-sts.txt"

    func mtaSTS(at domain: DomainName, _ exchanges: Vantage.Seen, _ vantage: Vantage) async -> (
        object: FactObject, policy: MTASTSPolicy?
    ) {
        var object = FactObject(.mtaSTS)
        guard let name = domain.prepending("_mta-sts")?.lowercased, let host = domain.prepending("mta-sts")?.lowercased else {
            return (object, nil)
        }
        let (texts, seen) = await vantage.texts(at: name)
        let records = (texts ?? []).filter(MTASTSRecord.isCandidate)
        let problems = records.count == 1 ? RecordLint.lint(kind: .mtaSTSRecord, text: records[0]).problems : []
        object.set("name", .string(name.text))
        object.set("records", seen.fact { _ in .strings(records) }, from: [seen.source])
        object.set("problems", seen.fact { _ in .objects(problems.map { Self.problem($0, at: name.text) }) }, from: [seen.source])
        object.set("url", .string("https://\(host.text)\(Self.policyPath)"))
        guard !records.isEmpty, plan.deployment.probes.http, let prober else { return (object, nil) }
        let fetched = await fetchPolicy(host, vantage, prober)
        let sources = fetched.sources
        let known = { (value: FactValue) in fetched.unknown.map(FactValue.unknown) ?? value }
        object.set("found", known(.boolean(fetched.text != nil)), from: sources)
        object.set("failure", known(.string(fetched.failure)), from: sources)
        guard let text = fetched.text else { return (object, nil) }
        let policy = MTASTSPolicy(text)
        object.set("media_type", .optional(fetched.mediaType), from: sources)
        object.set("policy_problems", .objects(policy.problems.map { Self.problem($0, at: host.text) }), from: sources)
        object.set("mode", .optional(policy.mode?.rawValue), from: sources)
        object.set("max_age", policy.maximumAge.map { .duration(.seconds($0)) } ?? .absent, from: sources)
        object.set("patterns", .strings(policy.patterns), from: sources)
        // Without MX records the domain itself takes its mail.
        let hosts = { (records: [Record]) in
            let named = Self.sortedExchanges(records).map(\.exchange).filter { !$0.isRoot }
            return records.isEmpty ? [domain] : named
        }
        object.set(
            "unlisted", exchanges.fact { .strings(hosts($0).filter { !policy.allows($0) }.map(\.lowercased.text)) },
            from: sources + [exchanges.source])
        object.set(
            "unused",
            exchanges.fact { records in
                .strings(
                    policy.patterns.filter { pattern in !hosts(records).contains { MTASTSPolicy.pattern(pattern, fits: $0) } })
            }, from: sources + [exchanges.source])
        return (object, policy)
    }

    private struct FetchedPolicy {
        var text: String?
        var mediaType: String?
        var failure = ""
        var unknown: Unknown?
        var sources: [Int] = []
    }

    /// Asks every address of the policy host; the first that has a policy counts, as with senders that try one after another.
    private func fetchPolicy(_ host: DomainName, _ vantage: Vantage, _ prober: Prober) async -> FetchedPolicy {
        let resolved = await vantage.addresses(of: host)
        var fetched = FetchedPolicy(sources: [resolved.ipv4.source, resolved.ipv6.source])
        let answers = [resolved.ipv4, resolved.ipv6]
        var unknowns = answers.compactMap(\.result.unknown)
        let addresses = ResolvedName.addresses(answers.flatMap { $0.result.records ?? [] })
        fetched.failure = "\(host.text) has neither an A nor an AAAA record"
        let reports = await concurrently(addresses) { address in
            let endpoint = Endpoint(address: address, port: prober.settings.httpsPort)
            return await prober.policy(HTTPTarget(endpoint: endpoint, host: host, isSecure: true, path: Self.policyPath))
        }
        for report in reports {
            let facts = HTTPFacts(report: report, view: vantage.view)
            fetched.sources.append(log.record(facts.observation))
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
            if let unknown = facts.unknown { unknowns.append(unknown) }
        }
        fetched.unknown = Unknown.merging(unknowns)
        return fetched
    }
}
