/// A text with some repairs applied, and the mapping of its positions to those of the original.
///
/// A record is linted without the artefacts that copying left in it, so that one cause is one problem.
struct EditedText {
    let text: String
    /// For each octet of `text`, its range in the original; `nil` when nothing was changed.
    private let origins: [Range<Int>]?
    private let originalEnd: Int

    /// Applies the repairs of `edits`, which do not overlap: at one place, insertions come first. Problems without a repair
    /// change nothing.
    init(_ original: String, making edits: [PolicyProblem] = []) {
        guard edits.contains(where: { $0.repair != nil }) else {
            text = original
            origins = nil
            originalEnd = original.utf8.count
            return
        }
        let octets = Array(original.utf8)
        var result: [UInt8] = []
        var origins: [Range<Int>] = []
        var position = 0
        for edit in edits.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) })
        {
            guard let repair = edit.repair, edit.range.lowerBound >= position, edit.range.upperBound <= octets.count else {
                continue
            }
            result += octets[position..<edit.range.lowerBound]
            origins += (position..<edit.range.lowerBound).map { $0..<$0 + 1 }
            result += repair.utf8
            origins += repair.utf8.map { _ in edit.range }
            position = edit.range.upperBound
        }
        result += octets[position...]
        origins += (position..<octets.count).map { $0..<$0 + 1 }
        text = String(decoding: result, as: UTF8.self)
        self.origins = origins
        originalEnd = octets.count
    }

    func original(_ range: Range<Int>) -> Range<Int> {
        guard let origins else { return range.clamped(to: 0..<originalEnd) }
        let lower = range.lowerBound < origins.count ? origins[range.lowerBound].lowerBound : originalEnd
        guard !range.isEmpty, range.upperBound <= origins.count else { return lower..<lower }
        return lower..<max(lower, origins[range.upperBound - 1].upperBound)
    }

    /// The problem at its place in the original. A repair of part of an edit's replacement is dropped: the original has no
    /// such part, and once the edit is made the problem is found again.
    func original(_ problem: PolicyProblem) -> PolicyProblem {
        PolicyProblem(
            problem.severity, problem.code, original(problem.range), problem.message,
            repair: cutsEdit(problem.range) ? nil : problem.repair)
    }

    /// Whether an end of the range lies inside an edit's replacement.
    private func cutsEdit(_ range: Range<Int>) -> Bool {
        guard let origins else { return false }
        return [range.lowerBound, range.upperBound].contains { end in
            end > 0 && end < origins.count && origins[end - 1] == origins[end]
        }
    }
}
