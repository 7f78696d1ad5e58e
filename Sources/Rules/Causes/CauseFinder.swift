import Facts

/// Finds the explaining finding for each finding.
///
/// A rule names what may explain it (`explained-by`); a failure of such a rule explains it if the subjects are related.
/// Every undetermined finding is explained by its failed lookup, and that by a dead resolver of its view, whether a rule
/// says so or not.
struct CauseFinder {
    private let records: [Judge.Record]
    private let explainers: [String: [RuleBook.Explainer]]
    /// Findings that can explain others, by rule and anchor.
    private var faults: [String: [SubjectGround.Anchor: [Int]]] = [:]
    /// Names whose lookups failed, by name and view.
    private var lookups: [Question: Int] = [:]
    /// Dead resolvers of views in which none answers.
    private var resolvers: [String: Int] = [:]

    private struct Question: Hashable {
        let name: String
        let view: String?
    }

    init(_ records: [Judge.Record], _ book: RuleBook, _ prepared: PreparedRules) {
        self.records = records
        explainers = book.explainers
        var answering: Set<String> = []
        for (index, record) in records.enumerated() {
            let finding = record.finding
            let outcome = finding.outcome
            guard outcome == .pass || outcome == .fail || outcome == .undetermined else { continue }
            let subject = finding.subject
            if outcome == .pass, subject.kind == "resolver", let view = subject.view { answering.insert(view) }
            guard outcome != .pass else { continue }
            let isLookup = prepared.aboutLookups.contains(finding.rule)
            guard finding.outcome == .fail || (isLookup && finding.outcome == .undetermined) else { continue }
            if isLookup {
                switch (subject.kind, subject.view) {
                case ("resolver", let view?): resolvers[view] = resolvers[view] ?? index
                case ("name", let view):
                    let question = Question(name: (subject.name ?? subject.key).groundName, view: view)
                    // A bogus signature is more specific than a missing answer.
                    if lookups[question] == nil || finding.unknown?.cause == .bogus { lookups[question] = index }
                default: break
                }
            }
            guard prepared.explaining.contains(finding.rule) else { continue }
            for anchor in SubjectGround(record).anchors { faults[finding.rule, default: [:]][anchor, default: []].append(index) }
        }
        for view in answering { resolvers[view] = nil }
    }

    /// The finding at the end of the chain of explanations; `nil` when nothing explains it.
    func cause(of index: Int) -> Int? {
        var chain = [index]
        while let last = chain.last, let next = explanation(of: last) {
            // Of several that explain each other, the first one represents all.
            if let start = chain.firstIndex(of: next) {
                let first = chain[start...].min()
                return first == index ? nil : first
            }
            chain.append(next)
        }
        return chain.count == 1 ? nil : chain.last
    }

    private func explanation(of index: Int) -> Int? {
        let finding = records[index].finding
        guard [.fail, .undetermined].contains(finding.outcome) else { return nil }
        if let named = namedExplanation(of: index) { return named }
        guard finding.outcome == .undetermined, let unknown = finding.unknown, finding.subject.kind != "resolver" else {
            return nil
        }
        for reason in unknown.reasons {
            let name = (reason.question?.split(separator: " ").first).map { String($0).groundName }
            // What was asked for below a name that cannot be looked up waits for the same servers.
            let lookup = name?.domainsUpwards.lazy.compactMap { lookups[Question(name: $0, view: reason.view)] }.first
            if let lookup, lookup != index { return lookup }
        }
        let silence: Set<Unknown.Cause> = [.timeout, .network]
        guard unknown.reasons.contains(where: { silence.contains($0.cause) }) else { return nil }
        let views = unknown.reasons.compactMap(\.view) + [finding.subject.view].compactMap(\.self)
        return views.lazy.compactMap { resolvers[$0] }.first
    }

    private func namedExplanation(of index: Int) -> Int? {
        let record = records[index]
        let candidates = (explainers[record.finding.rule] ?? []).filter { faults[$0.rule.rule.id] != nil }
        guard !candidates.isEmpty else { return nil }
        let ground = SubjectGround(record)
        for candidate in candidates {
            let anchors: [SubjectGround.Anchor]
            switch candidate.link.map({ record.links.indices.contains($0) ? record.links[$0] : .broken }) ?? .anywhere {
            case .broken: continue
            case .anywhere: anchors = ground.anchors(for: candidate.rule.kind.name)
            case .at(let names): anchors = SubjectGround.anchors(at: names, for: candidate.rule.kind.name)
            }
            for anchor in anchors {
                for fault in faults[candidate.rule.rule.id]?[anchor] ?? [] where fault != index {
                    if ground.agrees(with: records[fault].finding.subject) { return fault }
                }
            }
        }
        return nil
    }
}
