import Glibc

/// Owns a file that only grows at its end, under a lock: two runs never write into one.
package final class AppendedFile: Sendable {
    private let descriptor: Int32
    private let place: String

    /// Opens a file, or makes it.
    package init(_ path: String) throws(WriteFailure) {
        place = "'\(path)'"
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
        guard descriptor >= 0 else { throw WriteFailure(.creating, place, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            throw WriteFailure(.creating, place, code, reason: code == EWOULDBLOCK ? "another run writes into it" : nil)
        }
    }

    deinit { close(descriptor) }

    /// Octets; 0 for what is no plain file.
    package var length: Int {
        get throws(WriteFailure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw WriteFailure(.writing, place, errno) }
            return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        }
    }

    /// Reads it from the beginning, a part after the other.
    package func read(_ take: ([UInt8]) -> Void) throws(ReadFailure) {
        guard lseek(descriptor, 0, SEEK_SET) >= 0 else { throw ReadFailure(place, errno) }
        while true {
            let (octets, code) = Descriptor.readOnce(descriptor, limit: 1 << 18)
            guard code == 0 else { throw ReadFailure(place, code) }
            guard !octets.isEmpty else { return }
            take(octets)
        }
    }

    /// Cuts off what stands behind `length` octets.
    package func cut(to length: Int) throws(WriteFailure) {
        guard try self.length > length else { return }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw WriteFailure(.writing, place, errno) }
    }

    package func append(_ text: String) throws(WriteFailure) {
        let code = Descriptor.write(text, to: descriptor)
        guard code == 0 else { throw WriteFailure(.writing, place, code) }
    }
}
