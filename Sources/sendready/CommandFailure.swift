import ArgumentParser
import Foundation
import Report
import Rules
import StrictYAML

/// Why a command ends without a report: the exit status, and what the operator reads on standard error.
struct CommandFailure: Error {
    let status: ExitStatus
    let lines: [String]
    /// What is wrong, one thing an item: what reports say of it.
    let reasons: [String]

    /// `message` in lower case without a full stop; `hint` says what to do.
    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        reasons = [message]
        lines = ["sendready: error: \(message)"] + (hint.map { ["sendready: hint: \($0)"] } ?? [])
    }

    /// Everything that is wrong in files that people wrote.
    init(_ diagnostics: Diagnostics) {
        status = .refused
        reasons = diagnostics.list.map(\.rendered)
        lines = reasons.map { "sendready: \($0)" }
    }

    init(unknownRule id: String, in book: RuleBook) {
        let nearest = book.suggestion(for: id).map { "; did you mean '\($0)'?" } ?? ""
        self.init(.usage, "there is no rule '\(id)'\(nearest)", hint: "sendready rules list shows them")
    }

    func report() {
        for line in lines { Voice.write(line.split(separator: "\n").map { printable(String($0)) }.joined(separator: "\n")) }
    }

    func exit() -> Never {
        report()
        Foundation.exit(status.rawValue)
    }
}

/// What the program says beside its report: standard error, lower case, no full stop, the program's name first.
enum Voice {
    static func warning(_ message: String) { write("sendready: warning: \(printable(message))") }
    static func hint(_ message: String) { write("sendready: hint: \(printable(message))") }

    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
