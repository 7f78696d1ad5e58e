import DNS
import Deployment
import Facts
import MailPolicy

/// A domain at which receivers read SPF, and why they do.
struct SPFQuestion: Sendable {
    let written: String
    let name: DomainName
    var roles: Set<MailRole>
    var addresses: Set<IPAddress>
}

extension Survey {
    /// MAIL FROM and From domains and the planned HELO names, once each.
    func spfQuestions() -> [SPFQuestion] {
        plan.mailDomains.filter { $0.view == .public }.map { planned in
            let addresses = plan.sendingAddresses.filter { planned.senders.contains($0.sender) }.map(\.address)
            return SPFQuestion(
                written: planned.domain.written, name: planned.domain.name, roles: planned.roles, addresses: Set(addresses))
        }
    }

    /// The names that servers announce because their PTR records say so, where the deployment file names no other.
    func pointerSPFQuestions() async -> [SPFQuestion] {
        guard let vantage = vantage(.public) else { return [] }
        let planned = Set(plan.mailDomains.map(\.domain.name))
        let addresses = plan.sendingAddresses.filter { $0.helo == .ptr }.map(\.address)
        let names = await concurrently(addresses) { address in
            let pointers = await vantage.ask(address.reverseName, .ptr)
            return Self.pointerNames(pointers.result.records ?? []).first
        }
        var questions: [DomainName: SPFQuestion] = [:]
        for case (let name?, let address) in zip(names, addresses) where !planned.contains(name) {
            let new = SPFQuestion(written: name.lowercased.text, name: name, roles: [.helo], addresses: [])
            questions[name, default: new].addresses.insert(address)
        }
        return questions.values.sorted { $0.name < $1.name }
    }

    /// A domain's SPF record: its text, and the tree that it opens.
    func spfDomain(_ domain: SPFQuestion) async -> FactObject {
        let view = ViewName.public.rawValue
        let roles = [MailRole.mailFrom, .from, .helo].filter(domain.roles.contains).map(\.rawValue)
        var object = FactObject(.spfDomain)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(domain.name.lowercased)/\(view)", role: roles.first, name: domain.written, view: view))
        object.set("name", .string(domain.written))
        object.set("owner", .string(domain.name.lowercased.absoluteText))
        object.set("view", .string(view))
        object.set("roles", .strings(roles))
        object.set("planned_addresses", .addresses(domain.addresses.sorted()))
        guard let vantage = vantage(.public) else { return object }
        async let answer = vantage.texts(at: domain.name)
        // Before RFC 7208 SPF had a record type of its own, which receivers no longer ask for.
        async let formerType = vantage.ask(domain.name, .spf, incidentally: true)
        let noted = NotedLookup(vantage)
        let tree = await SPFTree.walk(from: domain.name, lookup: noted, view: view)
        let (texts, seen) = await answer
        let former = await formerType
        setRecords(&object, texts ?? [], seen, domain)
        let senderID = SPFLookalike.all(in: texts ?? []).filter { $0.code == .obsolete }.map(\.text)
        let formerTexts = (former.result.records ?? []).compactMap(\.data.joinedText).map { "type SPF: \($0)" }
        object.set(
            "obsolete", .found(senderID + formerTexts, unless: seen.result.unknown ?? former.result.unknown),
            from: [seen.source, former.source])
        setTree(&object, tree, noted, domain)
        return object
    }

    private func setRecords(_ object: inout FactObject, _ texts: [String], _ seen: Vantage.Seen, _ domain: SPFQuestion) {
        let source = [seen.source]
        let records = SPFRecordSelection.records(in: texts)
        let addresses = domain.addresses.sorted()
        object.set("records", seen.fact { _ in .strings(records) }, from: source)
        object.set("suggested_record", .string(SPFRepair.record(for: addresses)), from: source)
        object.set(
            "merged_record",
            seen.fact { _ in .optional(records.count > 1 ? SPFRepair.merged(records.map(SPFRecord.init(parsing:))) : nil) },
            from: source)
        let mistaken = SPFLookalike.all(in: texts).filter { $0.code != .obsolete }
        object.set("lookalikes", seen.fact { _ in .strings(mistaken.map(\.text)) }, from: source)
        // Each character string of a TXT record has an octet for its length (RFC 1035 §3.3.14).
        let octets = texts.reduce(0) { $0 + $1.utf8.count + ($1.utf8.count + 254) / 255 }
        object.set("answer_octets", seen.fact { _ in .integer(octets) }, from: source)
        let record = records.count == 1 ? records.first.map(SPFRecord.init(parsing:)) : nil
        let repaired = record.flatMap { $0.isValid ? nil : SPFRepair.corrected($0) }
        object.set("repaired_record", seen.fact { _ in .optional(repaired) }, from: source)
        object.set(
            "problems",
            seen.fact { _ in
                .objects(
                    (record.map { lint($0, at: domain.name) } ?? []).map {
                        Self.problem(PolicyProblem($0), at: domain.name.lowercased.text)
                    })
            }, from: source)
    }

