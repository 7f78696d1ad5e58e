/// Something wrong, or worth knowing, at a place in the text of a policy record.
public struct PolicyProblem: Sendable, Hashable {
    /// What the problem is, in words that never change: `part-without-equals`, `key-truncated`, …
    public let code: String
    public let severity: Severity
    /// Where in the text, as UTF-8 offsets; empty where something is missing.
    public let range: Range<Int>
    /// One sentence, lower case, that quotes the offending text.
    public let message: String
    /// What to write in place of `range` (`""` removes it); `nil` when only the author can know.
    public let repair: String?

    public init(_ severity: Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil) {
        self.code = code
        self.severity = severity
        self.range = range
        self.message = message
        self.repair = repair
    }

    public enum Severity: String, Sendable, Hashable, Comparable {
        case error, warning, notice

        /// The graver is the lesser, so that sorting puts errors first.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

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
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// In the order of the text; at one place the graver first.
    public func inTextOrder() -> [PolicyProblem] {
        sorted {
            ($0.range.lowerBound, $0.severity, $0.range.upperBound, $0.code)
                < ($1.range.lowerBound, $1.severity, $1.range.upperBound, $1.code)
        }
    }

    /// `text` with every repair made; of repairs that touch one place only the gravest is made.
    ///
    /// `nil` when there is nothing to repair. A repair can bring another problem to light: lint the result again.
    public func repairing(_ text: String) -> String? {
        var octets = Array(text.utf8)
        var done: [Range<Int>] = []
        let repairs = filter { $0.repair != nil }.sorted {
            ($0.severity, $0.range.lowerBound) < ($1.severity, $1.range.lowerBound)
        }
        var chosen: [PolicyProblem] = []
        for problem in repairs where problem.range.upperBound <= octets.count {
            let collides = done.contains { other in
                other.overlaps(problem.range) || other.lowerBound == problem.range.lowerBound
            }
            guard !collides else { continue }
            done.append(problem.range)
            chosen.append(problem)
        }
        guard !chosen.isEmpty else { return nil }
        for problem in chosen.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            octets.replaceSubrange(problem.range, with: (problem.repair ?? "").utf8)
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
