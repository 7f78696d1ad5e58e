package import DNS

/// check_host() of RFC 7208 over any source of DNS answers.
package struct SPFEvaluator: Sendable {
    package let lookup: any Lookup
    package let view: String
    package var limits: SPFLimits
    /// The name of the receiving host, for `%{r}`.
    package var receiver: String
    /// Seconds since 1970, for `%{t}`.
    package var now: Int64
    /// After it, no more queries are sent and the result is a temperror.
    package var deadline: ContinuousClock.Instant?

    package init(
        lookup: any Lookup, view: String, limits: SPFLimits = SPFLimits(), receiver: String = "unknown", now: Int64 = 0,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.lookup = lookup
        self.view = view
        self.limits = limits
        self.receiver = receiver
        self.now = now
        self.deadline = deadline
    }

    /// - Parameter address: of the client; an IPv4-mapped one counts as IPv4 (§5).
    /// - Parameter sender: the reverse-path without angle brackets; empty for the HELO identity (§2.4).
    package func checkHost(_ address: IPAddress, sender: String, helo: String) async -> SPFEvaluation {
        let identity = SPFIdentity(sender: sender, helo: helo)
        var check = SPFCheck(self, identity, address: address.unmapped)
        return await check.run()
    }
}
