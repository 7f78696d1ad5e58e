import Facts
import Rules

extension ReportSchema {
    /// The JSON Schema of a line that `sendready audit --stream` writes.
    package static var fleetLineJSON: String { fleetLine.rendered() + "\n" }

    private static var fleetLine: JSONValue {
        let heading: [String: JSONValue] = [
            "type": words(FleetLine.Kind.allCases.map(\.rawValue)), "format": ["const": .integer(Int64(JSONReport.format))],
            "run": text, "key": orNull(text), "line": ["type": "integer", "minimum": 1], "toolVersion": text,
        ]
        let counts = Dictionary(Outcome.allCases.map { ($0.rawValue, count) }) { first, _ in first }
        let last: [String: JSONValue] = [
            "verdict": words(Verdict.allCases.map(\.rawValue) + [FleetLine.refused]), "deployment": orNull(text),
            "scheme": orNull(text), "observedAt": orNull(time), "counts": object(counts), "errors": list(text),
            "warnings": list(text), "elapsedMs": count, "waitedMs": count, "questions": count,
        ]
        let answered: JSONValue = ["properties": ["verdict": words(Verdict.allCases.map(\.rawValue))]]
        let branch = { (kind: FleetLine.Kind, members: [String: JSONValue]) -> JSONValue in
            object(members.merging(["type": ["const": .string(kind.rawValue)]]) { $1 })
        }
        guard case .object(var members) = object(heading) else { return .null }
        members["oneOf"] = .array([
            ["allOf": .array([branch(.report, last), ["if": answered, "then": report]])],
            branch(.end, last),
            branch(
                .finding,
                [
                    "rule": text, "outcome": words(Outcome.allCases.map(\.rawValue)), "fingerprint": text, "subjectKey": text,
                    "deployment": text,
                ]),
        ])
        return titled("a line of sendready audit --stream", .object(members))
    }
}
