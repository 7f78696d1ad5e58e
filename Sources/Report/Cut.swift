/// Lists that people read are cut; the JSON report has them whole.
enum Cut {
    /// Values of one list, at most.
    static let most = 10

    /// `a, b, … and 12 more`.
    static func listed(_ texts: [String], most: Int = most, separator: String = ", ") -> String {
        guard texts.count > most + 1 else { return texts.joined(separator: separator) }
        return texts.prefix(most).joined(separator: separator) + " and \(texts.count - most) more"
    }
}
