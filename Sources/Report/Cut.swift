/// Lists for people are shortened; the JSON report has them in full.
enum Cut {
    /// The most values shown of one list.
    static let most = 10

    /// `a, b, … and 12 more`.
    static func listed(_ texts: [String], most: Int = most, separator: String = ", ") -> String {
        guard texts.count > most + 1 else { return texts.joined(separator: separator) }
        return texts.prefix(most).joined(separator: separator) + " and \(texts.count - most) more"
    }
}
