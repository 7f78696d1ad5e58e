import Glibc

/// Files that the program writes: whole or not at all.
///
/// The text goes into a new file beside the target, which then takes the target's place: a reader sees the old file or the
/// new one, never half of it. The new file is never an existing one or what a link leads to (`O_EXCL`, `O_NOFOLLOW`), and has
/// the mode and owner of the file that it replaces. A link that is the target is followed. What is not a plain file, a pipe
/// or a device, is written to as it is.
package enum OutputFile {
    /// Milliseconds for which a pipe that nobody reads, or whose reader takes nothing, is waited for.
    package static let pipePatience: Int32 = 10_000

    /// Writes a file.
    ///
    /// - Parameter durably: flushes it before it takes its place, so that it outlives a loss of power. The name of the new
    ///   file is then `PATH.new`, whatever stands there is what a killed writer left, and the caller holds a lock.
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

    /// Where a link leads, also one whose end does not exist yet; at most 16 links.
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

    /// `/dev/stdout` and its like are descriptors that are open already, whatever file stands behind them.
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
        while descriptor < 0, isPipe, errno == ENXIO, waited < pipePatience {
            usleep(20_000)
            waited += 20
            descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        }
        guard descriptor >= 0 else {
            let isUnread = isPipe && errno == ENXIO
            throw WriteFailure(
                .creating, place, errno, reason: isUnread ? "nobody reads from this pipe (waited \(waited / 1_000) s)" : nil)
        }
        var code = Descriptor.write(text, to: descriptor, stall: pipePatience)
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else {
            throw WriteFailure(
                .writing, place, code,
                reason: code == ETIMEDOUT ? "its reader takes nothing (waited \(pipePatience / 1_000) s)" : nil)
        }
    }

    private static func replace(
        _ target: String, with text: String, like old: stat?, _ durably: Bool, _ place: String
    ) throws(WriteFailure) {
        let (descriptor, new) = try create(beside: target, isPrivate: old != nil, durably, place)
        var code: Int32 = 0
        if let old {
            // Who may not give files away keeps what may be kept: the mode.
            _ = fchown(descriptor, old.st_uid, old.st_gid)
            if fchmod(descriptor, old.st_mode & 0o7777) != 0 { code = errno }
        }
        if code == 0 { code = Descriptor.write(text, to: descriptor) }
        if code == 0, durably, fsync(descriptor) != 0 { code = errno }
        // A file system that writes late says here that it is full.
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(new, target) != 0 { code = errno }
        guard code == 0 else {
            unlink(new)
            throw WriteFailure(.writing, place, code)
        }
        if durably { flushFolder(of: target) }
    }

    /// A file that did not exist before.
    private static func create(
        beside target: String, isPrivate: Bool, _ durably: Bool, _ place: String
    ) throws(WriteFailure) -> (descriptor: Int32, name: String) {
        for _ in 0..<16 {
            let tag = durably ? "" : ".\(getpid()).\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
            let name = "\(target)\(tag).new"
            // What a killed writer left; of a link, the link goes and not what it leads to.
            if durably { unlink(name) }
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
            if descriptor >= 0 { return (descriptor, name) }
            guard errno == EEXIST else { break }
        }
        throw WriteFailure(.creating, place, errno)
    }

    /// The new name outlives a loss of power too.
    private static func flushFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
