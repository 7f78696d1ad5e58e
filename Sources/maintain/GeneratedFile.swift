import Foundation
import SystemIO

/// A generated file that is checked in, so that its changes show in review.
struct GeneratedFile {
    let path: String
    let text: String

    var isFresh: Bool { (try? String(contentsOfFile: path, encoding: .utf8)) == text }

    /// Writes the file if it is stale; returns whether it was.
    func write() throws -> Bool {
        guard !isFresh else { return false }
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try OutputFile.write(text, to: path)
        return true
    }
}
