/// What to do about quotes inside quotes, the commonest reason why a line with an expression is no YAML.
enum QuotesHint {
    /// For the line of a syntax error; empty when its value has no more quotes than those around it.
    static func hint(for line: String) -> String {
        guard let start = line.firstRange(of: ": ")?.upperBound ?? line.firstRange(of: "- ")?.upperBound else { return "" }
        let value = line[start...].drop { $0 == " " }
        guard let quote = value.first, quote == "'" || quote == "\"", value.count(where: { $0 == quote }) > 2 else { return "" }
        let other = quote == "'" ? "\"" : "'"
        return
            "; text in \(quote) ends at the next \(quote): use \(other) inside, or write the text below '>-' without quotes around it"
    }
}
