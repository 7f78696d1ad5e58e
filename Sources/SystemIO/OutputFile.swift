import Glibc

/// Files that the program writes, whole or not at all.
///
/// The text goes into a new file next to the target, which then replaces the target: a reader sees the old file or the
/// new one, never half of it. The new file is never an existing one or the target of a link (`O_EXCL`, `O_NOFOLLOW`),
/// and it keeps the mode and owner of the file it replaces. A target that is itself a link is followed. A pipe or
/// device is written to directly.
package enum OutputFile {
    /// Milliseconds to wait for a pipe that has no reader, or whose reader accepts nothing.
    package static let pipeTimeout: Int32 = 10_000

    /// Writes a file.
    ///
    /// - Parameter durably: flushes the file before the rename, so that it survives a loss of power. The new file is
    ///   then named `PATH.new`; an existing one is the leftover of a killed writer, and the caller holds a lock.
    package static func write(_ text: String, to path: String, durably: Bool = false) throws(WriteFailure) {
        let place = "'\(path)'"
        if let descriptor = standardDescriptor(path) {
            let code = Descriptor.write(text, to: descriptor)
            guard code == 0 else { throw WriteFailure(.writing, place, code) }
            return
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            try write(text, into: path, isPipe: status.st_mode & S_IFMT == S_IFIFO)
        } else {
            try replace(followed(path), with: text, like: exists ? status : nil, durably, place)
        }
    }

    /// Where a link leads, even if its target does not exist yet; at most 16 links.
    package static func followed(_ path: String) -> String {
        var path = path
        for _ in 0..<16 {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(path, &buffer, buffer.count)
            guard count > 0 else { break }
            let end = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
            path = end.hasPrefix("/") ? end : folder(of: path) + "/" + end
        }
        return path
    }

    /// `/dev/stdout` and the like are descriptors that are already open, whatever file is behind them.
    private static func standardDescriptor(_ path: String) -> Int32? {
        switch path {
        case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1": STDOUT_FILENO
        case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2": STDERR_FILENO
        default: nil
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func write(_ text: String, into path: String, isPipe: Bool) throws(WriteFailure) {
        let place = "'\(path)'"
        var waited: Int32 = 0
        var descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        while descriptor < 0, isPipe, errno == ENXIO, waited < pipeTimeout {
            usleep(20_000)
            waited += 20
            descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        }
        guard descriptor >= 0 else {
            let isUnread = isPipe && errno == ENXIO
            throw WriteFailure(
                .creating, place, errno, reason: isUnread ? "nothing reads from this pipe (waited \(waited / 1_000) s)" : nil)
        }
        var code = Descriptor.write(text, to: descriptor, stall: pipeTimeout)
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else {
            throw WriteFailure(
                .writing, place, code,
                reason: code == ETIMEDOUT ? "its reader accepts nothing (waited \(pipeTimeout / 1_000) s)" : nil)
        }
    }

    private static func replace(
        _ target: String, with text: String, like old: stat?, _ durably: Bool, _ place: String
    ) throws(WriteFailure) {
        let (descriptor, new) = try create(beside: target, isPrivate: old != nil, durably, place)
        var code: Int32 = 0
        if let old {
            // Without the right to change the owner, at least keep the mode.
            _ = fchown(descriptor, old.st_uid, old.st_gid)
            if fchmod(descriptor, old.st_mode & 0o7777) != 0 { code = errno }
        }
        if code == 0 { code = Descriptor.write(text, to: descriptor) }
        if code == 0, durably, fsync(descriptor) != 0 { code = errno }
        // A file system that defers writes reports here that it is full.
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(new, target) != 0 { code = errno }
        guard code == 0 else {
            unlink(new)
            throw WriteFailure(.writing, place, code)
        }
        if durably { flushFolder(of: target) }
    }

    /// Creates a file that did not exist before.
    private static func create(
        beside target: String, isPrivate: Bool, _ durably: Bool, _ place: String
    ) throws(WriteFailure) -> (descriptor: Int32, name: String) {
        for _ in 0..<16 {
            let tag = durably ? "" : ".\(getpid()).\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
            let name = "\(target)\(tag).new"
            // The leftover of a killed writer; of a link, only the link itself is removed.
            if durably { unlink(name) }
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
            if descriptor >= 0 { return (descriptor, name) }
            guard errno == EEXIST else { break }
        }
        throw WriteFailure(.creating, place, errno)
    }

    /// Makes the new name survive a loss of power too.
    private static func flushFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
