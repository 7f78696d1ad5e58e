import DNS
import Deployment
import Facts
import Rules
import ZonePlan

/// The judgement with some changes applied to the answers.
struct Trial: Sendable {
    let changes: [ProposedChange]
    let judgement: Judgement
    private let findings: [String: Finding]

    init(_ changes: [ProposedChange], _ judgement: Judgement) {
        self.changes = changes
        self.judgement = judgement
        findings = Dictionary(judgement.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
    }

    subscript(fingerprint: String) -> Finding? { findings[fingerprint] }

    /// Failures, including accepted ones.
    var broken: [Finding] { judgement.findings.filter(\.isBroken) }

    /// The failures of `before` that are gone. Those that could not be checked now, or were skipped, do not count.
    func cleared(since before: Trial) -> Set<String> {
        Set(
            before.findings.lazy.filter { $0.value.isBroken }.map(\.key).filter { fingerprint in
                guard let now = findings[fingerprint] else { return true }
                return now.outcome == .pass || now.outcome == .notApplicable
            })
    }

    /// Failures that `before` did not have, or had less severely.
    ///
    /// A failure that a worse one hid is not new, such as mail that now passes DMARC by SPF alone and did not pass at all before: one of the
    /// same subject, or, where the rule could not say anything before, a more severe one that was seen in the same answer.
    func worse(than before: Trial, from severity: Severity = .warning) -> [Finding] {
        let gone = cleared(since: before).compactMap { before[$0] }
        let worst = Dictionary(gone.map { ($0.subject.key, $0.severity) }) { max($0, $1) }
        return judgement.findings.filter { finding in
            guard finding.outcome == .fail, finding.severity >= severity else { return false }
            if let old = before[finding.fingerprint], old.isBroken {
                return old.severity < finding.severity && old.outcome == .fail
            }
            if let hidden = worst[finding.subject.key], hidden > finding.severity { return false }
            return !wasSilent(before[finding.fingerprint]) || !seen(finding, with: gone)
        }
    }

    private func wasSilent(_ finding: Finding?) -> Bool {
        finding.map { [.notApplicable, .skipped].contains($0.outcome) } ?? false
    }

    private func seen(_ finding: Finding, with gone: [Finding]) -> Bool {
        let read = Set(finding.evidence.map { "\($0.view) \($0.question)" })
        return gone.contains { hidden in
            hidden.severity > finding.severity && hidden.evidence.contains { read.contains("\($0.view) \($0.question)") }
        }
    }
}

extension Finding {
    var isBroken: Bool { outcome == .fail || outcome == .waived }
}

/// What some findings depend on, by view and name.
struct ReadNames: Sendable {
    private var types: [String: Set<String>] = [:]

    init(_ findings: [Finding?]) {
        for observation in findings.compactMap(\.self).flatMap(\.evidence) {
            let parts = observation.question.split(separator: " ")
            guard parts.count == 2 else { continue }
            add(parts[0], parts[1], observation.view)
            // The path to the answer may lead over aliases.
            for line in observation.answer {
                let words = line.split(separator: " ")
                guard words.count == 3, words[1] == "CNAME" else { continue }
                for name in [words[0], words[2]] { add(name, parts[1], observation.view) }
            }
        }
    }

    private mutating func add(_ name: Substring, _ type: Substring, _ view: String) {
        types["\(view) \(name.lowercased())", default: []].insert(String(type))
    }

    fileprivate var places: some Sequence<String> { types.keys }

    func include(_ change: ProposedChange) -> Bool {
        guard let read = types[change.readPlace] else { return false }
        return change.concernsAlias || read.contains(change.type.description)
    }
}

/// Changes by the findings that they are expected to clear, and by the names that they concern.
struct ChangeIndex: Sendable {
    private let changes: [ProposedChange]
    private let byFinding: [RepairedFinding: [Int]]
    private let byPlace: [String: [Int]]

    init(_ changes: [ProposedChange]) {
        var byFinding: [RepairedFinding: [Int]] = [:]
        for (index, change) in changes.enumerated() {
            for finding in change.repairs { byFinding[finding, default: []].append(index) }
        }
        self.changes = changes
        self.byFinding = byFinding
        byPlace = Dictionary(grouping: changes.indices) { changes[$0].readPlace }
    }

    /// The changes that are expected to clear a finding.
    func expected(toClear finding: Finding) -> [Int] {
        byFinding[RepairedFinding(rule: finding.rule, subject: finding.subject.key), default: []]
    }

    /// The changes at names that were read.
    func changes(at read: ReadNames) -> [Int] {
        read.places.flatMap { byPlace[$0, default: []] }.filter { read.include(changes[$0]) }.sorted()
    }
}

extension ProposedChange {
    /// As in `ReadNames`.
    fileprivate var readPlace: String { "\(view.rawValue) \(owner.absoluteText)" }
}
