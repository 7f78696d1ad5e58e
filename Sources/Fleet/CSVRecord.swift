/// One record of comma-separated values (RFC 4180).
enum CSVRecord: Equatable {
    case fields([String])
    /// A quote is still open: the record continues on the next line.
    case open
    case fault(String)

    static func fields(of text: String) -> CSVRecord {
        var fields: [String] = []
        var rest = text.unicodeScalars[...]
        while true {
            if rest.first == "\"" {
                rest = rest.dropFirst()
                var field = String.UnicodeScalarView()
                while true {
                    guard let quote = rest.firstIndex(of: "\"") else { return .open }
                    field.append(contentsOf: rest[..<quote])
                    rest = rest[rest.index(after: quote)...]
                    guard rest.first == "\"" else { break }
                    field.append("\"")
                    rest = rest.dropFirst()
                }
                guard rest.isEmpty || rest.first == "," else { return .fault("there is text after a closing quote") }
                fields.append(String(field))
            } else {
                let field = rest.prefix { $0 != "," }
                guard !field.contains("\"") else { return .fault("there is a quote inside an unquoted field") }
                fields.append(String(field))
                rest = rest[field.endIndex...]
            }
            guard rest.first == "," else { return .fields(fields) }
            rest = rest.dropFirst()
        }
    }
}
