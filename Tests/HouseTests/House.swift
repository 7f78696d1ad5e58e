import Foundation

/// The project's own files.
enum House {
    /// Programs beside the product: benchmarks and fuzzers.
    static let tools: Set<String> = ["CFuzzer", "dns-bench", "fuzz", "policy-bench", "rule-bench", "survey-bench", "tls-bench"]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func path(_ relative: String) -> String { "\(root)/\(relative)" }

    /// Paths relative to the root, sorted.
    static func files(in folder: String, ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(folder)).filter { $0.hasSuffix(ending) }.sorted()
            .map { "\(folder)/\($0)" }
    }

    static func swiftFiles(in folder: String) throws -> [String] { try files(in: folder, ending: ".swift") }

    static func lines(of file: String) throws -> [String] {
        try String(contentsOfFile: path(file), encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The numbered lines of a file with one of some words. Most files have none, which is fastest to check in bytes.
    static func lines(of file: String, with words: [String]) throws -> [(number: Int, line: String)] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path(file)))
        guard words.contains(where: { data.range(of: Data($0.utf8)) != nil }) else { return [] }
        return try lines(of: file).enumerated().filter { _, line in words.contains { line.contains($0) } }
            .map { ($0.offset + 1, $0.element) }
    }
}
