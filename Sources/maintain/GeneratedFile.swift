import Foundation
import SystemIO

/// A file that is made from others and checked in, so that a change to it shows in review.
struct GeneratedFile {
    let path: String
    let text: String

    var isFresh: Bool { (try? String(contentsOfFile: path, encoding: .utf8)) == text }

    /// Writes the file when it is stale; says whether it was.
    func write() throws -> Bool {
        guard !isFresh else { return false }
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try OutputFile.write(text, to: path)
        return true
    }
}
