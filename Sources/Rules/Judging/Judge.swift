import Facts

/// The records of one rule, which follow each other.
struct RuleRun {
    let rule: String
    let records: Range<Int>
}

/// Evaluates every rule for every subject of its kind.
struct Judge {
    /// A finding, the facts of its subject, and the findings because of which it was skipped.
    struct Record {
        var finding: Finding
        let object: FactObject
        /// Indexes of earlier records: the failures of required rules, or findings that were skipped themselves.
        let blockers: [Int]
        /// Of the rule's conditional explanations.
        var links: [Program.Link.State] = []
    }

    let facts: FactSet
    private let settings: [RuleSetting]
    /// When what was not judged yet is judged no more.
    private let deadline: ContinuousClock.Instant?
    /// How many more may be judged before the clock is looked at again.
    private var untilLook: Int
    private var isLate = false
    /// Failures and what was skipped because of them, by rule.
    private var broken: [String: BrokenSubjects] = [:]
    private var records: [Record] = []
    /// The records of each rule that has any.
    private(set) var runs: [RuleRun] = []
    private let owners: NameOwners

    /// So many are judged whatever the time is: more than an ordinary deployment has.
    static let always = 10_000
    /// So many verdicts take less than a millisecond or two.
    private static let betweenLooks = 64

    private static let lateness = "the time was over before this could be judged"

    /// - Parameters:
    ///   - deadline: what would be judged later is undetermined,
    ///   - always: but for so many verdicts.
    init(
        _ facts: FactSet, settings: [RuleSetting] = [], until deadline: ContinuousClock.Instant? = nil, always: Int = Judge.always
    ) {
        self.facts = facts
        owners = NameOwners(facts)
        untilLook = always
        self.deadline = deadline
        self.settings = settings.filter { !$0.parameters.isEmpty }
    }

    /// The subjects of a rule, measured once for all rules.
    private struct Subject {
        let object: FactObject
        let identity: FindingSubject
        let size: Int
        /// Who can repair it, where that is not the operator.
        let owner: RepairOwner?
    }

    /// Rules are ordered after those that they require, and so are the records: by rule, then by subject key.
    mutating func records(of rules: [CompiledRule]) -> [Record] {
        guard case .object(let deployment)? = facts.root["deployment"] else { return [] }
        let common = FactValue.object(deployment).size
        var subjects: [String: [Subject]] = [:]
        for kind in Dictionary(rules.map { ($0.kind.name, $0.kind) }, uniquingKeysWith: { first, _ in first }).values {
            subjects[kind.name] = facts.subjects(of: kind).map { object in
                let identity = FindingSubject(object, kind: kind.name)
                return Subject(
                    object: object, identity: identity, size: common + FactValue.object(object).size,
                    owner: owners.owner(of: identity, object))
            }.sorted { $0.identity.key < $1.identity.key }
        }
        for rule in rules {
            guard let concerned = subjects[rule.kind.name], !concerned.isEmpty else { continue }
            let (text, first) = (FindingText(rule.rule), records.count)
            for subject in concerned { judge(rule, text, subject, deployment) }
            runs.append(RuleRun(rule: rule.rule.id, records: first..<records.count))
        }
        return records
    }

    private mutating func judge(_ rule: CompiledRule, _ text: FindingText, _ subject: Subject, _ deployment: FactObject) {
        let verdict: RuleVerdict
        var links: [Program.Link.State] = []
        let blockers = rule.rule.requires.compactMap { broken[$0]?.concerning(subject.identity) }
        if let first = blockers.first {
            verdict = RuleVerdict(
                outcome: .skipped, severity: rule.rule.severity,
                message: "Skipped: \(records[first].finding.rule) has failed.")
        } else if isOver {
            verdict = RuleVerdict(
                outcome: .undetermined, severity: rule.rule.severity, message: "Undetermined: \(Self.lateness).",
                unknown: Unknown(.timeout, detail: Self.lateness))
        } else {
            let situation = Situation(
                subject: subject.object, deployment: deployment, now: facts.observedAt,
                parameters: parameters(of: rule, for: subject.identity), size: subject.size)
            verdict = rule.program.judge(situation)
            if [.fail, .undetermined].contains(verdict.outcome) { links = rule.program.links(in: situation) }
        }
        if [.fail, .skipped].contains(verdict.outcome) {
            broken[rule.rule.id, default: BrokenSubjects()].insert(subject.identity, records.count)
        }
        let evidence = verdict.evidence.compactMap { facts.observations.indices.contains($0) ? facts.observations[$0] : nil }
        records.append(
            Record(
                finding: Finding(
                    text, verdict, subject: subject.identity, evidence: evidence,
                    owner: rule.rule.owner == .you ? subject.owner : nil), object: subject.object,
                blockers: blockers, links: links))
    }

    private var isOver: Bool {
        mutating get {
            guard let deadline, !isLate else { return isLate }
            untilLook -= 1
            guard untilLook < 0 else { return false }
            untilLook = Self.betweenLooks
            isLate = ContinuousClock.now >= deadline
            return isLate
        }
    }

    private func parameters(of rule: CompiledRule, for subject: FindingSubject) -> FactObject {
        settings.reduce(into: rule.parameters.object) { parameters, setting in
            guard let values = setting.parameters[rule.rule.id], setting.matches(subject) else { return }
            for (name, value) in values { parameters.set(name, value) }
        }
    }
}

/// The subjects for which one rule failed, with lookup by another rule's subject in constant time.
///
/// A fault of a subject affects the same subject, and those of other kinds with the same name and view, and with the same
/// sender and address where both have one.
private struct BrokenSubjects {
    private enum Part: Hashable {
        case own(String)
        case none
        /// Matches every subject's part.
        case any

        /// The keys under which a failed subject is filed.
        static func kept(_ text: String?) -> [Part] { [text.map(own) ?? none, any] }

        /// The keys under which it is looked up.
        static func wanted(_ text: String?) -> [Part] { text.map { [own($0), none] } ?? [any] }
    }

    private struct Place: Hashable {
        let name: String
        let view: String
        let sender: Part
        let address: Part
    }

    private var kind = ""
    private var byKey: [String: Int] = [:]
    private var byPlace: [Place: Int] = [:]

    mutating func insert(_ subject: FindingSubject, _ record: Int) {
        kind = subject.kind
        byKey[subject.key] = record
        guard let name = subject.name, let view = subject.view else { return }
        for sender in Part.kept(subject.sender) {
            for address in Part.kept(subject.address) {
                byPlace[Place(name: name, view: view, sender: sender, address: address)] = record
            }
        }
    }

    /// A record that affects the subject; `nil` when there is none.
    func concerning(_ subject: FindingSubject) -> Int? {
        if subject.kind == kind { return byKey[subject.key] }
        guard let name = subject.name, let view = subject.view else { return nil }
        for sender in Part.wanted(subject.sender) {
            for address in Part.wanted(subject.address) {
                let place = Place(name: name, view: view, sender: sender, address: address)
                if let record = byPlace[place] { return record }
            }
        }
        return nil
    }
}

extension FactValue {
    /// The number of values it contains: the work of a rule grows with it.
    var size: Int {
        switch self {
        case .list(let items): items.reduce(1) { $0 + $1.size }
        case .object(let object): object.slots.reduce(1) { $0 + $1.size }
        case .string(let text): 1 + text.utf8.count / 16
        default: 1
        }
    }
}
