import DNS
import Facts
import Report

/// One question with its answer and attempts, for people and as JSON.
struct LookupText {
    private let result: LookupResult

    init(_ result: LookupResult) { self.result = result }

    var text: String {
        var lines = ["question  \(result.question)", "status    \(result.status)"]
        if let server = result.server, let transport = result.transport {
            lines.append("server    \(server) over \(transport.rawValue)")
        }
        if result.authenticated { lines.append("dnssec    the resolver claims to have validated the answer") }
        for error in result.extendedErrors { lines.append("error     extended error \(error.code) \(error.text)") }
        for record in answers { lines.append("answer    \(Self.line(record))") }
        if let name = result.aliasConflicts.first?.name {
            lines.append("conflict  \(name.absoluteText) is an alias with other records beside it, which is not allowed")
        }
        for limit in result.limitsReached { lines.append("limit     \(limit) was reached: the rest of the answer was not read") }
        if result.records?.isEmpty == true, let ttl = result.ttl { lines.append("ttl       \(ttl) (of the absence)") }
        for attempt in result.attempts {
            lines.append(
                "attempt   \(attempt.server) over \(attempt.transport.rawValue): \(attempt.result), \(Self.milliseconds(attempt.elapsed)) ms"
            )
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    /// The alias chain, the records at its end, and the data beside aliases.
    private var answers: [Record] {
        let answers = result.aliases + (result.records ?? [])
        return answers + result.aliasConflicts.filter { !answers.contains($0) }
    }

    var json: JSONValue {
        JSONValue.object([
            "question": .string(result.question.description),
            "status": .string(result.status),
            "server": JSONValue(result.server?.description),
            "transport": JSONValue(result.transport?.rawValue),
            "authenticated": .boolean(result.authenticated),
            "ttl": result.ttl.map { .integer(Int64($0)) } ?? .null,
            "aliases": .array(result.aliases.map(Self.json)),
            "answer": .array((result.records ?? []).map(Self.json)),
            "extendedErrors": .array(
                result.extendedErrors.map { ["code": .integer(Int64($0.code)), "text": .string($0.text)] }),
            "attempts": .array(result.attempts.map(Self.json)),
            "besideAlias": result.aliasConflicts.isEmpty ? .null : .array(result.aliasConflicts.map(Self.json)),
            "limitsReached": result.limitsReached.isEmpty ? .null : .array(result.limitsReached.map { .string($0.rawValue) }),
        ]).withoutNulls
    }

    static func line(_ record: Record) -> String {
        "\(record.name.absoluteText) \(record.ttl) IN \(record.type) \(record.data.zoneText)"
    }

    static func json(_ record: Record) -> JSONValue {
        [
            "name": .string(record.name.absoluteText), "type": .string(record.type.description),
            "ttl": .integer(Int64(record.ttl)), "data": .string(record.data.joinedText ?? record.data.zoneText),
        ]
    }

    static func json(_ attempt: LookupResult.Attempt) -> JSONValue {
        [
            "server": .string(attempt.server.description), "transport": .string(attempt.transport.rawValue),
            "result": .string(attempt.result), "elapsedMs": .double(milliseconds(attempt.elapsed)),
        ]
    }

    /// Rounded to tenths.
    static func milliseconds(_ duration: Duration) -> Double {
        (duration / .microseconds(100)).rounded() / 10
    }
}
