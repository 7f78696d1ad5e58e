/// One record of comma-separated values (RFC 4180).
enum CSVRecord: Equatable {
    case fields([String])
    /// A quote is open at its end: the record goes on in the next line.
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
                guard rest.isEmpty || rest.first == "," else { return .fault("text stands behind a closing quote") }
                fields.append(String(field))
            } else {
                let field = rest.prefix { $0 != "," }
                guard !field.contains("\"") else { return .fault("a quote stands within a field that has none around it") }
                fields.append(String(field))
                rest = rest[field.endIndex...]
            }
            guard rest.first == "," else { return .fields(fields) }
            rest = rest.dropFirst()
        }
    }
}
