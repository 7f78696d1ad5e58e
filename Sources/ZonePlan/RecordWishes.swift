/// Optional records that are planned only if wanted; the rules decide.
package struct RecordWishes: Sendable, Hashable {
    /// SPF at a From domain that is never used in MAIL FROM.
    package var fromSPF = true
    /// SPF at the announced names.
    package var announcedSPF = true
    /// TLS-RPT at every mail domain.
    package var tlsReports = false

    /// The settings of the shipped rules.
    package static let usual = RecordWishes()

    private init() {}

    /// - Parameter isWanted: whether a rule, by its id, is in force: the records that it requires are wanted.
    package init(_ isWanted: (String) -> Bool) {
        fromSPF = isWanted("spf/missing")
        announcedSPF = isWanted("spf/helo-missing")
        tlsReports = isWanted("tls-rpt/missing")
    }
}
