import DNS
import Deployment
import Facts
import MailPolicy

/// A domain at which receivers evaluate SPF, and why.
private struct SPFQuestion: Sendable {
    let written: String
    let name: DomainName
    var roles: Set<MailRole>
    var addresses: Set<IPAddress>
}

/// The SPF records of MAIL FROM and From domains and of announced names, once each, with the tree that each opens, and the records
/// that those lead to.
struct SPFCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [SPFDomainFacts.self, SPFIncludeFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        async let pointed = concurrently(pointerQuestions()) { await domain($0) }
        let planned = await concurrently(plannedQuestions()) { await domain($0) }
        let domains = planned + (await pointed)
        let includes = SPFIncludes(domains.compactMap(\.tree), apart: Set(domains.map(\.name)))
        var subjects = CollectedSubjects(
            domains.map { domain in
                var object = domain.object
                guard let tree = domain.tree else { return object }
                object.set(\.faultyIncludes, .found(includes.faults(in: tree), unless: domain.unknown), from: domain.sources)
                return object
            })
        guard let client = client(.public) else { return subjects }
        subjects.add(await concurrently(includes.names) { await included($0, includes, client) })
        return subjects
    }

    /// A domain's facts, and the tree that they were drawn from.
    private struct Read: Sendable {
        let name: DomainName
        let object: TypedObject<SPFDomainFacts>
        var tree: SPFTree?
        var sources: [Int] = []
        var unknown: Unknown?
    }

    private func included(
        _ name: DomainName, _ includes: SPFIncludes, _ client: ViewClient
    ) async -> TypedObject<SPFIncludeFacts> {
        var object = TypedObject<SPFIncludeFacts>(
            .mailDomain(name, .public), role: .mail(.mailFrom), name: name.text, view: .public)
        object.set(\.name, name.text)
        object.set(\.view, .public)
        object.set(\.includedBy, includes.includers(of: name).map(\.text))
        let (texts, answer) = await client.texts(at: name)
        let records = SPFRecordSelection.records(in: texts ?? [])
        object.set(\.records, answer.learned(records), from: [answer.source])
        let errors = records.count == 1 ? SPFRecord(parsing: records[0]).syntaxErrors : []
        let problems = errors.map { PolicyProblem($0).fact(at: name.text) }
        object.set(\.problems, answer.learned(problems), from: [answer.source])
        object.set(\.deadEnds, answer.learned(includes.deadEnds(of: name)), from: [answer.source])
        return object
    }

    /// MAIL FROM and From domains and the planned HELO names, once each.
    private func plannedQuestions() -> [SPFQuestion] {
        plan.mailDomains.filter { $0.view == .public }.map { planned in
            let addresses = plan.sendingAddresses.filter { planned.senders.contains($0.sender) }.map(\.address)
            return SPFQuestion(
                written: planned.domain.written, name: planned.domain.name, roles: planned.roles, addresses: Set(addresses))
        }
    }

    /// The names that servers announce according to their PTR records, if the deployment file names no other.
    private func pointerQuestions() async -> [SPFQuestion] {
        guard let client = client(.public) else { return [] }
        let planned = Set(plan.mailDomains.map(\.domain.name))
        let addresses = plan.sendingAddresses.filter { $0.helo == .ptr }.map(\.address)
        let names = await concurrently(addresses) { address in
            PointerNames.names(await client.ask(address.reverseName, .ptr)).first
        }
        var questions: [DomainName: SPFQuestion] = [:]
        for case (let name?, let address) in zip(names, addresses) where !planned.contains(name) {
            let new = SPFQuestion(written: name.lowercased.text, name: name, roles: [.helo], addresses: [])
            questions[name, default: new].addresses.insert(address)
        }
        return questions.values.sorted { $0.name < $1.name }
    }

    private func domain(_ domain: SPFQuestion) async -> Read {
        let roles = [MailRole.mailFrom, .from, .helo].filter(domain.roles.contains)
        var object = TypedObject<SPFDomainFacts>(
            .mailDomain(domain.name, .public), role: roles.first.map(SubjectRole.mail), name: domain.written, view: .public)
        object.set(\.name, domain.written)
        object.set(\.owner, domain.name.lowercased.absoluteText)
        object.set(\.view, .public)
        object.set(\.roles, roles)
        object.set(\.plannedAddresses, domain.addresses.sorted())
        let name = domain.name.lowercased
        guard let client = client(.public) else { return Read(name: name, object: object) }
        async let texts = client.texts(at: domain.name)
        // Before RFC 7208, SPF had its own record type, which receivers no longer query.
        async let formerType = client.ask(domain.name, .spf, incidentally: true)
        let lookup = RecordingLookup(client)
        let tree = await SPFTree.walk(from: domain.name, lookup: lookup, view: ViewName.public.rawValue)
        let (found, answer) = await texts
        let former = await formerType
        setRecords(&object, found ?? [], answer, domain)
        let senderID = SPFLookalike.all(in: found ?? []).filter { $0.code == .obsolete }.map(\.text)
        let formerTexts = (former.result.records ?? []).compactMap(\.data.joinedText).map { "type SPF: \($0)" }
        object.set(
            \.obsolete, .found(senderID + formerTexts, unless: answer.result.unknown ?? former.result.unknown),
            from: [answer.source, former.source])
        setTree(&object, tree, lookup, domain)
        return Read(name: name, object: object, tree: tree, sources: lookup.sources, unknown: lookup.unknown)
    }

    private func setRecords(
        _ object: inout TypedObject<SPFDomainFacts>, _ texts: [String], _ answer: ViewClient.Answer, _ domain: SPFQuestion
    ) {
        let source = [answer.source]
        let records = SPFRecordSelection.records(in: texts)
        object.set(\.records, answer.learned(records), from: source)
        object.set(\.alias, answer.learned(answer.result.aliasTargets.last?.lowercased.text), from: source)
        object.set(\.suggestedRecord, SPFRepair.record(for: domain.addresses.sorted()), from: source)
        let merged = records.count > 1 ? SPFRepair.merged(records.map(SPFRecord.init(parsing:))) : nil
        object.set(\.mergedRecord, answer.learned(merged), from: source)
        let mistaken = SPFLookalike.all(in: texts).filter { $0.code != .obsolete }
        object.set(\.lookalikes, answer.learned(mistaken.map(\.text)), from: source)
        // Each character string of a TXT record has a length octet (RFC 1035 §3.3.14).
        let octets = texts.reduce(0) { $0 + $1.utf8.count + ($1.utf8.count + 254) / 255 }
        object.set(\.answerOctets, answer.learned(octets), from: source)
        let record = records.count == 1 ? records.first.map(SPFRecord.init(parsing:)) : nil
        let repaired = record.flatMap { $0.isValid ? nil : SPFRepair.corrected($0) }
        object.set(\.repairedRecord, answer.learned(repaired), from: source)
        let problems = (record.map { lint($0, at: domain.name) } ?? []).map {
            PolicyProblem($0).fact(at: domain.name.lowercased.text)
        }
        object.set(\.problems, answer.learned(problems), from: source)
    }

    /// What is wrong or unwise in a record; a network that the deployment file declares public is not private.
    private func lint(_ record: SPFRecord, at owner: DomainName) -> [SPFProblem] {
        record.lint(at: owner).filter { problem in
            guard problem.code == .privateNetwork else { return true }
            let network = record.terms.first { $0.range.overlaps(problem.range) }?.mechanism?.network
            return network.map { !plan.isPublic($0.base) } ?? true
        }
    }

    private func setTree(
        _ object: inout TypedObject<SPFDomainFacts>, _ tree: SPFTree, _ lookup: RecordingLookup, _ domain: SPFQuestion
    ) {
        let sources = lookup.sources
        let unknown = lookup.unknown
        let limits = SPFLimits()
        func texts(_ code: SPFTree.Problem.Code...) -> Learned<[String]> {
            .found(tree.problems.filter { code.contains($0.code) && $0.term != nil }.map(\.message), unless: unknown)
        }
        // A lower bound that already exceeds the limit is as good as the number.
        object.set(\.lookups, Learned(tree.lookups, unless: tree.lookups > limits.lookups ? nil : unknown), from: sources)
        let shortened = tree.lookups > limits.lookups && unknown == nil ? SPFRepair.withinLimits(tree) : nil
        object.set(\.shortenedRecord, shortened, from: sources)
        object.set(\.costs, Self.costs(tree.root, depth: 0), from: sources)
        object.set(\.voidTermsIPv4, .found(Self.voidTerms(tree.root, .ipv4), unless: unknown), from: sources)
        object.set(\.voidTermsIPv6, .found(Self.voidTerms(tree.root, .ipv6), unless: unknown), from: sources)
        object.set(\.voidExchangesIPv4, .found(Self.voidExchanges(tree, .ipv4), unless: unknown), from: sources)
        object.set(\.voidExchangesIPv6, .found(Self.voidExchanges(tree, .ipv6), unless: unknown), from: sources)
        object.set(\.loops, .found(Self.loops(tree.root), unless: unknown), from: sources)
        object.set(\.withoutRecord, texts(.missingRecord, .multipleRecords, .malformedTarget), from: sources)
        let large = tree.problems.filter { $0.code == .tooManyExchanges }.compactMap(\.term?.text)
        object.set(\.largeMxTerms, .found(large, unless: unknown), from: sources)
        object.set(\.includedErrors, .found(Self.includedErrors(tree.root), unless: unknown), from: sources)
        let everyone = !tree.authorised.everyone.isEmpty
        object.set(\.allowsEveryone, Learned(everyone, unless: everyone ? nil : unknown), from: sources)
        let isOwn = { (place: SPFTree.Place) in place.domain.lowercased() == tree.root.domain.lowercased() }
        let open = tree.everyoneBy.map { isOwn($0) ? $0.term.text : "\($0.term.text) in the record of \($0.domain)" }
        let elsewhere = Set(tree.everyoneBy.filter { !isOwn($0) }.map(\.domain)).sorted()
        object.set(\.everyoneBy, Learned(open, unless: everyone ? nil : unknown), from: sources)
        object.set(\.everyoneElsewhere, Learned(elsewhere, unless: everyone ? nil : unknown), from: sources)
        let foreign = tree.root.branches.filter { branch in
            branch.term.mechanism?.name == "include" && !branch.inner.isEmpty
                && branch.inner.allSatisfy { Self.isForeign($0, domain.addresses) }
        }
        object.set(\.foreignIncludes, Learned(foreign.map(\.term.text), unless: unknown), from: sources)
    }

    private static func costs(_ node: SPFTree.Node, depth: Int) -> [String] {
        node.branches.filter { $0.lookups > 0 }.flatMap { branch in
            ["\(String(repeating: "  ", count: depth))\(branch.term.text) \(branch.lookups)"]
                + branch.inner.flatMap { costs($0, depth: depth + 1) }
        }
    }

    private static func loops(_ node: SPFTree.Node) -> [String] {
        let names = node.branches.flatMap(\.inner).flatMap { inner in inner.status == .loop ? [inner.domain] : loops(inner) }
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func voidTerms(_ node: SPFTree.Node, _ family: IPAddress.Family) -> [String] {
        node.branches.flatMap { branch in
            (branch.voidFor.contains(family) ? ["\(branch.term.text) (\(node.domain))"] : [])
                + branch.inner.flatMap { voidTerms($0, family) }
        }
    }

    /// `mx` terms with hosts that lack an address of a family, and those hosts, if receivers count them differently.
    private static func voidExchanges(_ tree: SPFTree, _ family: IPAddress.Family) -> [TypedObject<VoidExchangesFacts>] {
        guard tree.voidCountsDiffer(family) else { return [] }
        return tree.exchangesWithoutAddresses(family).map { found in
            TypedObject {
                $0.set(\.term, found.term.text)
                $0.set(\.at, found.domain)
                $0.set(\.hosts, found.hosts.map(\.lowercased.text).sorted())
            }
        }
    }

    private static func includedErrors(_ node: SPFTree.Node) -> [TypedObject<PolicyProblemFacts>] {
        node.branches.flatMap(\.inner).flatMap { inner -> [TypedObject<PolicyProblemFacts>] in
            guard case .invalid(let record) = inner.status else { return includedErrors(inner) }
            return record.syntaxErrors.map { PolicyProblem($0).fact(at: inner.domain) }
        }
    }

    /// Whether all authorised addresses are known, and none of the planned addresses is among them.
    private static func isForeign(_ node: SPFTree.Node, _ addresses: Set<IPAddress>) -> Bool {
        guard case .record = node.status else { return false }
        return node.branches.allSatisfy { branch in
            !branch.isIncomplete && !branch.networks.contains { network in addresses.contains { network.contains($0) } }
                && branch.inner.allSatisfy { isForeign($0, addresses) }
        }
    }
}
