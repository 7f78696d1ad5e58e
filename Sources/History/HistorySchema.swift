package import Facts
import Report
import Rules

/// The JSON Schema (draft 2020-12) of `sendready history --format json`.
package enum HistorySchema {
    package static var json: String { descriptions.describing(document).rendered() + "\n" }

    private static let text: JSONValue = ["type": "string"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let truth: JSONValue = ["type": "boolean"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }
    private static func words(_ words: some Sequence<String>) -> JSONValue { ["enum": .strings(words)] }

    /// Members may be added within a format, so objects are not closed.
    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        ["type": "object", "required": .strings(members.keys.sorted()), "properties": .object(members)]
    }

    private static func spells(_ member: String, _ value: JSONValue) -> JSONValue {
        list(object([member: value, "from": time, "to": time, "seconds": count, "over": truth]))
    }

    private static var document: JSONValue {
        let verdicts = Verdict.allCases.map(\.rawValue)
        let finding = object([
            "fingerprint": text, "rule": text, "subject": object(["kind": text, "key": text]), "title": text, "failing": truth,
            "spells": spells("severity", words(Severity.allCases.map(\.rawValue))),
        ])
        let deployment = object([
            "deployment": text, "looks": count, "first": time, "last": time,
            "availability": ["type": ["number", "null"], "minimum": 0, "maximum": 1],
            "seconds": object(Dictionary(verdicts.map { ($0, count) }) { first, _ in first }), "unwatchedSeconds": count,
            "verdicts": spells("verdict", words(verdicts)), "findings": list(finding),
        ])
        var schema: [JSONKey: JSONValue] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "sendready history",
        ]
        if case .object(let members) = object([
            "format": ["const": .integer(Int64(HistoryReport.format))], "tool": object(["name": text, "version": text]),
            "deployments": list(deployment),
        ]) {
            schema.merge(members) { first, _ in first }
        }
        return .object(schema)
    }

    package static let descriptions = SchemaDescriptions([
        "format": "The number of the format; it changes when a member is removed or changes its meaning.",
        "tool": "The program that wrote the document.",
        "tool.name": "Always sendready.",
        "tool.version": "The program's version.",
        "deployments": "One history for each deployment in the database.",
        "deployment": "The deployment's name.",
        "looks": "How many runs were kept.",
        "first": "When the first of these runs observed the deployment.",
        "last": "When the last of these runs observed the deployment.",
        "availability": "The share of time in which it was ready, with warnings or without; null if that is not known.",
        "deployments.seconds": "For how many seconds each verdict held.",
        "seconds.ready": "Seconds for which the deployment was ready.",
        "seconds.warnings": "Seconds for which it was ready, with warnings.",
        "seconds.not-ready": "Seconds for which it was not ready.",
        "seconds.undetermined": "Seconds for which its readiness could not be determined.",
        "unwatchedSeconds": "Seconds between runs that are too far apart to say anything about the time between them.",
        "verdicts": "The verdicts one after the other, each with the time for which it held.",
        "verdict": "The verdict that held.",
        "from": "When it began.",
        "to": "When it ended, or was last seen.",
        "over": "Whether it has ended.",
        "spells.seconds": "For how many seconds it held.",
        "verdicts.seconds": "For how many seconds it held.",
        "findings": "Every finding that failed at some time.",
        "fingerprint": "Names the finding within its deployment from run to run.",
        "rule": "The rule's id.",
        "subject": "What the rule was judged for.",
        "subject.kind": "The kind of subject.",
        "subject.key": "Distinguishes subjects of a kind within the deployment.",
        "title": "The rule's headline.",
        "failing": "Whether it failed in the last run.",
        "spells": "The periods in which it failed.",
        "severity": "Its severity in that time.",
    ])
}
