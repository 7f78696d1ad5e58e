/// The consequence of a defect, not a score.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Mail is rejected, lost or unauthenticated, or a page cannot be reached.
    case error
    /// It is degraded, or it will break.
    case warning
    /// Good practice, or an obsolete left-over.
    case notice

    /// The lesser consequence first: `notice < warning < error`.
    package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .notice: 0
        case .warning: 1
        case .error: 2
        }
    }
}
