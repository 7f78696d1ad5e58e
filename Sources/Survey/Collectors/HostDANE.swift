import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The TLSA records of a mail exchanger (RFC 7672), and whether DNSSEC vouches for them and the way to it.
struct HostDANE: Sendable {
    let records: [TLSARecord]
    let answer: ViewClient.Answer
    /// Known only where there are records.
    let isSecure: Learned<Bool>
    /// What DNSSEC does not vouch for, for a sentence each.
    let insecure: [String]

    /// It does not vouch for the host's own records, whatever domain leads there.
    let isHostInsecure: Bool

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

    /// Whether DNSSEC and a record of usage 3 vouch for a served key: its certificate's dates, names and issuer do then not
    /// count (RFC 7671 §5.1).
    func vouches(for served: [Certificate], names: [DomainName], at seconds: Int64) -> Learned<Bool> {
        let ends = usable.filter { $0.usage == TLSARecord.Usage.domainIssued.rawValue }
        guard !ends.isEmpty else { return answer.learned(false) }
        let own = HostDANE(records: ends, answer: answer, isSecure: isSecure, insecure: insecure, isHostInsecure: isHostInsecure)
        return own.matches(served, names: names, at: seconds) ? isSecure : .known(false)
    }

    func fill(_ object: inout TypedObject<ExchangeHostFacts>) {
        let source = [answer.source]
        let facts = records.map { record in
            TypedObject<TLSARecordFacts> {
                $0.set(\.parameters, record.parameters)
                $0.set(\.usable, record.fault == nil)
                $0.set(\.fault, record.fault ?? "")
            }
        }
        object.set(\.tlsa, answer.learned(facts), from: source)
        object.set(\.daneSecure, isSecure, from: source)
        object.set(\.insecure, insecure, from: source)
    }
}

/// Finds out whether everything on the way to a mail exchanger is secure.
struct DANECollector {
    let context: SurveyContext
    let client: ViewClient

    /// The TLSA records of a mail exchanger, and, where there are some, whether everything on the way is secure.
    ///
    /// - Parameter answer: the one at `_25._tcp` below the host.
    func dane(
        _ answer: ViewClient.Answer, of host: DomainName, domain: DomainName, exchanges: ViewClient.Answer,
        resolved: ResolvedName
    ) async -> HostDANE {
        let records = (answer.result.records ?? []).compactMap { TLSARecord($0.data) }
        guard !records.isEmpty else {
            return HostDANE(records: [], answer: answer, isSecure: answer.learned(false), insecure: [], isHostInsecure: false)
        }
        let answers = [
            ("the MX records of \(domain.text)", exchanges), ("the A records of \(host.text)", resolved.ipv4),
            ("the AAAA records of \(host.text)", resolved.ipv6), ("the TLSA records of \(host.text)", answer),
        ]
        let values = await concurrently(answers.map(\.1)) { await self.isSecure($0) }
        let insecure = zip(answers, values).filter { $1 == .known(false) }.map(\.0.0)
        let unknown = Unknown.merging(values.compactMap(\.unknown))
        let isSecure = Learned(insecure.isEmpty, unless: insecure.isEmpty ? unknown : nil)
        return HostDANE(
            records: records, answer: answer, isSecure: isSecure, insecure: insecure,
            isHostInsecure: values.dropFirst().contains(.known(false)))
    }

    /// Whether DNSSEC vouches for an answer: by our own validation from the root where there is an authoritative view, else as
    /// the view's resolver says (AD), which is as good as the way to that resolver.
    private func isSecure(_ answer: ViewClient.Answer) async -> Learned<Bool> {
        if let unknown = answer.result.unknown { return .unknown(unknown) }
        let question = answer.result.question
        switch await context.authority?.security(of: question) {
        case .known(.secure?)?: return .known(true)
        case .known(.insecure?)?: return .known(false)
        case .known(.bogus?)?:
            return .unknown(
                Unknown(
                    .bogus, question: question.description, view: ViewName.authoritative.rawValue,
                    detail: "its signatures do not hold, and senders that validate keep the mail back"))
        case .known(nil)?, .unknown?, nil: return await client.isAuthenticated(answer)
        }
    }
}

extension ViewClient {
    /// That a resolver does not vouch for an answer means something only when it validates at all; from one that does not, the
    /// absence of every DS record above the name is proof enough that there is nothing to validate.
    fileprivate func isAuthenticated(_ answer: Answer) async -> Learned<Bool> {
        if answer.result.authenticated { return .known(true) }
        if await ask(.root, .ns, incidentally: true).result.authenticated { return .known(false) }
        for ancestor in CAASet.domains(for: answer.result.question.name) {
            let delegation = await ask(ancestor, .ds, incidentally: true)
            guard delegation.result.records?.isEmpty == true else {
                return .unknown(
                    Unknown(
                        .notProbed, question: answer.result.question.description, view: view.rawValue,
                        detail: "the resolver does not validate: name one that does, or the authoritative view"))
            }
        }
        return .known(false)
    }
}
