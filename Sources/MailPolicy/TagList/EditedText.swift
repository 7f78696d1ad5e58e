/// A text with some repairs made, and the way back from its places to those of the original.
///
/// A record is linted behind the marks that copying left in it, so that one cause is one problem.
struct EditedText {
    let text: String
    /// For each octet of `text` what it stands for in the original.
    private let origins: [Range<Int>]
    private let originalEnd: Int

    /// Makes the repairs of `edits`, which do not overlap: at one place what is inserted comes first. Problems without a
    /// repair change nothing.
    init(_ original: String, making edits: [PolicyProblem] = []) {
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
        let lower = range.lowerBound < origins.count ? origins[range.lowerBound].lowerBound : originalEnd
        guard !range.isEmpty, range.upperBound <= origins.count else { return lower..<lower }
        return lower..<max(lower, origins[range.upperBound - 1].upperBound)
    }

    /// The problem at its place in the original.
    func original(_ problem: PolicyProblem) -> PolicyProblem {
        PolicyProblem(
            problem.severity, problem.code, original(problem.range), problem.message, repair: problem.repair)
    }
}
