/// What one evaluation may cost (RFC 7208 §4.6.4).
package struct SPFLimits: Hashable, Sendable {
    /// Terms that cause DNS queries: `include`, `a`, `mx`, `ptr`, `exists`, `redirect`. One more is a permerror.
    package var lookups = 10
    /// Terms whose query is answered with nothing. One more is a permerror.
    package var voidLookups = 2
    /// Whether each host of an `mx` without an address of the client's family counts as a void lookup. Implementations
    /// differ: the RFC counts terms, several evaluators count every query that a term leads to.
    package var countsVoidExchanges = false
    /// Hosts of one `mx`. One more is a permerror.
    package var exchanges = 10
    /// Names of the sender's address that `ptr` and `%{p}` look at. More are ignored.
    package var pointers = 10

    package init() {}
}
