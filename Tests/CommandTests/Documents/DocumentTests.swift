import Facts
import Foundation
import Report
import TestPeers
import Testing

/// README, `--help` and code agree.
@Suite("The documents match the program", .timeLimit(.minutes(10)))
struct DocumentTests {
    private static func text(_ path: String) throws -> String {
        let root = DocumentPage.root
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// On one line, however it was wrapped.
    private static func unwrapped(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    @Test("exit codes: the README's table and --help are complete")
    func exitCodes() async throws {
        let rows = try Self.text("README.md").matches(of: /(?m)^\| (\d+) \| (.+) \|$/).map { "\($0.1) \($0.2)" }
        #expect(rows == ExitStatus.allCases.map { "\($0.rawValue) \($0.sentence)" })
        let help = Self.unwrapped(try await SendreadyProgram().run("--help").output)
        for row in rows { #expect(help.contains(row), "\(row) is not in: \(help)") }
    }

    @Test("report formats: the README's list and --help are complete")
    func formats() async throws {
        let names = ReportFormats.all.map { $0.name }
        let listed = try #require(try Self.text("README.md").firstMatch(of: /--format ([a-z|]+)`/)?.1)
        #expect(listed.split(separator: "|").map(String.init) == names)
        let help = Self.unwrapped(try await SendreadyProgram().run("audit", "--help").output)
        for format in ReportFormats.all { #expect(help.contains("\(format.name): \(format.summary)"), "\(format.name)") }
    }

    @Test("options named in the README exist, and every command is mentioned")
    func options() async throws {
        let program = try SendreadyProgram()
        let dump = try await program.run("--experimental-dump-help").output
        let known = Set(dump.matches(of: /"name" ?: ?"([a-z][a-z0-9-]*)"/).map { String($0.1) })
        let readme = try Self.text("README.md")
        for option in Set(readme.matches(of: /`[^`\n]*?--([a-z][a-z-]+)[^`\n]*`/).map { String($0.1) }) {
            let isOthers = ["product", "static-swift-stdlib", "filter"].contains(option)
            #expect(known.contains(option) || isOthers, "--\(option)")
        }
        guard case .array(let commands)? = try JSONParser.parse(dump)["command"]?["subcommands"] else {
            throw Program.Failure(description: "no commands in \(dump)")
        }
        let shown = commands.filter { $0["shouldDisplay"] != .boolean(false) }
        for name in shown.compactMap({ $0["commandName"]?.text }) where name != "help" {
            #expect(readme.contains("`sendready \(name)"), "\(name)")
        }
    }

    @Test("the README lists the mailbox providers")
    func providers() async throws {
        let report = try await SendreadyProgram().run("demo", "--format", "json").report()
        guard case .array(let providers)? = report["providers"] else { throw Program.Failure(description: "no providers") }
        let ids = Set(providers.compactMap { $0["profile"]?.text })
        let readme = Self.unwrapped(try Self.text("README.md"))
        let sentence = try #require(readme.firstMatch(of: /(\w+) mailbox providers \(([^)]+)\) are profiles/))
        #expect(Set(sentence.2.split(separator: ", ").map { String($0).replacing("`", with: "") }) == ids)
        let words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
        #expect(words.firstIndex(of: String(sentence.1)) == ids.count)
        let changelog = Self.unwrapped(try Self.text("CHANGELOG.md"))
        #expect(changelog.contains("\(sentence.1.lowercased()) mailbox providers"))
    }
}
