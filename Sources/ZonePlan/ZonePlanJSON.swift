import DNS
import Deployment
package import Facts

/// Zone plans as JSON: one object for any number of deployments. Within a format, changes are additions only.
package enum ZonePlanJSON {
    package static let format = 1

    package static func document(_ plans: [(plan: ZonePlan, expectations: [PlanExpectation])], toolVersion: String) -> JSONValue {
        [
            "format": .integer(Int64(format)), "tool": ["name": "sendready", "version": .string(toolVersion)],
            "plans": .array(plans.map { value($0.plan, $0.expectations) }),
        ]
    }

    private static func value(_ plan: ZonePlan, _ expectations: [PlanExpectation]) -> JSONValue {
        let counts = RecordChange.State.allCases.map { ($0.rawValue, JSONValue.integer(Int64(plan.count($0)))) }
        return [
            "deployment": .string(plan.deployment), "scheme": .string(plan.scheme), "compared": .boolean(plan.isCompared),
            "counts": .object(Dictionary(counts) { first, _ in first }),
            "zones": .array(plan.zones.map(value)), "requests": .array(plan.requests.flatMap(records)),
            "expectations": .array(
                expectations.map { ["kind": .string($0.kind), "subject": .string($0.subject), "why": .string($0.why)] }),
            "advice": .array(plan.advice.map { ["text": .string($0.text), "repairs": repairs($0.repairs)] }),
            "unplanned": .array(
                plan.unplanned.map { ["type": .string($0.description), "why": .string(ZonePlan.unplannedReason)] }),
        ]
    }

    private static func value(_ zone: ZonePlan.Zone) -> JSONValue {
        [
            "zone": .string(zone.name.text), "view": .string(zone.view.rawValue),
            "records": .array(zone.sets.flatMap(records)),
        ]
    }

    private static func records(_ set: RecordSetPlan) -> [JSONValue] {
        set.changes.map { change in
            JSONValue.object([
                "owner": .string(set.owner.absoluteText), "type": .string(set.type.description),
                "view": .string(set.view.rawValue), "state": .string(change.state.rawValue), "value": JSONValue(change.data),
                "was": JSONValue(change.was), "note": JSONValue(change.note), "why": .strings(set.reasons),
                "ttl": set.ttl.map { .integer(Int64($0)) } ?? .null, "holder": JSONValue(set.holder),
                "address": JSONValue(set.address?.description), "by": .string(set.by.rawValue),
                "repairs": change.repairs.isEmpty ? .null : repairs(change.repairs),
            ]).withoutNulls
        }
    }

    private static func repairs(_ findings: [RepairedFinding]) -> JSONValue {
        .array(findings.map { ["rule": .string($0.rule), "subject": .string($0.subject)] })
    }

    /// The JSON Schema (draft 2020-12) of the document.
    package static var schema: String {
        let text: JSONValue = ["type": "string"]
        let count: JSONValue = ["type": "integer", "minimum": 0]
        let repairs = list(object(["rule": text, "subject": text]))
        let record = object(
            [
                "owner": text, "type": text, "view": ["enum": ["public", "internal"]],
                "state": ["enum": .strings(RecordChange.State.allCases.map(\.rawValue))], "why": list(text),
            ],
            optional: [
                "value": text, "was": text, "note": text, "ttl": count, "holder": text, "address": text,
                "by": ["enum": .strings(Responsibility.allCases.map(\.rawValue))], "repairs": repairs,
            ])
        let counts = RecordChange.State.allCases.map { ($0.rawValue, count) }
        let plan = object(
            [
                "deployment": text, "scheme": text, "compared": ["type": "boolean"],
                "counts": object(Dictionary(counts) { first, _ in first }),
                "zones": list(object(["zone": text, "view": text, "records": list(record)])), "requests": list(record),
                "expectations": list(object(["kind": text, "subject": text, "why": text])),
            ],
            optional: [
                "advice": list(object(["text": text, "repairs": repairs])),
                "unplanned": list(object(["type": text, "why": text])),
            ])
        guard
            case .object(var members) = object([
                "format": ["const": .integer(Int64(format))], "tool": object(["name": text, "version": text]),
                "plans": list(plan),
            ])
        else { return "" }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["title"] = "sendready plan"
        return descriptions.describing(.object(members)).rendered() + "\n"
    }

    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }

    /// Members may be added within a format, so objects are not closed.
    private static func object(_ members: [String: JSONValue], optional: [String: JSONValue] = [:]) -> JSONValue {
        [
            "type": "object", "required": .strings(members.keys.sorted()),
            "properties": .object(members.merging(optional) { first, _ in first }),
        ]
    }
}
