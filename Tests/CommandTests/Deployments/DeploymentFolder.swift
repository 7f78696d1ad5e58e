import DNS
import Facts
import Foundation
import TestPeers

/// A deployment with the zones that it is audited against: a folder of `Healthy` or `Faulty`.
///
/// It holds `deployment.yaml`, a file for each public zone (`acme.example.zone`, names relative to it), in `inside` the zones that
/// the internal view sees in their place, and for a faulty one `expected.json`.
struct DeploymentFolder {
    let name: String
    private let folder: URL

    /// Every folder of a kind, sorted by name.
    static func all(_ kind: String) throws -> [DeploymentFolder] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: kind)
        return try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().map {
            DeploymentFolder(name: $0, folder: root.appending(path: $0))
        }
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    private func zones(in subfolder: String) throws -> [String: String] {
        let folder = folder.appending(path: subfolder)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
        var zones: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".zone") {
            zones[String(file.dropLast(5))] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        }
        return zones
    }

    /// Audits them all in one run against a world that has every zone; the reports by name.
    static func audit(_ folders: [DeploymentFolder], _ options: String...) async throws -> [String: JSONValue] {
        var outside: [String: String] = [:]
        var inside: [String: String] = [:]
        for folder in folders {
            outside.merge(try folder.zones(in: ".")) { first, _ in first }
            inside.merge(try folder.zones(in: "inside")) { first, _ in first }
        }
        let world = try await DNSWorld.start(outside.map { WorldZone($0.key, $0.value, signing: nil) }, inside: inside)
        let program = try SendreadyProgram()
        for folder in folders {
            let text = try folder.text("deployment.yaml").replacing("@PUBLIC@", with: world.publicView.description)
                .replacing("@INTERNAL@", with: world.internalView.description)
            try program.folder.write(text, to: "\(folder.name).yaml")
        }
        let files = folders.map { "\($0.name).yaml" }
        let run = try await program.run(["audit", "--format", "json", "--timeout", "20m"] + options + files)
        await world.stop()
        let reports = try JSONParser.parse(run.output)["reports"]?.elements ?? []
        guard reports.count == folders.count else { throw Program.Failure(description: "a deployment was refused: \(run.error)") }
        return Dictionary(reports.map { ($0["deployment"]?.text ?? "", $0) }) { first, _ in first }
    }
}

extension JSONValue {
    /// The elements of an array; none of anything else.
    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The texts of an array of texts.
    var texts: [String] { elements.compactMap(\.text) }
}
