import Foundation
import Report

/// Files that the command line names.
enum OutputFile {
    /// Writes beside the target and renames, so that a reader sees the old file or the new one, never half of it. What is
    /// not a plain file (a pipe, a device) is written to as it is; a link is followed.
    static func write(_ text: String, to path: String) throws {
        let target = followed(path)
        var status = stat()
        let isPlain = stat(target, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        let written = isPlain ? "\(target).\(getpid()).new" : target
        let descriptor = open(written, isPlain ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        } catch {
            if isPlain { unlink(written) }
            throw failure(path)
        }
        if isPlain, rename(written, target) != 0 {
            let reason = failure(path)
            unlink(written)
            throw reason
        }
    }

    /// The same for a file that must outlive a loss of power: flushed before it takes its place, under a name that only one
    /// writer at a time may use.
    static func writeDurably(_ text: String, to path: String) throws {
        let new = "\(path).new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
            try file.close()
        } catch {
            throw failure(path)
        }
        guard rename(new, path) == 0 else { throw failure(path) }
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Where a link leads, also one whose end does not exist yet; at most 16 links.
    static func followed(_ path: String) -> String {
        var url = URL(fileURLWithPath: path)
        for _ in 0..<16 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else { break }
            url = URL(fileURLWithPath: next, relativeTo: url.deletingLastPathComponent())
        }
        return url.path
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(.usage, "cannot write '\(path)': \(String(cString: strerror(errno)))")
    }

    /// A text file, or standard input for `-`.
    static func read(_ path: String) throws(CommandFailure) -> String {
        let data: Data
        do {
            data =
                path == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let reason = FileManager.default.isFolder(path) ? EISDIR : errno
            throw CommandFailure(.refused, "cannot read '\(path)': \(String(cString: strerror(reason)))")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.refused, "'\(path)' is not UTF-8 text")
        }
        return text
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
