import DNS
import Deployment
import Facts
import MailPolicy

/// The DKIM selectors: the key record, misplaced key records, and the given key.
struct DKIMCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [DKIMKeyFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        CollectedSubjects(await concurrently(plan.dkimKeys) { await key($0) })
    }

    private func key(_ planned: PlannedDKIMKey) async -> TypedObject<DKIMKeyFacts> {
        let name = planned.recordName.lowercased
        var object = TypedObject<DKIMKeyFacts>(
            .dkimKey(name), role: .dkim, name: name.text, view: .public,
            sender: planned.senders.count == 1 ? planned.senders.first : nil)
        object.set(\.domain, planned.domain.written)
        object.set(\.selector, planned.selector)
        object.set(\.name, name.text)
        object.set(\.view, .public)
        object.set(\.senders, planned.senders)
        let below = plan.deployment.senders.filter { planned.senders.contains($0.name) }.flatMap(\.from).filter {
            $0.name != planned.domain.name && $0.name.isEqualOrSubdomain(of: planned.domain.name)
        }
        object.set(\.subdomainIdentities, Set(below.map(\.written)).sorted())
        let given = context.givenKeys[planned.recordName]
        object.set(\.hasKeyFile, given != nil)
        object.set(\.expectedRecord, given.map { DKIMTXT($0).text })
        guard let client = client(.public) else { return object }
        async let misplaced = misplacedKeys(planned, client)
        async let obsolete = obsoletePolicies(planned, client)
        let (texts, answer) = await client.texts(at: planned.recordName)
        let wildcard = await client.noteWildcard(
            at: planned.recordName, texts: texts, answer: answer, supplies: DKIMKeyRecord.isRecognisable)
        object.set(\.records, answer.learned(texts ?? []), from: [answer.source])
        let alias = answer.result.aliasTargets.last?.lowercased.text
        object.set(\.alias, answer.learned(alias), from: [answer.source])
        setKey(&object, DKIMAnswer(texts ?? []), answer, given, at: name.text)
        object.set(\.onlyByWildcard, wildcard, from: [answer.source])
        let (wrong, wrongSources) = await misplaced
        object.set(\.misplaced, wrong, from: wrongSources)
        let (policies, policySources) = await obsolete
        object.set(\.obsoletePolicies, policies, from: policySources)
        return object
    }

    private func setKey(
        _ object: inout TypedObject<DKIMKeyFacts>, _ texts: DKIMAnswer, _ answer: ViewClient.Answer, _ given: DKIMPublicKey?,
        at name: String
    ) {
        var record: DKIMKeyRecord?
        switch texts {
        case .record(let one): record = one
        case .halves(_, let joined): record = joined
        case .none, .noKey, .several: break
        }
        let source = [answer.source]
        object.set(\.foreignTexts, answer.learned(texts.otherTexts), from: source)
        object.set(\.problems, answer.learned((record?.problems ?? []).map { $0.fact(at: name) }), from: source)
        var repaired: String?
        if case .record(let one) = texts { repaired = RecordLint.lint(kind: .dkim, text: one.text).repaired }
        object.set(\.repairedRecord, answer.learned(repaired), from: source)
        let type = record?.key.map(DKIMKeyType.init)
        object.set(\.type, answer.learned(type), from: source)
        object.set(\.bits, answer.learned(type == .rsa ? record?.key?.bits : nil), from: source)
        object.set(\.revoked, answer.learned(record?.verdict == .revoked), from: source)
        object.set(\.testing, answer.learned(record?.isTesting == true), from: source)
        object.set(\.strictIdentity, answer.learned(record?.isStrict == true), from: source)
        object.set(\.usable, answer.learned(record?.verdict == .usable), from: source)
        object.set(\.matches, answer.learned(given.map { record?.key == $0 }), from: source)
    }

    /// `s1._domainkey.example.com.example.com`, created by a panel that completes names, and `_domainkey.example.com`.
    private func misplacedKeys(
        _ planned: PlannedDKIMKey, _ client: ViewClient
    ) async -> (names: Learned<[String]>, sources: [Int]) {
        let domain = planned.domain.name
        let doubled = DomainName(labels: planned.recordName.labels + domain.labels)
        let names = [doubled, domain.prepending("_domainkey")].compactMap { $0 }
        return await client.names(names) { $0.contains(where: DKIMKeyRecord.isRecognisable) }
    }

    private func obsoletePolicies(
        _ planned: PlannedDKIMKey, _ client: ViewClient
    ) async -> (names: Learned<[String]>, sources: [Int]) {
        let names = ["_domainkey", "_adsp._domainkey"].compactMap { planned.domain.name.prepending($0) }
        return await client.names(names) { $0.contains { DKIMObsoletePolicy($0) != nil } }
    }
}
