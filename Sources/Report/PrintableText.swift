/// Text that came from the network or a file, made harmless for a terminal: no control byte, no bidirectional override, no
/// invisible formatting reaches it raw.
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

/// Text from the network in which no line ends: spelled out, since text that is wrapped would lose them without a trace.
func withoutLineEnds(_ text: String) -> String { text.contains("\n") ? text.replacing("\n", with: "\\n") : text }

/// The same as `printable`, but line ends stay line ends.
func printableLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
}
