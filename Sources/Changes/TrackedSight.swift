package import Facts

/// The sight of a deployment across runs: whether everything could be determined. Its loss is a change like any other, and
/// is announced again as long as it lasts.
package struct TrackedSight: Sendable, Hashable {
    package internal(set) var status: TrackedStatus
    /// When the loss was last announced.
    package internal(set) var toldAt: Timestamp?
    /// Whether whole views went dark; `nil` when they have not for long.
    package internal(set) var darkness: TrackedStatus?

    /// Seconds after which a persistent loss is announced again by default: a day.
    package static let remind: Int64 = 86_400

    /// - Parameters:
    ///   - reasons: why something could not be determined; empty when everything was.
    ///   - isDark: whether in some view no resolver answers.
    mutating func note(
        _ reasons: [Unknown.Reason], isDark: Bool, at now: Timestamp, confirm: Int, remind: Int64
    ) -> Changes.Sight? {
        var dark = darkness ?? TrackedStatus(since: now)
        let turned = isDark ? dark.fail(at: now, confirm: confirm) : dark.pass(at: now)
        darkness = dark.isForgettable ? nil : dark
        if let sight = note(reasons, at: now, confirm: confirm, remind: remind) { return sight }
        // Where something was missing before, that now nothing is seen is news of its own, and so is its end.
        guard let turned, turned.isNews, status.isBelieved, !reasons.isEmpty else { return nil }
        toldAt = now
        return .lost(since: isDark ? dark.since : status.since, reasons: reasons, isReminder: false)
    }

    private mutating func note(
        _ reasons: [Unknown.Reason], at now: Timestamp, confirm: Int, remind: Int64
    ) -> Changes.Sight? {
        let before = status.since
        let seen = reasons.isEmpty ? status.pass(at: now) : status.fail(at: now, confirm: confirm)
        guard let (change, isNews) = seen else { return nil }
        switch change {
        case .new where isNews:
            toldAt = now
            return .lost(since: status.since, reasons: reasons, isReminder: false)
        case .flapping where isNews:
            toldAt = now
            return .unsteady(since: status.since, reasons: reasons)
        case .resolved where isNews:
            toldAt = nil
            return .regained(since: before)
        case .persisting, .flapping:
            guard !reasons.isEmpty, let told = toldAt, now.seconds - told.seconds >= remind else { return nil }
            toldAt = now
            return .lost(since: status.since, reasons: reasons, isReminder: true)
        case .new, .resolved, .unconfirmed, .escalated: return nil
        }
    }
}
