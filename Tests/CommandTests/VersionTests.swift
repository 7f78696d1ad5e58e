import ArgumentParser
import BuiltinRules
import Facts
import Foundation
import TestPeers
import Testing

@testable import sendready

@Suite("Version and formats", .timeLimit(.minutes(10)))
struct VersionTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func version(_ arguments: String...) async throws -> JSONValue {
        let run = try await SendreadyProgram().run(["version", "--format", "json"] + arguments)
        #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
        return try JSONParser.parse(run.output)
    }

    @Test("version, rules, formats and libraries")
    func version() async throws {
        let about = try await Self.version()
        #expect(about["version"]?.text == Sendready.version)
        #expect(
            about["rules"]?["count"]
                == .integer(
                    Int64(BuiltinRules.files.count { !$0.path.hasPrefix("fixtures/") && !$0.path.hasPrefix("profiles/") })))
        let libraries = try #require(about["libraries"]?.items)
        let names = libraries.compactMap { $0["name"]?.text }
        #expect(names.starts(with: ["ldns", "libidn2", "OpenSSL", "SQLite"]))
        for library in libraries {
            #expect(try #require(library["version"]?.text).wholeMatch(of: /[0-9]+(\.[0-9]+)+\S*/) != nil, "\(library)")
        }
        let text = try await SendreadyProgram().run("version")
        #expect(text.output.hasPrefix("sendready \(Sendready.version)\n"))
        #expect(text.output.contains(try #require(about["rules"]?["digest"]?.text)))
    }

    @Test("the digest equals that of sha256sum over the rule files, and reports contain it")
    func digest() async throws {
        let digest = try #require(try await Self.version()["rules"]?["digest"]?.text)
        let script = "find . -name '*.yaml' -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum"
        let sum = try await Program.run("bash", ["-c", script], in: Self.root.appending(path: "Rules"))
        #expect(sum.hasPrefix(digest))
        let report = try await SendreadyProgram().run("demo", "--format", "json").report()
        #expect(report["rulesDigest"]?.text == digest)
    }

    @Test("custom rules change the digest")
    func ownRules() async throws {
        let program = try SendreadyProgram()
        _ = try await program.run("rules", "new", "web/own", "--rules", "own")
        let own = try await program.run("version", "--format", "json", "--rules", "own")
        let (mine, shipped) = (try JSONParser.parse(own.output)["rules"], try await Self.version()["rules"])
        #expect(mine?["digest"] != shipped?["digest"])
        guard case .integer(let mineCount)? = mine?["count"], case .integer(let shippedCount)? = shipped?["count"] else {
            throw Program.Failure(description: "no counts: \(own.output)\(own.error)")
        }
        #expect(mineCount == shippedCount + 1)
    }

    @Test("the CHANGELOG's first section is of this version, and sections have versions")
    func changelog() throws {
        let text = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let sections = text.matches(of: /(?m)^## (\d+\.\d+\.\d+)(?: \((?:unreleased|\d{4}-\d{2}-\d{2})\))?$/).map { String($0.1) }
        #expect(sections.first == Sendready.version)
        #expect(sections.count == text.matches(of: /(?m)^##\s/).count && Set(sections).count == sections.count)
    }
}

@Suite("The manual and the completions match the program", .timeLimit(.minutes(10)))
struct ManualTests {
    private static func commands() throws -> [CommandDefinition] { try CommandDefinition.program().all }

    @Test("every leaf command has an example, and every example is a valid command line")
    func examples() throws {
        let commands = try Self.commands()
        for command in commands where command.subcommands.isEmpty {
            #expect(!CommandExamples.of(command.path).isEmpty, "\(command.path)")
        }
        #expect(Set(CommandExamples.all.keys).isSubset(of: commands.map { $0.path.joined(separator: " ") }))
        for (path, examples) in CommandExamples.all {
            for example in examples {
                #expect(path == "sendready" || example.command.hasPrefix(path), "\(example.command)")
                #expect(example.says.hasSuffix(":"), "\(example.says)")
                let words = example.command.replacing("'", with: "\u{1}").split(
                    separator: "\u{1}", omittingEmptySubsequences: false
                )
                .enumerated().flatMap {
                    $0.offset % 2 == 1 ? [String($0.element)] : $0.element.split(separator: " ").map(String.init)
                }
                #expect(throws: Never.self, "\(example.command)") { try Sendready.parseAsRoot(Array(words.dropFirst())) }
            }
        }
    }

    @Test("a page for each command, with everything that --help shows")
    func pages() async throws {
        let program = try SendreadyProgram()
        let folder = program.folder.url.appending(path: "man")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(try await program.run("manual", "man").status == 0)
        for command in try Self.commands() {
            let page = try String(contentsOf: folder.appending(path: "\(command.pageName).1"), encoding: .utf8)
            for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "SEE ALSO"] {
                #expect(page.contains("\n.SH \(section)\n"))
            }
            for name in command.arguments.flatMap(\.names) { #expect(page.contains("\\fB\(Roff.text(name))\\fR"), "\(name)") }
            #expect(!page.contains(/(?m)^(?:'|\.(?!\\"|SH|TH|TP|PP|RS|RE|EX|EE|br|nh|ad))/), "\(command.path)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == Self.commands().count)
    }

    @Test("rules and profiles are offered, including those of a custom folder")
    func completions() async throws {
        let program = try SendreadyProgram()
        // The arguments from the shells: the option, the word's index on the line, the position in the word, the words.
        let ask = { (option: String, words: [String]) in
            try await program.run(["---completion", words[1], "--", option, "\(words.count - 1)", "0"] + words).output
                .split(separator: "\n").map(String.init)
        }
        let rules = try await ask("--rule", ["sendready", "audit", "--rule", ""])
        #expect(rules.contains("spf/missing") && rules.count > 100)
        #expect(try await ask("--profile", ["sendready", "audit", "--profile", ""]).contains("gmail"))
        _ = try await program.run("rules", "new", "web/own", "--rules", "own")
        #expect(try await ask("--rule", ["sendready", "judge", "--rules", "own", "--rule", ""]).contains("web/own"))
    }
}
