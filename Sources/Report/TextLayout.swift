/// Lays out text in terminal columns.
struct TextLayout {
    /// The width in columns; records to copy are never broken, whatever the width.
    let width: Int

    /// Breaks at blanks so that lines fit the terminal if possible; the first line begins with `first`, the others with
    /// `rest`.
    func wrapped(_ text: String, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !isEmpty, columns(line) + 1 + columns(word) > width {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }

    /// A heading with a rule to the right edge.
    func heading(_ text: String) -> String {
        "\(text) " + String(repeating: "-", count: max(3, width - columns(text) - 1))
    }

    /// `left` and `right` aligned to both edges if they fit on one line.
    func spread(_ left: String, _ right: String) -> (gap: String, fits: Bool) {
        let room = width - columns(left) - columns(right)
        return (String(repeating: " ", count: max(room, 2)), room >= 2)
    }
}

/// Terminal columns: East Asian wide characters and emoji take two, combining marks none.
func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { sum, character in
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x300 else { return sum + 1 }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd,
        ]
        return sum + (wide.contains { $0.contains(scalar.value) } ? 2 : 1)
    }
}
