import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The CAA records in force for a name (RFC 8659 §3), and the problems of an authority that queries them.
struct SeenCAA: Sendable {
    let name: DomainName
    let set: CAASet
    let view: ViewName
    /// Authorities named by the operator.
    let authorities: [PrivateAuthority]
    /// Why the set is unknown.
    let unknown: Unknown?
    /// The problem of a querying authority, for a sentence; `nil` when all queries are answered.
    let failure: Learned<String?>
    let isBogus: Learned<Bool>
    let sources: [Int]

    func fill(_ object: inout TypedObject<WebNameFacts>) {
        object.set(\.caaFailure, failure, from: sources)
        object.set(\.caaBogus, isBogus, from: sources)
    }

    /// Whether the authority of a served chain may renew its certificate.
    ///
    /// - Parameter source: the observation of the chain.
    func facts(_ chain: ServedChain, from source: Int) -> TypedObject<CAAFacts>? {
        guard let certificate = chain.certificate else { return nil }
        let organization = certificate.issuerOrganization
        let domains = operatorsDomains(of: chain)
        let isWildcard = certificate.entry(for: name)?.hasPrefix("*.") == true
        let hosts = certificate.issuerURLs.compactMap(Self.host)
        let permission = set.permission(organization: organization, hosts: hosts, domains: domains, wildcard: isWildcard)
        let authority = organization ?? certificate.issuer
        var word = Learned.known(IssuePermission.unrestricted)
        var allowed: [String] = []
        var reason: CAASet.Reason?
        switch permission {
        case .unrestricted: break
        case .allowed(let record): (word, allowed) = (.known(.allowed), [record.issuer ?? ""])
        case .forbidden(let why):
            (word, reason) = (.known(.forbidden), why)
            if case .otherIssuers(let issuers) = why { allowed = issuers }
        case .undetermined:
            let detail = "the CAA domain of '\(authority)' is unknown: give it under tls.authorities"
            word = .unknown(
                Unknown(.notProbed, question: "\(name.absoluteText) CAA", view: view.word, detail: detail))
        }
        let repair = set.repair(organization: organization, domains: domains, wildcard: isWildcard)
        let issuers = CAASet.issuers(organization: organization, hosts: hosts) + domains
        var caa = TypedObject<CAAFacts>()
        caa.set(\.at, Learned(set.place?.text, unless: unknown), from: sources)
        caa.set(\.throughAlias, Learned(set.isThroughAlias, unless: unknown), from: sources)
        caa.set(\.records, Learned(set.records.map(\.text), unless: unknown), from: sources)
        caa.set(\.permission, unknown.map(Learned.unknown) ?? word, from: sources + [source])
        caa.set(\.allowed, Learned(allowed, unless: unknown), from: sources)
        caa.set(\.authority, authority, from: [source])
        caa.set(\.reason, Learned(reason.map(CAAReason.init), unless: unknown), from: sources)
        caa.set(\.detail, Learned(reason?.words ?? "", unless: unknown), from: sources)
        caa.set(\.wanted, Learned(repair?.wanted?.text, unless: unknown), from: sources + [source])
        caa.set(\.replaced, Learned(repair?.replaced?.text, unless: unknown), from: sources)
        caa.set(\.hindrances, Learned(hindrances(issuers, isWildcard), unless: unknown), from: sources + [source])
        return caa
    }

    /// Conditions that cannot be satisfied in the records that name the authority, and methods that do not exist.
    private func hindrances(_ issuers: [String], _ isWildcard: Bool) -> [TypedObject<CAAHindranceFacts>] {
        set.hindrances(for: issuers, wildcard: isWildcard).map { record, hindrance in
            TypedObject {
                $0.set(\.record, record.text)
                $0.set(\.detail, hindrance.words)
                $0.set(\.wanted, record.lifting(hindrance)?.text)
            }
        }
    }

    /// The domains that the operator gives for the issuing authority, or for one above it.
    private func operatorsDomains(of chain: ServedChain) -> [String] {
        guard let leaf = chain.certificate else { return [] }
        let above = chain.path.dropFirst()
        let names = [leaf.issuer] + above.map(\.subject)
        let organizations = [leaf.issuerOrganization] + above.map(\.issuerOrganization)
        return authorities.filter { authority in
            let name = authority.name.lowercased()
            return organizations.contains { $0?.lowercased() == name }
                || names.contains { ", \($0.lowercased()), ".contains(", cn=\(name), ") || $0.lowercased() == name }
        }
        .flatMap { $0.domains.map(\.name.lowercased.text) }
    }

