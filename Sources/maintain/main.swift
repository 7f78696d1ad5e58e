import Deployment
import Foundation
import History
import Report
import RuleTests
import Rules
import SystemIO
import ZonePlan

// Writes the generated files: `maintain generate`, or `maintain check` to verify that they are current.
// Run from the project's root; `Scripts/generate` does.

let rules = try TestedRules(sources: RuleFiles.sources(folder: "Rules"))
let pages = RuleDocuments(rules.book, pages: rules.pages).files.map {
    GeneratedFile(path: "\(RuleFiles.pages)/\($0.path)", text: $0.text)
}
let reference = try JSONReference(JSONDocuments.all()).text
let generated =
    try [
        GeneratedFile(path: "Sources/BuiltinRules/BuiltinRules+Generated.swift", text: EmbeddedRules.source(folder: "Rules")),
        GeneratedFile(
            path: "Sources/BuiltinRules/BuiltinRules+Image+Generated.swift", text: EmbeddedRules.source(image: rules.book.image)),
        GeneratedFile(path: "Examples/deployment.schema.json", text: DeploymentSchema.json),
        GeneratedFile(path: "Examples/report.schema.json", text: ReportSchema.json),
        GeneratedFile(path: "Examples/plan.schema.json", text: ZonePlanJSON.schema),
        GeneratedFile(path: "Examples/rule.schema.json", text: RuleFileSchema.json()),
        GeneratedFile(path: "Examples/profile.schema.json", text: ProfileSchema.json),
        GeneratedFile(path: "Examples/waivers.schema.json", text: WaiverSchema.json),
        GeneratedFile(path: "Examples/finding-line.schema.json", text: ReportSchema.lineJSON),
        GeneratedFile(path: "Examples/fleet/line.schema.json", text: ReportSchema.fleetLineJSON),
        GeneratedFile(path: "Examples/history.schema.json", text: HistorySchema.json),
        GeneratedFile(path: "Documentation/json.md", text: reference),
        GeneratedFile(path: "Documentation/providers.md", text: ProviderReference(rules.book).text),
    ] + pages
let unused = try JSONDocuments.unusedDescriptions()
let strays = try RuleFiles.strays(beside: pages.map(\.path))

switch CommandLine.arguments.dropFirst().first {
case "generate":
    for file in generated where try file.write() { StandardOutput.lineOrExit("wrote \(file.path)") }
    for path in strays {
        try FileManager.default.removeItem(atPath: path)
        StandardOutput.lineOrExit("removed \(path)")
    }
case "check":
    let stale = generated.filter { !$0.isFresh }.map(\.path) + strays
    for path in stale { StandardOutput.lineOrExit("\(path) is stale: run Scripts/generate") }
    for line in unused { StandardOutput.lineOrExit(line) }
    exit(stale.isEmpty && unused.isEmpty ? 0 : 1)
default:
    StandardOutput.lineOrExit("usage: maintain generate | check")
    exit(64)
}
