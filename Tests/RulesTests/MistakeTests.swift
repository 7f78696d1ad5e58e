import Foundation
import StrictYAML
import Testing

@testable import RuleTests
@testable import Rules

/// One broken rule file per mistake, with the exact diagnostics. `RECORD=1 swift test` rewrites them.
@Suite("Mistakes in rule files", .timeLimit(.minutes(10)))
struct MistakeTests {
    static let folder = RulesFolder.package.appending(path: "Tests/RulesTests/Mistakes")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test("are reported with their position", arguments: names)
    func mistake(_ name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
        let fixtures = try RulesFolder.sources().filter(\.isFixture)
        let source = RuleSource(path: "mistakes/\(name).yaml", text: text, displayName: "\(name).yaml")
        var found = "no mistake\n"
        do {
            _ = try TestedRules(sources: fixtures + [source])
        } catch {
            found = error.list.map(\.rendered).joined(separator: "\n") + "\n"
        }
        let file = Self.folder.appending(path: "\(name).expected")
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try found.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try found == String(contentsOf: file, encoding: .utf8))
    }

    @Test("are many")
    func count() { #expect(Self.names.count >= 60) }

    @Test("of every file are reported together")
    func several() throws {
        let sources = ["engine-missing", "severity-unknown"].map { name in
            RuleSource(path: "a/\(name).yaml", text: "title: x\nengine: 1\n")
        }
        do {
            _ = try RuleBook(sources: sources + [RuleSource(path: "Wrong.yaml", text: BookFixture.rule())])
            Issue.record("the rules were accepted")
        } catch {
            #expect(Set(error.list.map(\.file)) == ["a/engine-missing.yaml", "a/severity-unknown.yaml", "Wrong.yaml"])
        }
    }
}
