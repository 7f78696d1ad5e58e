import DNS
import Deployment
import Facts
import MailPolicy

extension Survey {
    /// A selector's key record, what stands at the places where it is published by mistake, and the key that was given.
    func dkimKey(_ planned: PlannedDKIMKey) async -> FactObject {
        var object = FactObject(.dkimKey)
        let name = planned.recordName.lowercased
        let view = ViewName.public.rawValue
        object.set(
            "subject",
            FactObject.identity(
                key: name.text, role: "dkim", name: name.text, view: view,
                sender: planned.senders.count == 1 ? planned.senders.first : nil))
        object.set("domain", .string(planned.domain.written))
        object.set("selector", .string(planned.selector))
        object.set("name", .string(name.text))
        object.set("view", .string(view))
        object.set("senders", .strings(planned.senders))
        let below = plan.deployment.senders.filter { planned.senders.contains($0.name) }.flatMap(\.from).filter {
            $0.name != planned.domain.name && $0.name.isEqualOrSubdomain(of: planned.domain.name)
        }
        object.set("subdomain_identities", .strings(Set(below.map(\.written)).sorted()))
        let given = givenKeys[planned.recordName]
        object.set("has_key_file", .boolean(given != nil))
        object.set("expected_record", .optional(given.map { DKIMTXT($0).text }))
        guard let vantage = vantage(.public) else { return object }
        async let misplaced = misplacedKeys(planned, vantage)
        async let obsolete = obsoletePolicies(planned, vantage)
        let (texts, seen) = await vantage.texts(at: planned.recordName)
        let wildcard = await vantage.noteWildcard(at: planned.recordName, texts: texts, seen: seen)
        object.set("records", seen.fact { _ in .strings(texts ?? []) }, from: [seen.source])
        setKey(&object, DKIMAnswer(texts ?? []), seen, given, at: name.text)
        object.set("only_by_wildcard", wildcard, from: [seen.source])
        let (wrong, wrongSources, unknown) = await misplaced
        object.set("misplaced", .found(wrong, unless: unknown), from: wrongSources)
        let (policies, policySources, policiesUnknown) = await obsolete
        object.set("obsolete_policies", .found(policies, unless: policiesUnknown), from: policySources)
        return object
    }

    private func setKey(
        _ object: inout FactObject, _ answer: DKIMAnswer, _ seen: Vantage.Seen, _ given: DKIMPublicKey?, at name: String
    ) {
        var record: DKIMKeyRecord?
        switch answer {
        case .record(let one): record = one
        case .halves(_, let joined): record = joined
        case .none, .noKey, .several: break
        }
        func set(_ field: String, _ value: FactValue) { object.set(field, seen.fact { _ in value }, from: [seen.source]) }
        let problems = (record?.problems ?? []).map { Self.problem($0, at: name) }
        set("problems", .objects(problems))
        set("type", .optional(record?.key?.keyType))
        set("bits", record?.key.map { .integer($0.bits) } ?? .absent)
        set("revoked", .boolean(record?.verdict == .revoked))
        set("testing", .boolean(record?.isTesting == true))
        set("strict_identity", .boolean(record?.isStrict == true))
        set("usable", .boolean(record?.verdict == .usable))
        set("matches", given.map { .boolean(record?.key == $0) } ?? .absent)
    }

    /// `s1._domainkey.example.com.example.com`, where a panel that completes names puts it, and `_domainkey.example.com`.
    private func misplacedKeys(_ planned: PlannedDKIMKey, _ vantage: Vantage) async -> (names: [String], sources: [Int], Unknown?)
    {
        let domain = planned.domain.name
        let doubled = DomainName(labels: planned.recordName.labels + domain.labels)
        let names = [doubled, domain.prepending("_domainkey")].compactMap { $0 }
        return await incidentalNames(names, vantage) { $0.contains(where: DKIMKeyRecord.isRecognisable) }
    }

    private func obsoletePolicies(_ planned: PlannedDKIMKey, _ vantage: Vantage) async -> (
        names: [String], sources: [Int], Unknown?
    ) {
        let names = ["_domainkey", "_adsp._domainkey"].compactMap { planned.domain.name.prepending($0) }
        return await incidentalNames(names, vantage) { $0.contains { DKIMObsoletePolicy($0) != nil } }
    }

    /// Those of some names whose TXT records hold what is looked for.
    func incidentalNames(
        _ names: [DomainName], _ vantage: Vantage, holding isWanted: @Sendable @escaping ([String]) -> Bool
    ) async -> (names: [String], sources: [Int], Unknown?) {
        let answers = await concurrently(names) { name in
            let (texts, seen) = await vantage.texts(at: name, incidentally: true)
            return (name: name, texts: texts, seen: seen)
        }
        let unknown = Unknown.merging(answers.compactMap(\.seen.result.unknown))
        let found = answers.filter { isWanted($0.texts ?? []) }.map(\.name.lowercased.text)
        return (found, answers.map(\.seen.source), unknown)
    }
}
