import DNS
import Foundation
import TestPeers
import Testing

/// Deployments whose plans were published, each under its own domain, on real servers.
struct SchemeWorld {
    let world: DNSWorld
    let program: SendreadyProgram

    /// Plans every deployment without queries, checks the zone files with an independent program, publishes them (with the
    /// deployments' faults), and starts the world.
    static func start(_ deployments: [SchemeDeployment], loss: Double = 0) async throws -> SchemeWorld {
        let program = try SendreadyProgram()
        try program.folder.write(publicKey, to: "key.pem")
        // For deployments that compare with the platform's own configuration.
        try program.folder.write(#"{ "WEBCONTROL_HOSTNAME": "panel.other.example" }"#, to: "main.json")
        var zones: [String: [String]] = [:]
        var inside: [String: [String]] = [:]
        for deployment in deployments {
            let name = deployment.name
            try program.folder.write(
                deployment.file(publicResolver: "127.0.0.1", internalResolver: "127.0.0.2"), to: "\(name).yaml")
            let run = try await program.run("plan", "\(name).yaml", "--no-dns", "--directory", "zones-\(name)")
            #expect(run.status == 0, "\(name): \(run.error)")
            let folder = program.folder.url.appending(path: "zones-\(name)")
            for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".zone") {
                let zone = String(file.split(separator: "/")[1].dropLast(5))
                let path = folder.appending(path: file).path
                try await Program.run("named-checkzone", ["-i", "local", zone, path])
                let lines = records(try String(contentsOfFile: path, encoding: .utf8))
                if file.hasPrefix("internal/") {
                    inside[zone, default: []] += lines.filter { line in !starts(line, deployment.fault.removedInside, deployment)
                    }
                } else {
                    zones[zone, default: []] += lines.filter { line in !starts(line, deployment.fault.removed, deployment) }
                }
            }
            zones[deployment.domain, default: []] += deployment.fault.added.map(deployment.filled).filter {
                !$0.contains(".arpa.")
            }
            let reverse = deployment.fault.added.map(deployment.filled).filter { $0.contains(".in-addr.arpa.") }
            zones["\(deployment.number).18.198.in-addr.arpa", default: []] += reverse
            if inside[deployment.domain] != nil || !deployment.fault.addedInside.isEmpty {
                inside[deployment.domain, default: []] += deployment.fault.addedInside.map(deployment.filled)
            }
        }
        let published = zones.map { WorldZone($0.key, Set($0.value).sorted().joined(separator: "\n"), signing: nil) }
        let texts = inside.mapValues { Set($0).sorted().joined(separator: "\n") }
        let world = try await DNSWorld.start(published, inside: texts, loss: loss)
        for deployment in deployments {
            try program.folder.write(
                deployment.file(
                    publicResolver: world.publicView.description, internalResolver: world.internalView.description),
                to: "\(deployment.name).yaml")
        }
        return SchemeWorld(world: world, program: program)
    }

    /// The records of a zone file without comments, `$` lines, SOA and NS: the world has its own.
    private static func records(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            !line.hasPrefix(";") && !line.hasPrefix("$") && !line.contains(" IN SOA ") && !line.contains(" IN NS ")
        }
    }

    private static func starts(_ line: String, _ beginnings: [String], _ deployment: SchemeDeployment) -> Bool {
        beginnings.contains { line.hasPrefix(deployment.filled($0)) }
    }

    func audit(_ deployment: SchemeDeployment, _ arguments: String...) async throws -> SendreadyProgram.Run {
        try await program.run(["audit", "\(deployment.name).yaml", "--format", "json"] + arguments)
    }

    /// Puts a lossy path in front of each resolver, and lets the deployments query through it.
    func loseDatagrams(_ share: Double, for deployments: [SchemeDeployment]) throws -> [LossyPath] {
        let resolvers = [world.publicView, world.internalView]
        let outer = [61, 62].map { Endpoint(address: world.addresses[$0], port: WorldAddresses.port) }
        let paths = try zip(outer, resolvers).map { try LossyPath(from: $0, to: $1, loss: share) }
        for deployment in deployments {
            try program.folder.write(
                deployment.file(publicResolver: outer[0].description, internalResolver: outer[1].description),
                to: "\(deployment.name).yaml")
        }
        return paths
    }

    static let publicKey =
        "-----BEGIN PUBLIC KEY-----\n"
        + AcmeDeployment.publishedKey.replacing("\" \"", with: "").replacing("\"", with: "").split(separator: "p=")[1]
        + "\n-----END PUBLIC KEY-----\n"
}
