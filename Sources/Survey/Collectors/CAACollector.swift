import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The CAA records in force for a name, and whether the authority in use may issue (RFC 8659 §3).
struct CAACollector {
    let client: ViewClient

    /// - Parameter source: the observation that showed the certificate.
    func caa(
        _ name: DomainName, _ certificate: Certificate, from source: Int
    ) async -> (object: TypedObject<CAAFacts>, sources: [Int]) {
        let domains = CAASet.domains(for: name)
        let answers = await concurrently(domains) { await client.ask($0, .caa, incidentally: true) }
        let seen = Dictionary(uniqueKeysWithValues: zip(domains, answers))
        let set = CAASet(for: name) { domain in
            guard let records = seen[domain]?.result.records else { return .unknown }
            return .records(records.compactMap { CAARecord($0.data) }, owner: records.first?.name)
        }
        let sources = answers.map(\.source)
        // The answers up to the set are those that count.
        let counted = answers.prefix { set.asked == nil || $0.result.question.name != set.asked }
        let unknown = set.isUnknown ? Unknown.merging(counted.compactMap(\.result.unknown)) : nil
        var caa = TypedObject<CAAFacts>()
        caa.set(\.at, Learned(set.place?.text, unless: unknown), from: sources)
        caa.set(\.records, Learned(set.records.map(Self.text), unless: unknown), from: sources)
        let hosts = certificate.issuerURLs.compactMap(Self.host)
        let isWildcard = certificate.entry(for: name)?.hasPrefix("*.") == true
        let permission = set.permission(organization: certificate.issuerOrganization, hosts: hosts, wildcard: isWildcard)
        let authority = certificate.issuerOrganization ?? certificate.issuer
        var allowed: [String] = []
        var wanted: CAARecord?
        var word: Learned<IssuePermission>
        switch permission {
        case .unrestricted: word = .known(.unrestricted)
        case .allowed(let record):
            word = .known(.allowed)
            allowed = [record.issuer ?? ""]
        case .forbidden(let reason):
            word = .known(.forbidden)
            if case .otherIssuers(let issuers) = reason { allowed = issuers }
            wanted = set.missingRecord(organization: certificate.issuerOrganization, wildcard: isWildcard)
        case .undetermined:
            let detail = "nobody knows by which domain CAA records call '\(authority)'"
            word = .unknown(
                Unknown(.notProbed, question: "\(name.absoluteText) CAA", view: client.view.word, detail: detail))
        }
        caa.set(\.permission, unknown.map(Learned.unknown) ?? word, from: sources + [source])
        caa.set(\.allowed, Learned(allowed, unless: unknown), from: sources)
        caa.set(\.authority, authority, from: [source])
        caa.set(\.wanted, Learned(wanted.map(Self.text), unless: unknown), from: sources + [source])
        return (caa, sources)
    }

    /// `0 issue "letsencrypt.org"`
    private static func text(_ record: CAARecord) -> String { "\(record.flags) \(record.tag) \"\(record.value)\"" }

    /// The host of `http://crt.example.com/ca.der`.
    private static func host(_ url: String) -> String? {
        guard let start = url.firstRange(of: "://") else { return nil }
        return url[start.upperBound...].split(whereSeparator: { "/:?#".contains($0) }).first.map(String.init)
    }
}