    /// What is wrong or unwise in a record; a network that the deployment file calls public is no private one.
    private func lint(_ record: SPFRecord, at owner: DomainName) -> [SPFProblem] {
        record.lint(at: owner).filter { problem in
            guard problem.code == .privateNetwork else { return true }
            let network = record.terms.first { $0.range.overlaps(problem.range) }?.mechanism?.network
            return network.map { !plan.isPublic($0.base) } ?? true
        }
    }

    private func setTree(_ object: inout FactObject, _ tree: SPFTree, _ noted: NotedLookup, _ domain: SPFQuestion) {
        let sources = noted.sources
        let unknown = noted.unknown
        let limits = SPFLimits()
        func set(_ field: String, _ value: FactValue) { object.set(field, value, from: sources) }
        func texts(_ code: SPFTree.Problem.Code...) -> [String] {
            tree.problems.filter { code.contains($0.code) && $0.term != nil }.map(\.message)
        }
        // A lower bound that is over the limit already is as good as the number.
        set(
            "lookups",
            unknown.map { tree.lookups > limits.lookups ? .integer(tree.lookups) : .unknown($0) } ?? .integer(tree.lookups))
        let shortened = tree.lookups > limits.lookups && unknown == nil ? SPFRepair.withinLimits(tree) : nil
        set("shortened_record", .optional(shortened))
        set("costs", .strings(Self.costs(tree.root, depth: 0)))
        for family in IPAddress.Family.allCases {
            set("void_terms_\(family.rawValue)", .found(Self.voidTerms(tree.root, family), unless: unknown))
        }
        set("loops", .found(texts(.loop), unless: unknown))
        set("without_record", .found(texts(.missingRecord, .multipleRecords, .malformedTarget), unless: unknown))
        set("large_mx_terms", .found(texts(.tooManyExchanges), unless: unknown))
        set("included_errors", .found(Self.includedErrors(tree.root), unless: unknown))
        let everyone = !tree.authorised.everyone.isEmpty
        set("allows_everyone", everyone ? .boolean(true) : unknown.map(FactValue.unknown) ?? .boolean(false))
        let foreign = tree.root.branches.filter { branch in
            branch.term.mechanism?.name == "include" && !branch.inner.isEmpty
                && branch.inner.allSatisfy { Self.isForeign($0, domain.addresses) }
        }
        set("foreign_includes", unknown.map(FactValue.unknown) ?? .strings(foreign.map(\.term.text)))
    }

    private static func costs(_ node: SPFTree.Node, depth: Int) -> [String] {
        node.branches.filter { $0.lookups > 0 }.flatMap { branch in
            ["\(String(repeating: "  ", count: depth))\(branch.term.text) \(branch.lookups)"]
                + branch.inner.flatMap { costs($0, depth: depth + 1) }
        }
    }

    private static func voidTerms(_ node: SPFTree.Node, _ family: IPAddress.Family) -> [String] {
        node.branches.flatMap { branch in
            (branch.voidFor.contains(family) ? ["\(branch.term.text) (\(node.domain))"] : [])
                + branch.inner.flatMap { voidTerms($0, family) }
        }
    }

    private static func includedErrors(_ node: SPFTree.Node) -> [FactObject] {
        node.branches.flatMap(\.inner).flatMap { inner -> [FactObject] in
            guard case .invalid(let record) = inner.status else { return includedErrors(inner) }
            return record.syntaxErrors.map { problem(PolicyProblem($0), at: inner.domain) }
        }
    }

    /// Whether everything is known that the record authorises, and none of the planned addresses is among it.
    private static func isForeign(_ node: SPFTree.Node, _ addresses: Set<IPAddress>) -> Bool {
        guard case .record = node.status else { return false }
        return node.branches.allSatisfy { branch in
            !branch.isIncomplete && !branch.networks.contains { network in addresses.contains { network.contains($0) } }
                && branch.inner.allSatisfy { isForeign($0, addresses) }
        }
    }
}
