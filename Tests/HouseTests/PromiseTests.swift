import Foundation
import Testing

@Suite("What is promised about hostile input is held by something", .timeLimit(.minutes(10)))
struct PromiseTests {
    @Test("every promise names tests or a script, and they exist")
    func promises() throws {
        let lines = try House.lines(of: "Documentation/security.md")
        let rows = lines.drop { $0 != "| promise | held by |" }.dropFirst(2).prefix { $0.hasPrefix("| ") }
        #expect(rows.count >= 20)
        for row in rows {
            let cells = row.split(separator: "|")
            let holders = try #require(cells.last)
            let tests = holders.matches(of: /\]\(\.\.\/(Tests\/[^)]+)\)/).map { String($0.1) }
            let scripts = holders.matches(of: /`(Scripts\/[^`]+)`/).map { String($0.1) }
            #expect(!(tests + scripts).isEmpty, "\(row)")
            for file in scripts { #expect(FileManager.default.isExecutableFile(atPath: House.path(file)), "\(file)") }
            for file in tests { #expect(try House.lines(of: file).contains { $0.contains("@Test") }, "\(file)") }
        }
    }

    @Test(
        "every name of a limit in the tables is listed with its value where it is declared",
        arguments: ["AnswerLimit", "ProbeLimit"])
    func limits(_ type: String) throws {
        let lines = try House.lines(of: "Documentation/security.md")
        let file = try #require(try House.swiftFiles(in: "Sources").first { $0.hasSuffix("/\(type).swift") })
        #expect(lines.contains { $0.contains("`\(file)`") })
    }
}
