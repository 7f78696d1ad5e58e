/// The consequence of a defect, not a score.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Mail is rejected, lost or unauthenticated, or a page is unreachable.
    case error
    /// Something is degraded, or will break.
    case warning
    /// A matter of good practice, or an obsolete remnant.
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

/// The effect of a rule's own condition on its severity for one subject. A setting changes the base severity, and the
/// condition still applies.
package enum SeverityShift: Sendable, Hashable {
    /// `escalate`: at least this.
    case raised(to: Severity)
    /// `lower`: at most this.
    case lowered(to: Severity)

    /// `nil` for a lowering that does not apply.
    func keeping(lower: Bool) -> SeverityShift? {
        if case .lowered = self, !lower { nil } else { self }
    }

    func applied(to severity: Severity) -> Severity {
        switch self {
        case .raised(let least): max(severity, least)
        case .lowered(let most): min(severity, most)
        }
    }
}
