/// An independent problem, with the findings that only follow from it. It counts once.
package struct Cause: Sendable, Hashable {
    package let rank: Rank
    /// Fingerprints of the findings that report it: one, or several with the same text for several subjects. Never empty.
    package let fingerprints: [String]
    /// Fingerprints of the findings that it explains.
    package let consequences: [String]
}
