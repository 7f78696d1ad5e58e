package import Foundation

/// A folder that is removed with its owner.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "sendready-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A server that is just ending may still write to it.
        for _ in 0..<20 where (try? FileManager.default.removeItem(at: url)) == nil {
            guard FileManager.default.fileExists(atPath: url.path) else { return }
            usleep(10_000)
        }
    }

    /// Writes a file and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let file = url.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}
