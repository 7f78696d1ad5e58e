import AuthoritativeServer
import DNS
import Foundation
import LDNSCodec
import TestPeers
import Testing

/// The world for the commands of a page: a name server per view, with its current records.
final class DocumentWorld {
    /// The resolvers named on the pages.
    private static let named = ["public": "9.9.9.9:53", "internal": "10.0.0.53:53"]

    let program: SendreadyProgram
    private var files: [String: String] = [:]
    private var outside: [Record] = []
    private var inside: [Record] = []
    private var failing: String?
    private var servers: [AuthoritativeServer] = []
    private var resolvers: [String: Endpoint] = [:]
    private var plans = 0

    init() throws { program = try SendreadyProgram() }

    deinit { stop() }

    private func stop() {
        for server in servers { server.stop() }
        servers = []
    }

    func write(_ text: String, to name: String) throws {
        files[name] = text
        try start()
    }

    func stand(_ zone: String) throws {
        outside = try ZoneFile(parsing: "$TTL 300\n" + zone).records
        inside = outside
        try start()
    }

    func fail(_ name: String?) throws {
        failing = name
        try start()
    }

    /// Publishes the plan of a file, in each view, including PTR records.
    func publish(_ file: String) async throws {
        plans += 1
        let folder = "published-\(plans)"
        let run = try await program.run("plan", file, "--directory", folder)
        guard run.status == 0 else { throw Program.Failure(description: "plan \(file): \(run.error)") }
        let url = program.folder.url.appending(path: folder)
        var published: [Record] = []
        var internalRecords: [Record] = []
        var internalZones: [DomainName] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() where name.hasSuffix(".zone") {
            let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
            let records = try ZoneFile(parsing: text, file: name).records
            let own = records.filter { $0.type != .soa && $0.type != .ns }
            if name.hasPrefix("internal/") {
                internalRecords += own
                internalZones += records.filter { $0.type == .soa }.map(\.name)
            } else {
                published += own
            }
        }
        // Without a zone of their own, the internal resolvers forward the query.
        let passedOn = published.filter { record in !internalZones.contains { record.name.isEqualOrSubdomain(of: $0) } }
        outside = Self.replacing(outside, by: published)
        inside = Self.replacing(inside, by: internalRecords + passedOn)
        try start()
    }

    private static func replacing(_ records: [Record], by others: [Record]) -> [Record] {
        records.filter { record in
            !others.contains { $0.name.lowercased == record.name.lowercased && $0.type == record.type }
        } + others
    }

    /// Restarts the name servers, and writes every file with their addresses as resolvers.
    private func start() throws {
        stop()
        let failing = failing
        for (view, records) in [("public", outside), ("internal", inside)] {
            let data = AuthoritativeData(zones: [try Zone(origin: .root, records: records)])
            let server = AuthoritativeServer(data: data, recursionAvailable: true) { question in
                question.name.lowercased.text == failing ? .servfail : .answer
            }
            servers.append(server)
            let resolver: Endpoint = try #require(try server.start().first)
            resolvers[view] = resolver
        }
        for (name, text) in files {
            var text = text
            for (view, resolver) in resolvers {
                let pattern = try Regex("\\b\(view): \\{ resolvers: \\[[^\\]]*\\] \\}")
                text = text.replacing(pattern, with: "\(view): { resolvers: [\"\(resolver)\"] }")
            }
            try program.folder.write(text, to: name)
        }
    }

    /// Runs a line in a shell that finds the program by its name; returns its terminal output and status.
    func run(_ command: String) async throws -> (lines: [String], status: Int32) {
        let folder = URL(filePath: SendreadyProgram.path).deletingLastPathComponent().path
        let paths = "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let line = resolvers.reduce(command) { line, resolver in
            line.replacing(Self.named[resolver.key] ?? "", with: resolver.value.description)
        }
        let run = try await program.run(["-c", line], program: "/bin/bash", environment: ["PATH": paths])
        let shown = resolvers.reduce(run.error + run.output) { text, resolver in
            text.replacing(resolver.value.description, with: Self.named[resolver.key] ?? "")
        }
        return (Self.lines(shown), run.status)
    }

    /// Lines without parts that differ from run to run: times, and the number of checks.
    static func lines(_ text: String) -> [String] {
        let fixed = text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "2026-11-22T12:00:00Z")
            .replacing(/\d+ passed/, with: "0 passed").replacing(/\b\d+(\.\d+)? ms\b/, with: "1 ms")
        var lines = fixed.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Whether lines match those on a page, in which `…` alone stands for any lines, and within a line for any text.
    static func fit(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return lines.isEmpty }
        if first == "…" { return lines.indices.contains { fit(lines[$0...], shown.dropFirst()) } || shown.count == 1 }
        guard let line = lines.first else { return false }
        let parts = first.split(separator: "…", maxSplits: 1, omittingEmptySubsequences: false)
        let isSame = parts.count == 1 ? line == first : line.hasPrefix(parts[0]) && line.hasSuffix(parts[1])
        return isSame && fit(lines.dropFirst(), shown.dropFirst())
    }
}
