import DNS
import Deployment
import Facts
import Rules

/// The judgement of the answers with some changes laid over them.
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

    /// Failures, those that are accepted among them.
    var broken: [Finding] { judgement.findings.filter(\.isBroken) }

    /// The failures of `before` that are gone. What could not be looked at now, or was skipped, is not.
    func cleared(since before: Trial) -> Set<String> {
        Set(
            before.broken.map(\.fingerprint).filter { fingerprint in
                guard let now = findings[fingerprint] else { return true }
                return now.outcome == .pass || now.outcome == .notApplicable
            })
    }

    /// Failures that `before` did not have, or not as severe. What a worse failure of the same subject hid is not new: it shows
    /// because that one is gone, as when mail passes DMARC by SPF alone that did not pass at all.
    func worse(than before: Trial, from severity: Severity = .warning) -> [Finding] {
        let cleared = cleared(since: before)
        let gone = before.broken.filter { cleared.contains($0.fingerprint) }
        let worst = Dictionary(gone.map { ($0.subject.key, $0.severity) }) { max($0, $1) }
        return judgement.findings.filter { finding in
            guard finding.outcome == .fail, finding.severity >= severity else { return false }
            if let old = before[finding.fingerprint], old.isBroken {
                return old.severity < finding.severity && old.outcome == .fail
            }
            return worst[finding.subject.key].map { $0 <= finding.severity } ?? true
        }
    }
}

extension Finding {
    var isBroken: Bool { outcome == .fail || outcome == .waived }
}

/// What some findings read, by view and name.
struct ReadNames: Sendable {
    private var types: [String: Set<String>] = [:]

    init(_ findings: [Finding?]) {
        for observation in findings.compactMap(\.self).flatMap(\.evidence) {
            let parts = observation.question.split(separator: " ")
            guard parts.count == 2 else { continue }
            add(parts[0], parts[1], observation.view)
            // The way to the answer may lead over aliases.
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

    func include(_ change: ProposedChange) -> Bool {
        guard let read = types["\(change.view.rawValue) \(change.owner.absoluteText)"] else { return false }
        return change.concernsAlias || read.contains(change.type.description)
    }
}
