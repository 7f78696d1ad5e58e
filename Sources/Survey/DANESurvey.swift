import DNS
import Facts
import MailPolicy
import Probes

/// The TLSA records of a mail exchanger (RFC 7672), and whether DNSSEC vouches for them and the way to it.
struct HostDANE: Sendable {
    let records: [TLSARecord]
    let seen: Vantage.Seen
    /// Known only where there are records.
    let isSecure: FactValue
    /// What DNSSEC does not vouch for, for a sentence each.
    let insecure: [String]

    var usable: [TLSARecord] { records.filter { $0.fault == nil } }

    /// Whether one of the usable records fits a served chain.
    func matches(_ served: [Certificate], names: [DomainName], at seconds: Int64) -> Bool {
        usable.contains { record in
            let digest: Digest? = record.matching == 1 ? .sha256 : record.matching == 2 ? .sha512 : nil
            return DANEAssociation(
                isTrustAnchor: record.usage == TLSARecord.Usage.trustAnchor.rawValue, isOfKey: record.selector == 1,
                digest: digest, data: record.data
            ).matches(served, names: names, at: seconds)
        }
    }

    func fill(_ object: inout FactObject) {
        let source = [seen.source]
        let facts = records.map { record in
            FactObject(.tlsaRecord)
                .setting("parameters", .string(record.parameters)).setting("usable", .boolean(record.fault == nil))
                .setting("fault", .string(record.fault ?? ""))
        }
        object.set("tlsa", seen.fact { _ in .objects(facts) }, from: source)
        object.set("dane_secure", isSecure, from: source)
        object.set("insecure", .strings(insecure), from: source)
    }
}

extension Vantage {
    /// The TLSA records of a mail exchanger, and, where there are some, whether everything on the way is secure.
    ///
    /// - Parameter seen: the answer at `_25._tcp` below the host.
    func dane(
        _ seen: Seen, of host: DomainName, domain: DomainName, exchanges: Seen, resolved: ResolvedName
    ) async -> HostDANE {
        let name = seen.result.question.name
        let records = (seen.result.records ?? []).compactMap { TLSARecord($0.data) }
        guard !records.isEmpty else {
            let isSecure = seen.result.unknown.map(FactValue.unknown) ?? .boolean(false)
            return HostDANE(records: [], seen: seen, isSecure: isSecure, insecure: [])
        }
        let answers = [
            ("the MX records of \(domain.text)", domain, exchanges), ("the A records of \(host.text)", host, resolved.ipv4),
            ("the AAAA records of \(host.text)", host, resolved.ipv6), ("the TLSA records of \(host.text)", name, seen),
        ]
        var insecure: [String] = []
        var unknowns: [Unknown] = []
        for (what, name, answer) in answers {
            switch await security(of: answer, at: name) {
            case .boolean(true): continue
            case .unknown(let unknown): unknowns.append(unknown)
            default: insecure.append(what)
            }
        }
        let isSecure: FactValue =
            !insecure.isEmpty ? .boolean(false) : Unknown.merging(unknowns).map(FactValue.unknown) ?? .boolean(true)
        return HostDANE(records: records, seen: seen, isSecure: isSecure, insecure: insecure)
    }

    /// Whether DNSSEC vouches for an answer, as the view's resolver says (AD).
    ///
    /// That a resolver does not say so means something only when it validates at all; from one that does not, the absence
    /// of every DS record above the name is proof enough that there is nothing to validate.
    private func security(of answer: Seen, at name: DomainName) async -> FactValue {
        if answer.result.authenticated { return .boolean(true) }
        if let unknown = answer.result.unknown { return .unknown(unknown) }
        if await ask(.root, .ns, incidentally: true).result.authenticated { return .boolean(false) }
        for ancestor in CAASet.domains(for: name) {
            let delegation = await ask(ancestor, .ds, incidentally: true)
            guard delegation.result.records?.isEmpty == true else {
                return .unknown(
                    Unknown(
                        .notProbed, question: answer.result.question.description, view: view,
                        detail: "the resolver does not validate: name one that does, or the authoritative view"))
            }
        }
        return .boolean(false)
    }
}
