package import DNS

/// Whether an authenticated domain is aligned with the From domain (RFC 9989 §4.4).
package enum DMARCAlignment: String, Sendable, Hashable {
    case aligned
    case notAligned = "not-aligned"
    /// An organizational domain is unknown.
    case undetermined

    /// Compares two domains. `organizational` gives the organizational domain under the reading in use, `nil` when it is
    /// unknown; it is called only when it matters.
    package static func of(
        _ domain: DomainName, with from: DomainName, mode: DMARCRecord.Alignment,
        organizational: (DomainName) -> DomainName?
    ) -> DMARCAlignment {
        if domain == from { return .aligned }
        guard mode == .relaxed else { return .notAligned }
        guard let ours = organizational(domain), let theirs = organizational(from) else { return .undetermined }
        return ours == theirs ? .aligned : .notAligned
    }

    /// Aligned when one is, undetermined when one might be.
    static func any(_ all: some Sequence<DMARCAlignment>) -> DMARCAlignment {
        var result = DMARCAlignment.notAligned
        for one in all {
            if one == .aligned { return .aligned }
            if one == .undetermined { result = .undetermined }
        }
        return result
    }
}
