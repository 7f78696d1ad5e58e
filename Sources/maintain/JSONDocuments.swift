import Facts
import History
import Report
import ZonePlan

/// The documents that the JSON reference describes.
enum JSONDocuments {
    static func all() throws -> [JSONReference.Document] {
        [
            .init(
                title: "Report", command: "sendready audit FILE --format json", path: "Examples/report.schema.json",
                introduction: """
                    The same comes from `judge`, `check` and `demo`. A finding is known by its fingerprint. With `--json-fold` findings that say \
                    the same of several subjects are one, with all of them under `subjects`; without it each subject has its own.
                    """,
                schema: try JSONParser.parse(ReportSchema.json)),
            .init(
                title: "Line of the NDJSON report", command: "sendready audit FILE --format ndjson",
                path: "Examples/finding-line.schema.json",
                introduction: """
                    Every line has all members, null where they do not apply, so that a column store needs no guess. Each deployment ends \
                    with a line of its own, and a file that was refused has one, so that silence never looks like health.
                    """,
                schema: try JSONParser.parse(ReportSchema.lineJSON)),
            .init(
                title: "Plan", command: "sendready plan FILE --format json", path: "Examples/plan.schema.json",
                introduction: "The records that must exist, zone by zone and view by view.",
                schema: try JSONParser.parse(ZonePlanJSON.schema)),
            .init(
                title: "History", command: "sendready history FILE --format json", path: "Examples/history.schema.json",
                introduction: "What became of findings and of readiness, from the database that `audit --history` writes.",
                schema: try JSONParser.parse(HistorySchema.json)),
        ]
    }

    /// Descriptions of members that no document has, one per line.
    static func unusedDescriptions() throws -> [String] {
        let tables = [
            (ReportSchema.descriptions, ReportSchema.json), (ReportSchema.lineDescriptions, ReportSchema.lineJSON),
            (ZonePlanJSON.descriptions, ZonePlanJSON.schema), (HistorySchema.descriptions, HistorySchema.json),
        ]
        return try tables.flatMap { table, schema in
            let schema = try JSONParser.parse(schema)
            return table.unused(in: [schema]).map { "\(schema["title"]?.text ?? ""): no member for the description of \($0)" }
        }
    }
}
