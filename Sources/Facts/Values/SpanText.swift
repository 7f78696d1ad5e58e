extension Duration {
    /// A duration for people, in the largest unit with at least three: `47 hours`, `20 days`, `90 minutes`, `1 second`.
    /// Used wherever a duration is shown.
    package var spanText: String {
        let seconds = max(components.seconds, 0)
        for (unit, length) in [("day", Int64(86_400)), ("hour", 3_600), ("minute", 60)] where seconds >= 3 * length {
            return "\(seconds / length) \(unit)s"
        }
        return seconds == 1 ? "1 second" : "\(seconds) seconds"
    }
}
