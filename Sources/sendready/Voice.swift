import Report
import SystemIO

/// Messages besides the report: on standard error, lower case, no full stop, the program's name first.
enum Voice {
    static func warning(_ message: String) { write("sendready: warning: \(printable(message))") }
    static func hint(_ message: String) { write("sendready: hint: \(printable(message))") }

    static func write(_ line: String) { StandardError.writeLine(line) }
}
