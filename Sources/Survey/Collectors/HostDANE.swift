import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The TLSA records of a mail exchanger (RFC 7672), and whether DNSSEC secures them and the path to it.
struct HostDANE: Sendable {
    let records: [TLSARecord]
    let answer: ViewClient.Answer
    /// Known only if there are records.
    let isSecure: Learned<Bool>
    /// What is not secured by DNSSEC, for a sentence each.
    let insecure: [String]

    /// The host's own records are insecure, whatever domain leads there.
    let isHostInsecure: Bool

    var usable: [TLSARecord] { records.filter { $0.fault == nil } }

    /// Whether one of the usable records matches a served chain.
    func matches(_ served: [Certificate], names: [DomainName], at seconds: Int64) -> Bool {
        usable.contains { record in
            let digest: Digest? = record.matching == 1 ? .sha256 : record.matching == 2 ? .sha512 : nil
            return DANEAssociation(
                isTrustAnchor: record.usage == TLSARecord.Usage.trustAnchor.rawValue, isOfKey: record.selector == 1,
                digest: digest, data: record.data
            ).matches(served, names: names, at: seconds)
        }
    }

    /// Whether DNSSEC and a record of usage 3 secure a served key: the dates, names and issuer of its certificate then do
    /// not count (RFC 7671 §5.1).
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

/// Finds out whether everything on the path to a mail exchanger is secure.
struct DANECollector {
    let context: SurveyContext
    let client: ViewClient

    /// The TLSA records of a mail exchanger and, if there are any, whether everything on the path is secure.
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

    /// Whether an answer is secured by DNSSEC: by our own validation from the root if there is an authoritative view,
    /// otherwise according to the view's resolver (AD), which is only as trustworthy as the path to it.
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
                    detail: "its signatures are not valid, and validating senders hold the mail back"))
        case .known(nil)?, .unknown?, nil: return await client.isAuthenticated(answer)
        }
    }
}

extension ViewClient {
    /// A missing AD flag means something only if the resolver validates at all; if it does not, the absence of every DS
    /// record above the name proves that there is nothing to validate.
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
