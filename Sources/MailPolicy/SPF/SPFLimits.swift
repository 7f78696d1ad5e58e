/// The processing limits of one evaluation (RFC 7208 §4.6.4).
package struct SPFLimits: Hashable, Sendable {
    /// Terms that cause DNS queries: `include`, `a`, `mx`, `ptr`, `exists`, `redirect`. One more is a permerror.
    package var lookups = 10
    /// Terms whose query is a void lookup. One more is a permerror.
    package var voidLookups = 2
    /// Whether each host of an `mx` without an address of the client's family counts as a void lookup. Implementations
    /// differ: the RFC counts terms, several evaluators count every query that a term causes.
    package var countsVoidExchanges = false
    /// Hosts of one `mx`. One more is a permerror.
    package var exchanges = 10
    /// Names of the client's address that `ptr` and `%{p}` use. More are ignored.
    package var pointers = 10

    package init() {}
}
