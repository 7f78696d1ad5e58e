import DNS
import Facts
import Foundation
import LDNSCodec
import TestPeers

/// A deployment with the zones that it is audited against: a folder of `Healthy` or `Faulty`.
///
/// It contains `deployment.yaml`, a file for each public zone (`acme.example.zone`, names relative to it), in `inside` the
/// zones that the internal view sees instead, and for a faulty one `expected.json`.
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

    /// Audits them all in one run against a world with every zone; the reports by name.
    static func audit(_ folders: [DeploymentFolder], _ options: String..., publishing repairs: [JSONValue] = []) async throws
        -> [String: JSONValue]
    {
        var (outside, inside) = try zones(of: folders)
        for repair in repairs {
            let isInside = repair["view"]?.text == "internal"
            if isInside { try publish(repair, &inside) } else { try publish(repair, &outside) }
        }
        return try await started(folders, outside, inside) { program, files in
            try await reports(program, options + files, count: folders.count)
        }
    }

    /// The zones of them all, by view.
    private static func zones(of folders: [DeploymentFolder]) throws -> (outside: [String: String], inside: [String: String]) {
        var outside: [String: String] = [:]
        var inside: [String: String] = [:]
        for folder in folders {
            outside.merge(try folder.zones(in: ".")) { first, _ in first }
            inside.merge(try folder.zones(in: "inside")) { first, _ in first }
        }
        return (outside, inside)
    }

    /// Plans them all against the same world: what each would change, and who could do it.
    static func changes(_ folders: [DeploymentFolder]) async throws -> [String: [String]] {
        let (outside, inside) = try zones(of: folders)
        return try await started(folders, outside, inside) { program, files in
            let run = try await program.run(["plan", "--format", "json", "--timeout", "20m"] + files)
            let plans = try JSONParser.parse(run.output)["plans"]?.elements ?? []
            guard plans.count == folders.count else { throw Program.Failure(description: "not planned: \(run.error)") }
            return Dictionary(plans.map { ($0["deployment"]?.text ?? "", changes(of: $0)) }) { first, _ in first }
        }
    }

    private static func changes(of plan: JSONValue) -> [String] {
        let zones = plan["zones"]?.elements.flatMap { $0["records"]?.elements ?? [] } ?? []
        return (zones + (plan["requests"]?.elements ?? [])).filter { !["present", "unknown"].contains($0["state"]?.text) }.map {
            record in
            ["state", "view", "owner", "type", "value", "was", "by"].map { record[$0]?.text ?? "-" }.joined(separator: " ")
        } + (plan["advice"]?.elements ?? []).map { $0["text"]?.text ?? "" }
    }

    /// Audits them all; then again with the audit's zone records, and with those of the plan, as overlays.
    static func overlaid(_ folders: [DeploymentFolder]) async throws -> (
        before: [String: JSONValue], repaired: [String: JSONValue], planned: [String: JSONValue], told: String
    ) {
        let (outside, inside) = try zones(of: folders)
        return try await started(folders, outside, inside) { program, files in
            let before = try await reports(program, files, count: folders.count)
            let zones = try await program.run(["audit", "--format", "zone", "--timeout", "20m"] + files)
            try program.folder.write(zones.output, to: "audit.zone")
            let again = try await program.run(
                ["audit", "--format", "json", "--timeout", "20m", "--overlay", "audit.zone"] + files)
            let plan = try await program.run(["plan", "--only", "changes"] + files)
            try program.folder.write(plan.output, to: "plan.zone")
            let planned = try await reports(program, ["--overlay", "plan.zone"] + files, count: folders.count)
            return (before, try byName(again, count: folders.count), planned, again.error)
        }
    }

    /// Runs `body` with the deployment files while a world serves the zones.
    private static func started<Result>(
        _ folders: [DeploymentFolder], _ outside: [String: String], _ inside: [String: String],
        _ body: (SendreadyProgram, [String]) async throws -> Result
    ) async throws -> Result {
        let world = try await DNSWorld.start(outside.map { WorldZone($0.key, $0.value, signing: nil) }, inside: inside)
        do {
            let program = try SendreadyProgram()
            for folder in folders {
                let text = try folder.text("deployment.yaml").replacing("@PUBLIC@", with: world.publicView.description)
                    .replacing("@INTERNAL@", with: world.internalView.description)
                try program.folder.write(text, to: "\(folder.name).yaml")
            }
            let result = try await body(program, folders.map { "\($0.name).yaml" })
            await world.stop()
            return result
        } catch {
            await world.stop()
            throw error
        }
    }

    private static func reports(
        _ program: SendreadyProgram, _ arguments: [String], count: Int
    ) async throws -> [String: JSONValue] {
        try byName(try await program.run(["audit", "--format", "json", "--timeout", "20m"] + arguments), count: count)
    }

    private static func byName(_ run: SendreadyProgram.Run, count: Int) throws -> [String: JSONValue] {
        let reports = try JSONParser.parse(run.output)["reports"]?.elements ?? []
        guard reports.count == count else { throw Program.Failure(description: "a deployment was refused: \(run.error)") }
        return Dictionary(reports.map { ($0["deployment"]?.text ?? "", $0) }) { first, _ in first }
    }

    /// Edits the zone of a repair as described in a report.
    private static func publish(_ repair: JSONValue, _ zones: inout [String: String]) throws {
        guard let owner = repair["owner"]?.text.flatMap(DomainName.init), let written = repair["type"]?.text,
            let type = RecordType(written),
            let named = repair["zone"]?.text
        else { throw Program.Failure(description: "a repair without a place: \(repair.rendered())") }
        let held = zones.keys.filter { DomainName($0).map(owner.isEqualOrSubdomain) ?? false }.max { $0.count < $1.count }
        // A domain that does not exist yet gets its own zone.
        let zone = held ?? named
        let text = zones[zone] ?? ""
        let origin = DomainName(zone) ?? .root
        var lines = try ZoneFile(parsing: text, origin: origin).records.filter { record in
            guard let old = repair["old"]?.text, record.name == owner else { return true }
            let isAlias = old.hasPrefix("CNAME ") && type != .cname
            guard record.type == (isAlias ? .cname : type) else { return true }
            return (record.data.joinedText ?? record.data.zoneText) != (isAlias ? String(old.dropFirst(6)) : old)
        }.map { "\($0.name.absoluteText) \($0.ttl) IN \($0.type) \($0.data.zoneText)" }
        if let new = repair["new"]?.text {
            let pieces = stride(from: 0, to: max(new.utf8.count, 1), by: 255).map { start in
                Array(Array(new.utf8)[start..<min(start + 255, new.utf8.count)])
            }
            let data = type == .txt ? RecordData.text(pieces).zoneText : new
            lines.append("\(owner.absoluteText) 300 IN \(type) \(data)")
        }
        zones[zone] = lines.joined(separator: "\n") + "\n"
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
