/// Colour, or none: escape sequences are written only to a terminal that wants them.
package struct TextStyle: Sendable {
    package let isColored: Bool

    package init(colored: Bool) { isColored = colored }

    enum Emphasis: String {
        case bold = "1"
        case dim = "2"
        case red = "1;31"
        case yellow = "1;33"
        case green = "1;32"
        case cyan = "36"
        case magenta = "1;35"
    }

    func callAsFunction(_ text: String, _ emphasis: Emphasis) -> String {
        isColored ? "\u{1b}[\(emphasis.rawValue)m\(text)\u{1b}[0m" : text
    }
}
