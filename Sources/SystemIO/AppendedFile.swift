import Glibc

/// Owns an append-only file under a lock: two runs never write to the same one.
package final class AppendedFile: Sendable {
    private let descriptor: Int32
    private let place: String

    /// Opens a file, creating it if needed.
    package init(_ path: String) throws(WriteFailure) {
        place = "'\(path)'"
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
        guard descriptor >= 0 else { throw WriteFailure(.creating, place, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            throw WriteFailure(.creating, place, code, reason: code == EWOULDBLOCK ? "another run is writing to it" : nil)
        }
    }

    deinit { close(descriptor) }

    /// Octets; 0 for anything but a plain file.
    package var length: Int {
        get throws(WriteFailure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw WriteFailure(.writing, place, errno) }
            return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        }
    }

    /// Reads the file from the beginning, in chunks.
    package func read(_ take: ([UInt8]) -> Void) throws(ReadFailure) {
        guard lseek(descriptor, 0, SEEK_SET) >= 0 else { throw ReadFailure(place, errno) }
        while true {
            let (octets, code) = Descriptor.readOnce(descriptor, limit: 1 << 18)
            guard code == 0 else { throw ReadFailure(place, code) }
            guard !octets.isEmpty else { return }
            take(octets)
        }
    }

    /// Truncates the file to `length` octets.
    package func cut(to length: Int) throws(WriteFailure) {
        guard try self.length > length else { return }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw WriteFailure(.writing, place, errno) }
    }

    package func append(_ text: String) throws(WriteFailure) {
        let code = Descriptor.write(text, to: descriptor)
        guard code == 0 else { throw WriteFailure(.writing, place, code) }
    }
}
