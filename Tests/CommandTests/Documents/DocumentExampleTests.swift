import Facts
import Foundation
import TestPeers
import Testing

/// The documents show what the program really does.
@Suite("The examples of the documents run", .timeLimit(.minutes(10)))
struct DocumentExampleTests {
    private static let walkPaths = ["direct", "relay", "balanced", "several-senders", "cdn"].map {
        "Documentation/walks/\($0).md"
    }

    /// Runs every step of a page; returns the output of the last command.
    private static func run(_ page: DocumentPage) async throws -> [String] {
        let world = try DocumentWorld()
        var last: (lines: [String], status: Int32) = ([], 0)
        for step in page.steps {
            switch step {
            case .file(let name, let text): try world.write(text, to: name)
            case .standing(let zone): try world.stand(zone)
            case .published(let file): try await world.publish(file)
            case .failing(let name): try world.fail(name)
            case .command("echo $?", let output, let line):
                #expect(output == [String(last.status)], "\(page.path):\(line)")
            case .command(let command, let output, let line):
                last = try await world.run(command)
                let shown = DocumentWorld.lines(output.joined(separator: "\n"))
                let isShown = DocumentWorld.fit(last.lines[...], shown[...])
                #expect(isShown, "\(page.path):\(line): \(command) prints\n\(last.lines.joined(separator: "\n"))")
            }
        }
        return last.lines
    }

    @Test("a walk leads from its deployment file to READY", arguments: walkPaths)
    func walk(_ path: String) async throws {
        let page = try DocumentPage(path)
        let last = try await Self.run(page)
        #expect(last.first?.hasPrefix("READY  ") == true, "\(last)")
        // The steps are those that the page promises: plan, an audit of the plan, publication, an audit.
        let commands = page.steps.compactMap { step in
            if case .command(let text, _, _) = step { text } else { nil }
        }
        #expect(commands.contains { $0.hasPrefix("sendready plan ") })
        #expect(commands.contains { $0.contains(" --overlay ") })
        #expect(page.steps.contains { if case .published = $0 { true } else { false } })
    }

    @Test("every walk is run")
    func walks() throws {
        let folder = DocumentPage.root.appending(path: "Documentation/walks").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "README.md" }
        #expect(Set(names.map { "Documentation/walks/\($0)" }) == Set(Self.walkPaths))
    }

    @Test("sessions of the other pages print the shown output")
    func sessions() async throws {
        var ran = 0
        for page in try DocumentPage.all() where !Self.walkPaths.contains(page.path) {
            guard page.steps.contains(where: { if case .command = $0 { true } else { false } }) else { continue }
            _ = try await Self.run(page)
            ran += 1
        }
        #expect(ran > 0)
    }

    @Test("a session that prints something else is detected")
    func fits() {
        let lines = ["one", "two 2", "three"][...]
        #expect(DocumentWorld.fit(lines, ["one", "two 2", "three"]) && DocumentWorld.fit(lines, ["one", "…"]))
        #expect(DocumentWorld.fit(lines, ["…", "three"]) && DocumentWorld.fit(lines, ["one", "two…", "three"]))
        #expect(!DocumentWorld.fit(lines, ["one", "two 2"]) && !DocumentWorld.fit(lines, ["one", "…", "four"]))
        #expect(!DocumentWorld.fit(lines, []) && !DocumentWorld.fit([], ["one"]) && DocumentWorld.fit([], []))
    }

    @Test("deployment files outside of sessions are read and planned")
    func deployments() async throws {
        let program = try SendreadyProgram()
        var planned = 0
        for page in try DocumentPage.all() {
            for block in page.text.matches(of: /(?ms)^```yaml\n(version: 1\n.*?)^```$/) {
                try program.folder.write(String(block.1), to: "block.yaml")
                // Placeholders of a template.
                let values = block.1.contains("${") ? ["--set", "key=c42", "--set", "domain=acme.example"] : []
                let run = try await program.run(["plan", "block.yaml", "--no-dns"] + values)
                #expect(run.status == 0, "\(page.path): \(run.error)")
                planned += 1
            }
        }
        #expect(planned > 0)
    }

    @Test("links lead to existing files")
    func links() throws {
        for page in try DocumentPage.all() {
            let folder = DocumentPage.root.appending(path: page.path).deletingLastPathComponent()
            for link in page.links {
                let target = folder.appending(path: link).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: target), "\(page.path): \(link)")
            }
        }
    }

    @Test("the code's glossary names existing places")
    func glossary() throws {
        let page = try DocumentPage("Sources/README.md").text
        let rows = try #require(page.range(of: "## Glossary")).upperBound
        var places = 0
        for row in page[rows...].split(separator: "\n") where row.hasPrefix("| ") {
            let cells = row.split(separator: "|")
            for place in cells[cells.count - 1].matches(of: /`([^`]+)`/) {
                let path = DocumentPage.root.appending(path: "Sources/\(place.1)").path
                #expect(FileManager.default.fileExists(atPath: path), "\(row)")
                places += 1
            }
        }
        #expect(places > 20)
    }

    @Test("options named on the pages exist")
    func options() async throws {
        let dump = try await SendreadyProgram().run("--experimental-dump-help").output
        // Options of the argument parser library are not in any definition.
        let known = Set(dump.matches(of: /"name" ?: ?"([a-z][a-z0-9-]*)"/).map { String($0.1) })
            .union(["experimental-dump-help", "generate-completion-script"])
        for page in try DocumentPage.all() where page.path.hasPrefix("Documentation/") {
            for line in page.text.split(separator: "\n") where line.contains("sendready ") || line.contains("`--") {
                for option in line.matches(of: /(?:^|[ `])--([a-z][a-z-]+)/) {
                    #expect(known.contains(String(option.1)), "\(page.path): --\(option.1)")
                }
            }
        }
    }

    @Test("README links to every page")
    func contents() throws {
        let readme = try DocumentPage("README.md")
        let reached = Set(readme.links)
        for page in try DocumentPage.all() where page.path.hasPrefix("Documentation/") || page.path == "SECURITY.md" {
            let isWalk = page.path.hasPrefix("Documentation/walks/")
            #expect(reached.contains(isWalk ? "Documentation/walks/README.md" : page.path), "\(page.path)")
        }
        let walks = Set(try DocumentPage("Documentation/walks/README.md").links)
        for walk in Self.walkPaths { #expect(walks.contains(walk.replacing("Documentation/walks/", with: ""))) }
    }

    @Test(
        "every property of the JSON documents is described, in the schema and on the page",
        arguments: ["report", "finding-line", "plan", "history"])
    func descriptions(_ name: String) throws {
        let file = DocumentPage.root.appending(path: "Examples/\(name).schema.json")
        let schema = try JSONParser.parse(String(contentsOf: file, encoding: .utf8))
        let page = try DocumentPage("Documentation/json.md").text
        var described = 0
        func check(_ schema: JSONValue, _ path: String) {
            if let items = schema["items"] { check(items, path + "[]") }
            guard case .object(let properties)? = schema["properties"] else { return }
            for (key, property) in properties {
                let text = property["description"]?.text ?? ""
                #expect(text.hasSuffix(".") && !text.contains("|"), "\(path).\(key.text): '\(text)'")
                #expect(page.contains("| `\(key.text)` | ") && page.contains(" | \(text) |\n"), "\(path).\(key.text)")
                described += 1
                check(property, "\(path).\(key.text)")
            }
        }
        check(schema, name)
        #expect(described > 10)
    }
}
