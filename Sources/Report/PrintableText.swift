/// Text from the network or a file, made safe for a terminal: no raw control bytes, bidirectional overrides or invisible
/// formatting.
package func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if isUnprintable(scalar) {
            result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Text from the network without line ends: they are spelled out, since wrapping would silently drop them.
func withoutLineEnds(_ text: String) -> String { text.contains("\n") ? text.replacing("\n", with: "\\n") : text }

/// Like `printable`, but keeps line ends.
func printableLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
}
