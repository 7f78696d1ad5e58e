import Glibc

/// Files that are read whole.
package enum InputFile {
    /// Octets that one file may have: more than a fleet's largest fact file, less than a machine's memory.
    package static let maximumLength = 1 << 30

    /// The whole of a file, or of standard input for `-`; a file longer than `limit` octets is refused.
    package static func read(_ path: String, limit: Int = maximumLength) throws(ReadFailure) -> [UInt8] {
        let octets = try head(of: path, length: limit + 1)
        guard octets.count <= limit else { throw tooLong(path, limit) }
        return octets
    }

    /// The whole of a regular file: nothing that may block, or that can be read only once.
    package static func readRegular(_ path: String, limit: Int = maximumLength) throws(ReadFailure) -> [UInt8] {
        // Opening a named pipe waits for a writer.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw ReadFailure(target(path), errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw ReadFailure(target(path), errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ReadFailure(target(path), EINVAL, reason: "it is not a regular file")
        }
        let octets = try head(of: descriptor, path, limit + 1)
        guard octets.count <= limit else { throw tooLong(path, limit) }
        return octets
    }

    private static func tooLong(_ path: String, _ limit: Int) -> ReadFailure {
        ReadFailure(target(path), EFBIG, reason: "it is larger than \(limit >> 20) MiB")
    }

    /// The first octets of a file.
    package static func head(of path: String, length: Int) throws(ReadFailure) -> [UInt8] {
        guard path != "-" else { return try head(of: STDIN_FILENO, path, length) }
        let descriptor = try open(path)
        defer { close(descriptor) }
        return try head(of: descriptor, path, length)
    }

    /// Opens a file or pipe for reading, or standard input for `-`; the caller closes it.
    package static func open(_ path: String) throws(ReadFailure) -> Int32 {
        guard path != "-" else { return STDIN_FILENO }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw ReadFailure(target(path), errno) }
        return descriptor
    }

    /// What is ready on a descriptor, at most `limit` octets; no octets at its end.
    ///
    /// - Returns: the octets, and 0 or the `errno`.
    package static func some(from descriptor: Int32, atMost limit: Int) -> (octets: [UInt8], code: Int32) {
        Descriptor.readOnce(descriptor, limit: limit)
    }

    private static func head(of descriptor: Int32, _ path: String, _ length: Int) throws(ReadFailure) -> [UInt8] {
        let (octets, code) = Descriptor.read(descriptor, limit: length)
        guard code == 0 else { throw ReadFailure(target(path), code) }
        return octets
    }

    private static func target(_ path: String) -> String { path == "-" ? "standard input" : "'\(path)'" }
}
