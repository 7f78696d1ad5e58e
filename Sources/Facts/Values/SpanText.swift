extension Duration {
    /// A length of time as people read it, in the largest unit of which there are three: `47 hours`, `20 days`, `90 minutes`,
    /// `1 second`. Whatever shows how long something lasts or is away shows this.
    package var spanText: String {
        let seconds = max(components.seconds, 0)
        for (unit, length) in [("day", Int64(86_400)), ("hour", 3_600), ("minute", 60)] where seconds >= 3 * length {
            return "\(seconds / length) \(unit)s"
        }
        return seconds == 1 ? "1 second" : "\(seconds) seconds"
    }
}
