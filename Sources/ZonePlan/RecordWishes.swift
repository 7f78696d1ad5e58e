/// Records that mail can do without, and that are planned where somebody wants them: the rules say who does.
package struct RecordWishes: Sendable, Hashable {
    /// SPF at a From domain that never stands in MAIL FROM.
    package var fromSPF = true
    /// SPF at the names that servers announce.
    package var announcedSPF = true
    /// TLS-RPT at every mail domain.
    package var tlsReports = false

    /// As the shipped rules have it.
    package static let usual = RecordWishes()

    private init() {}

    /// - Parameter isWanted: whether a rule, by its id, is in force: what it misses is wished for.
    package init(_ isWanted: (String) -> Bool) {
        fromSPF = isWanted("spf/missing")
        announcedSPF = isWanted("spf/helo-missing")
        tlsReports = isWanted("tls-rpt/missing")
    }
}
