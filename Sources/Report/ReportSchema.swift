import Changes
import Facts
import Rules

/// The JSON Schemas (draft 2020-12) of the JSON report and of NDJSON lines, generated from their types.
package enum ReportSchema {
    package static var json: String { descriptions.describing(document).rendered() + "\n" }
    package static var lineJSON: String { lineDescriptions.describing(line).rendered() + "\n" }

    static let text: JSONValue = ["type": "string"]
    static let truth: JSONValue = ["type": "boolean"]
    static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let fingerprint: JSONValue = ["type": "string", "pattern": "^[0-9a-f]{16}$"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]

    static func words(_ words: some Sequence<String>) -> JSONValue { ["enum": .strings(words)] }
    static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    /// Members may be added within a format, so objects are not closed.
    static func object(_ members: [String: JSONValue], optional: [String: JSONValue] = [:]) -> JSONValue {
        [
            "type": "object", "required": .strings(members.keys.sorted()),
            "properties": .object(members.merging(optional) { first, _ in first }),
        ]
    }

    private static var document: JSONValue {
        titled(
            "sendready report",
            object([
                "format": ["const": .integer(Int64(JSONReport.format))],
                "tool": object(["name": text, "version": text]),
                "reports": list(report),
                "refused": list(object(["file": text, "reasons": list(text)])),
            ]))
    }

    /// Every member is always present, so that column stores need not guess. The kind of a line decides which are null.
    private static var line: JSONValue {
        let optionalText = orNull(text)
        let general: [String: JSONValue] = [
            "format": ["const": .integer(Int64(JSONReport.format))], "toolVersion": text,
            "line": words(NDJSONReport.Line.allCases.map(\.rawValue)), "observedAt": orNull(time), "deployment": optionalText,
            "scheme": optionalText, "verdict": wordsOrNull(Verdict.allCases.map(\.rawValue)), "rule": optionalText,
            "outcome": wordsOrNull(Outcome.allCases.map(\.rawValue)), "severity": wordsOrNull(Severity.allCases.map(\.rawValue)),
            "fingerprint": orNull(fingerprint), "kind": optionalText, "key": optionalText, "role": optionalText,
            "name": optionalText, "view": optionalText, "address": optionalText, "sender": optionalText, "title": optionalText,
            "message": optionalText, "fix": optionalText, "publish": orNull(list(text)), "evidence": orNull(list(text)),
            "cause": wordsOrNull(Unknown.Cause.allCases.map(\.rawValue)), "question": optionalText,
            "change": wordsOrNull(Change.allCases.map(\.rawValue)), "since": orNull(time), "stale": orNull(truth),
            "file": optionalText, "elapsedMs": orNull(count), "sight": wordsOrNull(Changes.Sight.words),
        ]
        let counts = NDJSONReport.tallies.map { ($0.name, orNull(count)) }
        let members = object(general.merging(counts) { first, _ in first })
        return titled("sendready finding, one line of the NDJSON report", members)
    }

    static func orNull(_ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema, let type = members["type"] else { return schema }
        members["type"] = .array([type, "null"])
        return .object(members)
    }

    private static func wordsOrNull(_ words: some Sequence<String>) -> JSONValue {
        ["enum": .array(words.map { .string($0) } + [.null])]
    }

    static func titled(_ title: String, _ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["title"] = .string(title)
        return .object(members)
    }

    static var report: JSONValue {
        let counts = Outcome.allCases.map { ($0.rawValue, count) }
        return object(
            [
                "deployment": text, "scheme": text, "observedAt": time, "elapsedMs": count,
                "verdict": words(Verdict.allCases.map(\.rawValue)), "counts": object(Dictionary(counts) { first, _ in first }),
                "findings": list(finding),
                "certificates": list(object(["role": text, "name": text, "port": count, "notAfter": time])),
                "providers": list(provider),
                "remarks": list(
                    object(["kind": words(Remark.Kind.allCases.map(\.rawValue)), "message": text], optional: ["place": text])),
            ],
            optional: [
                "changes": changes, "rulesDigest": ["type": "string", "pattern": "^[0-9a-f]{64}$"], "repairs": list(repair),
                "afterRepairs": object(["verdict": words(Verdict.allCases.map(\.rawValue)), "left": list(left)]),
                "causes": list(object(["rank": rank, "fingerprints": list(fingerprint), "consequences": list(fingerprint)])),
                "overview": overview,
            ])
    }

    private static var repair: JSONValue {
        object(
            [
                "owner": text, "type": text, "view": text, "zone": text, "clears": list(fingerprint),
                "by": words(RepairOwner.allCases.map(\.rawValue)), "why": list(text),
            ], optional: ["old": text, "new": text, "note": text])
    }

    private static var left: JSONValue {
        object(
            [
                "rule": text, "outcome": words(Outcome.allCases.map(\.rawValue)),
                "severity": words(Severity.allCases.map(\.rawValue)), "subject": subject, "title": text,
                "fingerprint": fingerprint,
                "by": words(RepairOwner.allCases.map(\.rawValue)),
            ], optional: ["subjects": subjects])
    }

    private static var rank: JSONValue {
        ["type": "integer", "minimum": 1, "maximum": .integer(Int64(Rank.allCases.count))]
    }

    private static var changes: JSONValue {
        let finding = object([
            "change": words(Change.allCases.map(\.rawValue)), "news": truth, "stale": truth, "since": time,
            "fingerprint": fingerprint, "rule": text, "subject": subject, "title": text,
            "severity": words(Severity.allCases.map(\.rawValue)),
        ])
        return object(
            ["findings": list(finding)],
            optional: [
                "since": time,
                "sight": object(
                    ["lost": truth, "since": time, "causes": list(reason)],
                    optional: ["state": words(Changes.Sight.words), "reminder": truth]),
            ])
    }

    private static var cause: JSONValue { words(Unknown.Cause.allCases.map(\.rawValue)) }
    private static var reason: JSONValue {
        object(["cause": cause, "detail": text], optional: ["question": text, "view": text])
    }
    private static var subject: JSONValue {
        object(
            ["kind": text, "key": text], optional: ["role": text, "name": text, "view": text, "address": text, "sender": text])
    }

    private static var subjects: JSONValue {
        list(
            object(
                ["kind": text, "key": text, "fingerprint": fingerprint],
                optional: ["role": text, "name": text, "view": text, "address": text, "sender": text]))
    }

    private static var provider: JSONValue {
        let verdict = words(Verdict.allCases.map(\.rawValue))
        let result: [String: JSONValue] = ["verdict": verdict, "failing": list(text), "undetermined": list(text)]
        return object(
            result.merging([
                "profile": text, "title": text, "notChecked": list(text),
                "paths": list(object(result.merging(["path": text]) { first, _ in first }, optional: ["alike": list(text)])),
            ]) { first, _ in first }, optional: ["notGiven": list(text)])
    }

    private static var finding: JSONValue {
        let record = object(["owner": text, "type": text, "value": text], optional: ["view": text, "replaces": text])
        let observation = object(
            ["question": text, "view": text, "status": text, "answer": list(text)],
            optional: ["server": text, "ttl": count, "attempts": list(text)])
        return object(
            [
                "rule": text, "outcome": words(Outcome.allCases.map(\.rawValue)),
                "severity": words(Severity.allCases.map(\.rawValue)), "subject": subject, "title": text, "message": text,
                "why": text, "evidence": list(observation), "references": list(text),
                "fingerprint": fingerprint,
            ],
            optional: [
                "causedBy": fingerprint, "rank": rank, "by": words(RepairOwner.allCases.map(\.rawValue)),
                "fix": object(["text": text, "publish": list(record)]), "cause": cause, "question": text,
                "waiver": object(
                    ["state": words(Acceptance.State.allCases.map(\.rawValue)), "reason": text, "place": text],
                    optional: ["until": text, "by": text]),
                "subjects": subjects,
                "causes": list(reason), "change": words(Change.allCases.map(\.rawValue)), "since": time, "stale": truth,
            ])
    }
}
