import Foundation

/// The inputs in `Tests/Corpora`, a folder for each parser: what the fuzzer starts from, and what once went wrong.
package enum Corpus {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora")

    /// The names of the folders, sorted.
    package static func parsers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The inputs of a parser with their file names, sorted.
    package static func inputs(of parser: String) throws -> [(file: String, octets: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: parser).path).sorted().map {
            ($0, try octets("\(parser)/\($0)"))
        }
    }

    static func octets(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: file))) }
}
