import Report
import Rules
import StrictYAML
import SystemIO

/// Why a command ends without a report: the exit status, and the message on standard error.
struct CommandFailure: Error {
    private(set) var status: ExitStatus
    private(set) var lines: [String]
    /// What is wrong, one problem per item, as shown in reports.
    let reasons: [String]
    /// It happened after the reports were written.
    var isAfterReport = false

    /// `message` in lower case without a full stop; `hint` says what to do.
    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        reasons = [message]
        lines = ["sendready: error: \(message)"] + (hint.map { ["sendready: hint: \($0)"] } ?? [])
    }

    /// All mistakes in files that people wrote.
    init(_ diagnostics: Diagnostics) {
        status = .refused
        reasons = diagnostics.list.map(\.rendered)
        lines = reasons.map { "sendready: \($0)" }
    }

    /// An output that could not be created or written. A broken pipe is not reported.
    init(_ failure: WriteFailure) {
        self.init(failure.step == .creating ? .cannotCreate : .cannotWrite, "\(failure)")
        if failure.isBrokenPipe { (status, lines) = (.readerGone, []) }
    }

    init(_ failure: ReadFailure) { self.init(.refused, "\(failure)") }

    init(unknownRule id: String, in book: RuleBook) {
        let nearest = book.suggestion(for: id).map { "; did you mean '\($0)'?" } ?? ""
        self.init(.usage, "there is no rule '\(id)'\(nearest)", hint: "sendready rules list shows them")
    }

    func report() {
        for line in lines { Voice.write(line.split(separator: "\n").map { printable(String($0)) }.joined(separator: "\n")) }
    }

}
