import Foundation
import Testing

@Suite("Files follow the house rules", .timeLimit(.minutes(10)))
struct FileTests {
    @Test("no Swift file is longer than 400 lines", arguments: ["Sources", "Tests"])
    func length(_ folder: String) throws {
        for file in try House.swiftFiles(in: folder) where !file.hasSuffix("+Generated.swift") {
            #expect(try House.lines(of: file).count <= 401, "\(file)")
        }
    }

    @Test("no file has a vague name")
    func names() throws {
        for file in try House.swiftFiles(in: "Sources") {
            for word in ["Utils", "Helper", "Manager", "Common", "Extensions"] { #expect(!file.contains(word), "\(file)") }
        }
    }

    @Test("no try!, as! or fatalError in the sources")
    func crashes() throws {
        for file in try House.swiftFiles(in: "Sources") where !file.hasSuffix("+Generated.swift") {
            for (number, line) in try House.lines(of: file, with: ["try!", "as!", "fatalError("]) {
                #expect(line.contains("//"), "\(file):\(number)")
            }
        }
    }

    @Test("an unchecked Sendable has its proof beside it")
    func proofs() throws {
        for file in try House.swiftFiles(in: "Sources") {
            for (number, line) in try House.lines(of: file, with: ["@unchecked Sendable"]) where !line.contains("//") {
                let before = try House.lines(of: file)[max(0, number - 7)..<(number - 1)].joined()
                #expect(before.contains("//"), "\(file):\(number)")
            }
        }
    }

    @Test("every test suite has a time limit")
    func timeLimits() throws {
        for file in try House.swiftFiles(in: "Tests") where !file.hasSuffix("HouseTests/FileTests.swift") {
            let text = try House.lines(of: file).joined(separator: "\n")
            // The lines between the attribute and its type.
            for suite in text.split(separator: "@Suite").dropFirst() {
                #expect(suite.prefix(800).split(separator: "struct ").first?.contains(".timeLimit(") == true, "\(file)")
            }
            #expect(!text.contains("@Test") || text.contains("@Suite"), "\(file) has tests outside of suites")
        }
    }

    @Test("tests start programs only through TestPeers")
    func programs() throws {
        for file in try House.swiftFiles(in: "Tests") where !file.hasSuffix("HouseTests/FileTests.swift") {
            for (number, _) in try House.lines(of: file, with: ["Process()", "posix_spawn"]) {
                Issue.record("\(file):\(number) starts a program")
            }
        }
    }

    @Test("README stays under 200 lines")
    func readme() throws {
        #expect(try House.lines(of: "README.md").count < 200)
    }

    @Test("every rule is built in, byte for byte")
    func embeddedRules() throws {
        let generated = try Data(
            contentsOf: URL(fileURLWithPath: House.path("Sources/BuiltinRules/BuiltinRules+Generated.swift")))
        for file in try House.files(in: "Rules", ending: ".yaml") {
            let text = try Data(contentsOf: URL(fileURLWithPath: House.path(file)))
            #expect(generated.range(of: text) != nil, "\(file) is not in the binary as it stands: run Scripts/generate")
        }
    }
}
