/// Repairs a record's text, and checks the repair before it is shown: the result is valid, needs no repair of its own, and
/// keeps every recognised value of the text.
struct RecordRepair {
    let kind: RecordKind
    let names: HostNameConversion

    /// A repair can reveal another problem. Text that takes more rounds than this is not a record with typos.
    static let maximumRounds = 8
    /// Octets; a longer text is not repaired.
    static let maximumLength = 16_384

    /// `problems` are those of `text`.
    func repaired(_ text: String, _ problems: [PolicyProblem]) -> String? {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let values = RecordValues.recognised(in: text, as: kind, names)
        for mended in [[PolicyProblem.Severity.error, .warning], [.error]] {
            guard let result = mending(mended, text, problems), result != text else { continue }
            if values.isSubset(of: RecordValues.recognised(in: result, as: kind, names)), isFixed(result) { return result }
        }
        return nil
    }

    /// Makes the repairs of these severities until none is left; `nil` when an error remains.
    private func mending(_ severities: [PolicyProblem.Severity], _ text: String, _ first: [PolicyProblem]) -> String? {
        var text = text
        var problems = first
        for _ in 0..<Self.maximumRounds {
            let chosen = problems.filter { severities.contains($0.severity) }
            guard let next = chosen.repairing(text).map(tidied), next != text else {
                return problems.hasErrors ? nil : text
            }
            text = next
            problems = RecordLint.problems(of: text, kind, names)
        }
        return nil
    }

    /// Whether the text needs no repair, or none that can be proven.
    private func isFixed(_ text: String) -> Bool {
        let problems = RecordLint.problems(of: text, kind, names)
        guard !problems.hasErrors else { return false }
        let values = RecordValues.recognised(in: text, as: kind, names)
        guard let next = mending([.error, .warning], text, problems), next != text else { return true }
        return !values.isSubset(of: RecordValues.recognised(in: next, as: kind, names))
    }

    /// Removed SPF terms leave two spaces.
    private func tidied(_ text: String) -> String {
        kind == .spf ? text.split(separator: " ").joined(separator: " ") : text
    }
}
