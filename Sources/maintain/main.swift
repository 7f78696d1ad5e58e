import Deployment
import Foundation
import Report

// Writes the files that are made from others: `maintain generate`, or `maintain check` to see that they are fresh.
// Run from the project's root; `Scripts/generate` does.

let generated = try [
    GeneratedFile(path: "Sources/BuiltinRules/BuiltinRules+Generated.swift", text: EmbeddedRules.source(folder: "Rules")),
    GeneratedFile(path: "Examples/deployment.schema.json", text: DeploymentSchema.json),
    GeneratedFile(path: "Examples/report.schema.json", text: ReportSchema.json),
    GeneratedFile(path: "Examples/finding-line.schema.json", text: ReportSchema.lineJSON),
]

switch CommandLine.arguments.dropFirst().first {
case "generate":
    for file in generated where try file.write() { print("wrote \(file.path)") }
case "check":
    let stale = generated.filter { !$0.isFresh }
    for file in stale { print("\(file.path) is stale: run Scripts/generate") }
    exit(stale.isEmpty ? 0 : 1)
default:
    print("usage: maintain generate | check")
    exit(64)
}
