import ArgumentParser
import Facts
import Foundation
import MailPolicy
import Report
import SystemIO

struct RecordLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Report what is wrong with a record's text, where, and how to repair it.",
        discussion: """
            An error keeps the record from working; a warning is something that receivers ignore. The repaired text is linted \
            again before it is shown: it is valid, and keeps everything that could be recognised. Exit codes: 0 no error, 2 \
            at least one.
            """)

    @Argument(help: "spf, dkim, dmarc, mta-sts-record, mta-sts-policy, tls-rpt or bimi.")
    var kind: RecordKind

    @Argument(help: "The text, strings joined, or in zone-file format; - is standard input.")
    var text: String

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    func run() throws {
        var record = text == "-" ? try InputText.read("-") : text
        // A final line end added by a shell or an editor is not part of a record; a policy file consists of lines.
        if text == "-", kind != .mtaSTSPolicy, record.hasSuffix("\n") { record.removeLast() }
        let pasted = RecordLint.pastedRecord(in: record, kind: kind)
        let result = RecordLint.lint(kind: kind, text: pasted ?? record)
        switch format {
        case .json: try StandardOutput.writeLine(json(result, pasted).rendered())
        case .text: try StandardOutput.write(text(result, pasted ?? record, isPasted: pasted != nil))
        }
        try endStep(result.valid ? .ready : .notReady)
    }

    private func json(_ result: RecordLintResult, _ pasted: String?) -> JSONValue {
        let members: [JSONKey: JSONValue] = [
            "kind": .string(kind.rawValue), "valid": .boolean(result.valid), "problems": .array(result.problems.map(\.json)),
            "repaired": JSONValue(result.repaired),
        ]
        return .object(pasted.map { members.merging(["record": .string($0)]) { $1 } } ?? members)
    }

    private func text(_ result: RecordLintResult, _ record: String, isPasted: Bool) -> String {
        var lines = [result.valid ? "valid" : "not valid"]
        // Positions are those in the record, not in the line that was pasted.
        if isPasted { lines.append("record: \(record)") }
        let octets = Array(record.utf8)
        for problem in result.problems {
            lines.append(
                "\(problem.severity.rawValue): \(problem.message) (\(problem.code), at octet \(problem.range.lowerBound + 1))")
            let range = problem.range.clamped(to: 0..<octets.count)
            if !range.isEmpty { lines.append("    \(String(decoding: octets[range].prefix(100), as: UTF8.self))") }
            if let repair = problem.repair { lines.append("    repair: \(repair.isEmpty ? "leave it out" : repair)") }
        }
        if let repaired = result.repaired { lines.append("repaired: \(repaired)") }
        return lines.map { printable($0) + "\n" }.joined()
    }
}

extension RecordKind: ExpressibleByArgument {}
