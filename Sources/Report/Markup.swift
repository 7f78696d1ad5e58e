/// A piece of XML or HTML. Text and attributes are escaped on output, so that external data can never become markup;
/// verbatim parts are literals of this program.
indirect enum Markup {
    case text(String)
    case element(String, [(name: String, value: String)], [Markup])
    case verbatim(StaticString)

    /// An attribute without a value is left out.
    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: [Markup] = []
    ) -> Markup {
        let given = attributes.compactMap { attribute in attribute.value.map { (name: attribute.key, value: $0) } }
        return .element(name, given, content)
    }

    static func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String) -> Markup {
        element(name, attributes, [.text(text)])
    }

    enum Language {
        case xml
        /// HTML: elements without an end tag, and line ends only where they are not visible.
        case html
    }

    func rendered(_ language: Language) -> String {
        var text = ""
        write(to: &text, language, depth: 0)
        return text
    }

    private func write(to text: inout String, _ language: Language, depth: Int) {
        switch self {
        case .text(let content): text += Self.escaped(content)
        case .verbatim(let literal): text += literal.description
        case .element(let name, let attributes, let content):
            let isBlock = language == .xml || Self.blocks.contains(name)
            if isBlock, !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
            if language == .xml { text += String(repeating: "  ", count: depth) }
            text += "<" + name
            for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
            if language == .html, Self.void.contains(name) {
                text += ">"
                return
            }
            if language == .xml, content.isEmpty {
                text += "/>"
                return
            }
            text += ">"
            for item in content { item.write(to: &text, language, depth: depth + 1) }
            if language == .xml, case .element? = content.last {
                text += "\n" + String(repeating: "  ", count: depth)
            }
            text += "</\(name)>"
        }
    }

    private static let void: Set<String> = ["br", "hr", "link", "meta"]
    private static let blocks: Set<String> = [
        "article", "body", "dd", "details", "div", "dl", "dt", "figure", "figcaption", "footer", "g", "h1", "h2", "h3", "h4",
        "head", "header", "html", "li", "main", "meta", "nav", "ol", "p", "pre", "rect", "script", "section", "style",
        "summary", "svg", "table", "tbody", "thead", "title", "tr", "ul",
    ]

    /// Line ends stay; all other control characters are spelled out, since XML cannot represent them.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in printableLines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
