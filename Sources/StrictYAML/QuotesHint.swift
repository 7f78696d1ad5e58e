/// A hint about nested quotes, the most common reason why a line with an expression is not valid YAML.
enum QuotesHint {
    /// For the line of a syntax error; empty when its value has no quotes but the outer ones.
    static func hint(for line: String) -> String {
        guard let start = line.firstRange(of: ": ")?.upperBound ?? line.firstRange(of: "- ")?.upperBound else { return "" }
        let value = line[start...].drop { $0 == " " }
        guard let quote = value.first, quote == "'" || quote == "\"", value.count(where: { $0 == quote }) > 2 else { return "" }
        let other = quote == "'" ? "\"" : "'"
        return
            "; text in \(quote) ends at the next \(quote): use \(other) inside, or write the text below '>-' without quotes around it"
    }
}
