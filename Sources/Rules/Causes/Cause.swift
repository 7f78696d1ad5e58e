/// Something that is wrong by itself, with the findings that only follow from it. It counts once.
package struct Cause: Sendable, Hashable {
    package let rank: Rank
    /// Fingerprints of the findings that tell it: one, or several that say the same of several subjects. Never empty.
    package let fingerprints: [String]
    /// Fingerprints of the findings that it explains.
    package let consequences: [String]
}
