import DNS
import MailPolicy
import Probes
import Resolver

/// Whether an authority with the given CAA domains may issue for a name, by the CAA records in force (RFC 8659 §3). Public
/// authorities publish their domains; those of a private one are known only to its operator.
struct AuthorityPermission {
    let name: DomainName
    /// The domains that identify the authority in CAA records.
    let domains: [DomainName]
    let set: CAASet

    /// Queries the records at the name and its parents.
    init(_ name: DomainName, domains: [DomainName], _ client: DNSClient) async {
        let places = CAASet.domains(for: name)
        let results = await concurrently(places) { await client.lookup(Question($0, .caa), in: SingleStepOptions.view) }
        let answers = Dictionary(zip(places, results)) { first, _ in first }
        self.name = name
        self.domains = domains
        set = CAASet(for: name) { place in
            guard let records = answers[place]?.records else { return .unknown }
            return .records(records.compactMap { CAARecord($0.data) }, owner: records.first?.name)
        }
    }

    /// For a certificate of the authority, in one line.
    func words(_ certificate: Certificate) -> String {
        let isWildcard = certificate.entry(for: name)?.hasPrefix("*.") == true
        let authority = domains.map(\.text).joined(separator: ", ")
        let place = set.place.map { " at \($0.text)" } ?? ""
        switch set.permission(for: domains.map(\.text), wildcard: isWildcard) {
        case .unrestricted: return "no record restricts who may issue for \(name.text)"
        case .allowed(let record): return "\(authority) may issue: \(record.tag) \"\(record.value)\"\(place)"
        case .forbidden(let reason):
            return "\(authority) may not issue: the CAA records\(place) do not allow it (\(reason.words))"
        case .undetermined: return "unknown: the CAA records above \(name.text) could not be learned"
        }
    }
}
