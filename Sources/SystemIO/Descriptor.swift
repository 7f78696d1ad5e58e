import Glibc

/// The system calls behind all reading and writing: interrupted and short calls resume where they stopped.
enum Descriptor {
    /// Writes everything.
    ///
    /// - Parameter stall: milliseconds for which a non-blocking descriptor may accept nothing; `nil` for no limit, as
    ///   for a pager that is not scrolled.
    /// - Returns: 0, or the `errno`.
    static func write(_ text: String, to descriptor: Int32, stall: Int32? = nil) -> Int32 {
        var text = text
        return text.withUTF8 { octets in
            var written = 0
            while written < octets.count {
                let count = Glibc.write(descriptor, octets.baseAddress.map { $0 + written }, octets.count - written)
                if count > 0 {
                    written += count
                } else if count < 0, errno == EAGAIN {
                    guard waitUntilWritable(descriptor, stall) else { return ETIMEDOUT }
                } else if count < 0, errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }

    private static func waitUntilWritable(_ descriptor: Int32, _ stall: Int32?) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while true {
            let count = poll(&waiting, 1, stall ?? -1)
            if count != -1 || errno != EINTR { return count != 0 }
        }
    }

    /// One `read(2)`; no octets at the end.
    ///
    /// - Returns: the octets, and 0 or the `errno`.
    static func readOnce(_ descriptor: Int32, limit: Int) -> (octets: [UInt8], code: Int32) {
        var code: Int32 = 0
        let octets = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
            var count = 0
            repeat { count = Glibc.read(descriptor, buffer.baseAddress, limit) } while count < 0 && errno == EINTR
            initialized = max(count, 0)
            if count < 0 { code = errno }
        }
        return (octets, code)
    }

    /// Everything up to the end, at most `limit` octets.
    ///
    /// - Returns: the octets, and 0 or the `errno`.
    static func read(_ descriptor: Int32, limit: Int) -> (octets: [UInt8], code: Int32) {
        var octets: [UInt8] = []
        var code: Int32 = 0
        while octets.count < limit, code == 0 {
            let room = min(limit - octets.count, 1 << 16)
            var isOver = false
            octets += [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
                let count = Glibc.read(descriptor, buffer.baseAddress, room)
                initialized = max(count, 0)
                isOver = count == 0
                if count < 0, errno != EINTR { code = errno }
            }
            if isOver { break }
        }
        return (octets, code)
    }
}
