/// Something wrong, or worth knowing, at a place in the text of a policy record.
package struct PolicyProblem: Sendable, Hashable {
    /// A stable identifier of the problem: `part-without-equals`, `key-truncated`, …
    package let code: String
    package let severity: Severity
    /// UTF-8 offsets in the text; empty where something is missing.
    package let range: Range<Int>
    /// One sentence, lower case, that quotes the offending text.
    package let message: String
    /// The replacement for `range` (`""` removes it); `nil` when only the author can know.
    package let repair: String?

    package init(_ severity: Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil) {
        self.code = code
        self.severity = severity
        self.range = range
        self.message = message
        self.repair = repair
    }

    package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        case error, warning, notice

        /// The more severe is the lesser, so that sorting puts errors first.
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .notice: 2
            }
        }
    }
}

extension Sequence<PolicyProblem> {
    package var hasErrors: Bool { contains { $0.severity == .error } }

    /// In the order of the text; at one place, the more severe first.
    package func inTextOrder() -> [PolicyProblem] {
        sorted {
            ($0.range.lowerBound, $0.severity, $0.range.upperBound, $0.code)
                < ($1.range.lowerBound, $1.severity, $1.range.upperBound, $1.code)
        }
    }

    /// `text` with every repair applied; of repairs at one place only the most severe problem's.
    ///
    /// `nil` when there is nothing to repair. A repair can reveal another problem: lint the result again.
    package func repairing(_ text: String) -> String? {
        let repairs = filter { $0.repair != nil && $0.range.upperBound <= text.utf8.count }
            .sorted {
                ($0.severity, $0.range.lowerBound, $0.range.upperBound) < ($1.severity, $1.range.lowerBound, $1.range.upperBound)
            }
        var chosen: [PolicyProblem] = []
        // Octets that are replaced or lie within a replacement, and places of insertion.
        var octets = [Bool](repeating: false, count: text.utf8.count)
        var within = [Bool](repeating: false, count: text.utf8.count + 1)
        var inserted: Set<Int> = []
        for problem in repairs {
            let range = problem.range
            if range.isEmpty {
                guard !within[range.lowerBound], inserted.insert(range.lowerBound).inserted else { continue }
            } else {
                let inside = range.lowerBound + 1..<range.upperBound
                guard !octets[range].contains(true), !inside.contains(where: inserted.contains) else { continue }
                for index in range { octets[index] = true }
                for index in inside { within[index] = true }
            }
            chosen.append(problem)
        }
        return chosen.isEmpty ? nil : EditedText(text, making: chosen).text
    }
}
