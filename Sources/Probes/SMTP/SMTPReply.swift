/// A server's reply (RFC 5321 §4.2): a code and its lines, shortened for reports.
package struct SMTPReply: Hashable, Sendable {
    package let code: Int
    /// Without the code.
    package let lines: [String]

    package var isPositive: Bool { (200..<400).contains(code) }
    /// Try again later: greylisting, a full queue.
    package var isTransient: Bool { (400..<500).contains(code) }

    /// `550 5.1.1 no such user`, in one line.
    package var text: String { lines.isEmpty ? "\(code)" : "\(code) \(lines.joined(separator: " / "))" }

    private static let shownLength = 500

    /// Reads one reply. A reply whose last line is missing is cut short.
    static func read(_ reader: inout LineReader, _ deadline: Deadline) throws(StreamFailure) -> SMTPReply {
        var lines: [String] = []
        while true {
            let line: [UInt8]
            do {
                line = try reader.line(deadline)
            } catch {
                throw !lines.isEmpty && (error == .closed || error == .reset) ? .cutShort : error
            }
            let digits = line.prefix(3)
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }), let first = digits.first,
                (0x32...0x35).contains(first)
            else { throw .broken("its reply is not SMTP: \(excerpt(line))") }
            let separator = line.dropFirst(3).first
            lines.append(excerpt(Array(line.dropFirst(4))))
            guard separator == UInt8(ascii: "-") else {
                let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
                return SMTPReply(code: code, lines: lines.filter { !$0.isEmpty })
            }
            guard lines.count < ProbeLimit.replyLines.value else { throw .beyond(.replyLines) }
        }
    }

    private static func excerpt(_ octets: [UInt8]) -> String {
        String(decoding: octets.prefix(shownLength), as: UTF8.self)
    }
}
