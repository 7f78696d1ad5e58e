import DNS
import Deployment
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

extension Survey {
    /// The TLSA records of a mail exchanger, and, where there are some, whether everything on the way is secure.
    ///
    /// - Parameter seen: the answer at `_25._tcp` below the host.
    func dane(
        _ seen: Vantage.Seen, of host: DomainName, domain: DomainName, exchanges: Vantage.Seen, resolved: ResolvedName,
        _ vantage: Vantage
    ) async -> HostDANE {
        let records = (seen.result.records ?? []).compactMap { TLSARecord($0.data) }
        guard !records.isEmpty else {
            let isSecure = seen.result.unknown.map(FactValue.unknown) ?? .boolean(false)
            return HostDANE(records: [], seen: seen, isSecure: isSecure, insecure: [])
        }
        let answers = [
            ("the MX records of \(domain.text)", exchanges), ("the A records of \(host.text)", resolved.ipv4),
            ("the AAAA records of \(host.text)", resolved.ipv6), ("the TLSA records of \(host.text)", seen),
        ]
        let values = await concurrently(answers.map(\.1)) { await self.isSecure($0, vantage) }
        let insecure = zip(answers, values).filter { $1 == .boolean(false) }.map(\.0.0)
        let unknown = Unknown.merging(of: values)
        let isSecure = insecure.isEmpty ? unknown.map(FactValue.unknown) ?? .boolean(true) : .boolean(false)
        return HostDANE(records: records, seen: seen, isSecure: isSecure, insecure: insecure)
    }

    /// Whether DNSSEC vouches for an answer: by our own validation from the root where there is an authoritative view, else as
    /// the view's resolver says (AD), which is as good as the way to that resolver.
    private func isSecure(_ answer: Vantage.Seen, _ vantage: Vantage) async -> FactValue {
        if let unknown = answer.result.unknown { return .unknown(unknown) }
        let question = answer.result.question
        switch await security(of: question) {
        case .string("secure"): return .boolean(true)
        case .string("insecure"): return .boolean(false)
        case .string:
            return .unknown(
                Unknown(
                    .bogus, question: question.description, view: ViewName.authoritative.rawValue,
                    detail: "its signatures do not hold, and senders that validate keep the mail back"))
        default: return await vantage.isAuthenticated(answer)
        }
    }
}

extension Vantage {
    /// That a resolver does not vouch for an answer means something only when it validates at all; from one that does not, the
    /// absence of every DS record above the name is proof enough that there is nothing to validate.
    fileprivate func isAuthenticated(_ answer: Seen) async -> FactValue {
        if answer.result.authenticated { return .boolean(true) }
        if await ask(.root, .ns, incidentally: true).result.authenticated { return .boolean(false) }
        for ancestor in CAASet.domains(for: answer.result.question.name) {
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
