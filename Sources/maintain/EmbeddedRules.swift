import Foundation

/// The rules folder as Swift source. Raw string literals build in seconds where embedded bytes take minutes.
enum EmbeddedRules {
    static func source(folder: String) throws -> String {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
        let files = try paths.map { path in
            let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            return "        (\n            path: \"\(path)\",\n            text: \(literal(text))\n        ),\n"
        }
        return """
            // Generated from Rules/ by Scripts/generate. Do not edit.
            // swift-format-ignore-file

            /// The rules and fixtures that are inside the binary, by their paths below `Rules/`.
            package enum BuiltinRules {
                package static let files: [(path: String, text: String)] = [
            \(files.joined())    ]
            }

            """
    }

    /// The compiled rules as Swift source; without an image, the program reads the files above.
    static func source(image: String?) -> String {
        """
        // Generated from Rules/ by Scripts/generate. Do not edit.
        // swift-format-ignore-file

        extension BuiltinRules {
            /// The compiled rules and profiles: `RuleBook.image`.
            package static let image = \(literal(image ?? ""))
        }

        """
    }

    /// A raw multi-line literal whose delimiter does not occur in the text.
    private static func literal(_ text: String) -> String {
        var marks = "#"
        while text.contains("\"\"\"" + marks) || text.contains("\\" + marks) { marks += "#" }
        return "\(marks)\"\"\"\n\(text)\n\"\"\"\(marks)"
    }
}