    /// The host of `http://crt.example.com/ca.der`.
    private static func host(_ url: String) -> String? {
        guard let start = url.firstRange(of: "://") else { return nil }
        return url[start.upperBound...].split(whereSeparator: { "/:?#".contains($0) }).first.map(String.init)
    }
}

/// Queries CAA records as an authority does before it issues.
struct CAACollector {
    let context: SurveyContext
    let client: ViewClient

    /// - Parameter resolved: the name's addresses in the same view: if they were found, the resolver works.
    func seen(at name: DomainName, _ resolved: ResolvedName) async -> SeenCAA {
        let domains = CAASet.domains(for: name)
        let answers = await concurrently(domains) { await client.ask($0, .caa, incidentally: true) }
        let seen = Dictionary(zip(domains, answers)) { first, _ in first }
        let set = CAASet(for: name) { domain in
            guard let records = seen[domain]?.result.records else { return .unknown }
            return .records(records.compactMap { CAARecord($0.data) }, owner: records.first?.name)
        }
        // The answers up to the set, or up to the failure, are those that count.
        let last = domains.firstIndex { $0 == set.asked || seen[$0]?.result.records == nil } ?? domains.count - 1
        let counted = Array(answers.prefix(last + 1))
        let resolverWorks = resolved.answers.contains { $0.result.records?.isEmpty == false }
        let failures = await concurrently(counted) { await self.failure($0, resolverWorks: resolverWorks) }
        let found = failures.compactMap(\.failure).first
        let open = found == nil ? Unknown.merging(failures.compactMap(\.unknown)) : nil
        return SeenCAA(
            name: name, set: set, view: client.view, authorities: context.plan.deployment.authorities,
            unknown: set.isUnknown ? Unknown.merging(counted.compactMap(\.result.unknown)) : nil,
            failure: Learned(found?.words, unless: open), isBogus: Learned(found?.isBogus ?? false, unless: open),
            sources: counted.map(\.source))
    }

    private struct Failure: Sendable {
        let words: String
        let isBogus: Bool
    }

    /// Since 2026-03-15, authorities validate DNSSEC for CAA, and must not issue on a validation error or SERVFAIL
    /// (CA/Browser Forum ballot SC-085, baseline requirements 2.3.0 §4.2.2.2). A silent resolver proves nothing.
    private func failure(
        _ answer: ViewClient.Answer, resolverWorks: Bool
    ) async -> (failure: Failure?, unknown: Unknown?) {
        let place = answer.result.question.name.text
        let bogus = { (detail: String?) in
            Failure(words: "the answer at \(place) fails DNSSEC validation" + (detail.map { ": \($0)" } ?? ""), isBogus: true)
        }
        if let unknown = answer.result.unknown {
            switch unknown.cause {
            case .bogus: return (bogus(unknown.reasons.first?.detail), nil)
            case .servfail where resolverWorks:
                return (
                    Failure(
                        words: "at \(place) the resolver returns SERVFAIL, though it finds the name's addresses", isBogus: false),
                    nil
                )
            default: return (nil, unknown)
            }
        }
        if case .known(.bogus?)? = await context.authority?.security(of: answer.result.question) { return (bogus(nil), nil) }
        return (nil, nil)
    }
}

extension CAASet.Repair {
    /// The record to add.
    var wanted: CAARecord? {
        switch self {
        case .add(let record), .replace(_, with: let record): record
        case .remove: nil
        }
    }

    /// The record to remove.
    var replaced: CAARecord? {
        switch self {
        case .replace(let record, with: _), .remove(let record): record
        case .add: nil
        }
    }
}

extension CAAReason {
    init(_ reason: CAASet.Reason) {
        self =
            switch reason {
            case .otherIssuers: .otherIssuers
            case .criticalUnknown: .criticalUnknown
            case .nobody: .nobody
            case .trailingDot: .trailingDot
            case .malformed: .malformed
            }
    }
}
