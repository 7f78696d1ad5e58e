import Deployment
import Foundation
import StrictYAML
import Testing

/// One file per mistake: `Mistakes/<what>.yaml`, and in `<what>.expected` all messages about it.
@Suite("mistakes in a deployment file", .timeLimit(.minutes(10)))
struct MistakeTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Mistakes")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test("each mistake is reported with its position", arguments: names)
    func mistake(_ name: String) throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent("\(name).yaml"), encoding: .utf8)
        let said = Self.diagnostics(text, file: "\(name).yaml").map(\.rendered).joined(separator: "\n") + "\n"
        let expectation = Self.folder.appendingPathComponent("\(name).expected")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try said.write(to: expectation, atomically: true, encoding: .utf8)
        }
        let expected = try #require(try? String(contentsOf: expectation, encoding: .utf8), "there is no \(name).expected")
        let isSilent = said.allSatisfy(\.isNewline)
        #expect(!isSilent, "nothing is said about this mistake")
        #expect(said == expected)
    }

    @Test("there are enough of them, and no expectation without a file")
    func complete() throws {
        #expect(Self.names.count >= 50)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let orphans = files.filter { $0.hasSuffix(".expected") && !Self.names.contains(String($0.dropLast(9))) }
        #expect(orphans == [])
    }

    static func diagnostics(_ text: String, file: String) -> [Diagnostic] {
        do throws(Diagnostics) {
            return try DeploymentFile.parse(text: text, file: file, folder: folder.path).warnings
        } catch {
            return error.list
        }
    }
}
