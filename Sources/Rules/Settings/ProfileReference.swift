/// A page that a profile's demands rest on, and which text of it was read.
package struct ProfileReference: Sendable, Hashable {
    package enum Reading: String, Sendable, CaseIterable {
        /// The page itself, as served on the day of the profile's `checked`.
        case page
        /// The page's own words, in a copy that somebody stored.
        case copy
        /// What another author writes about the page.
        case summary
    }

    /// The address of the page, or an RFC.
    package let source: String
    /// `nil` if the profile does not say.
    package let reading: Reading?
    /// The address of the copy or summary.
    package let place: String?
    /// The date of the copy or summary, such as `2026-06-21`; `nil` if it has none.
    package let dated: String?
}
