/// Splits octets into complete lines, without their ends (LF or CRLF), as they arrive. A line longer than the limit is
/// reported as such and never held in memory.
package struct LineSplitter: Sendable {
    package enum Line: Sendable, Equatable {
        case text([UInt8])
        /// Longer than the limit.
        case tooLong
    }

    /// Lines with more octets are refused.
    package static let maximumLength = 1 << 20

    private var partial: [UInt8] = []
    private var isSkipping = false

    package init() {}

    /// The lines that end within these octets.
    package mutating func append(_ octets: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = octets[...]
        while let end = rest.firstIndex(of: 0x0a) {
            take(rest[..<end])
            lines.append(cut())
            rest = rest[rest.index(after: end)...]
        }
        take(rest)
        return lines
    }

    /// The text after the last line end.
    package mutating func finish() -> Line? { partial.isEmpty && !isSkipping ? nil : cut() }

    private mutating func take(_ octets: some Collection<UInt8>) {
        guard !isSkipping else { return }
        // One more for the carriage return.
        guard partial.count + octets.count <= Self.maximumLength + 1 else {
            isSkipping = true
            partial = []
            return
        }
        partial += octets
    }

    private mutating func cut() -> Line {
        defer {
            partial = []
            isSkipping = false
        }
        if partial.last == 0x0d { partial.removeLast() }
        return isSkipping || partial.count > Self.maximumLength ? .tooLong : .text(partial)
    }
}
