import Facts
import Rules

extension Finding {
    /// Its level in a list of tests or alerts: `error`, `warning`, `notice`, or the outcome if that says more.
    var label: String { outcome == .fail ? severity.rawValue : outcome.rawValue }

    /// The rule concerns the subject, and nothing that it requires has failed.
    var isJudged: Bool { [.pass, .fail, .undetermined, .waived, .error].contains(outcome) }

    /// The message and the repair as plain-text paragraphs, for CI systems.
    var plainText: String {
        var paragraphs = [acceptance?.sentence ?? "", message]
        if let fix, !fix.text.isEmpty { paragraphs.append("Fix: \(fix.text)") }
        if let fix, !fix.publish.isEmpty {
            paragraphs.append((["Publish:"] + fix.publish.map { "  \($0.placedZoneLine)" }).joined(separator: "\n"))
        }
        if let unknown { paragraphs.append(unknown.reasons.map(\.text).joined(separator: "\n")) }
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension PublishedRecord {
    /// The record, with its view as a comment.
    var placedZoneLine: String { zoneLine + (view.map { " ; \($0) view" } ?? "") }
}

extension Unknown.Reason {
    /// `bounce.example.com. TXT in the public view: timeout`.
    var text: String {
        let reason = detail.isEmpty ? cause.rawValue : withoutLineEnds(detail)
        return "\(question ?? "a fact")\(view.map { " in the \($0) view" } ?? ""): \(reason)"
    }
}

extension Observation {
    /// `bounce.example.com. TXT = v=spf1 -all (public from 192.0.2.53:53)`.
    var text: String {
        let answer = answer.isEmpty ? status : withoutLineEnds(Cut.listed(answer))
        return "\(question) = \(answer) (\(view)\(server.map { " from \($0)" } ?? ""))"
    }
}
