package import DNS
import Glibc

/// The resolvers that the machine itself uses.
package enum SystemResolvers {
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        /// No `nameserver` line. The C library would try localhost; this does not guess.
        case none(path: String)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason): "\(path): \(reason)"
            case .none(let path): "\(path): no nameserver line"
            }
        }
    }

    /// Longer files are truncated.
    private static let maximumSize = 1 << 16

    /// The `nameserver` lines of a resolv.conf(5), in order; a line with a zone index (`%eth0`) is unusable.
    package static func read(path: String = "/etc/resolv.conf") throws(Failure) -> [Endpoint] {
        guard let stream = fopen(path, "re") else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(stream) }
        var buffer = [UInt8](repeating: 0, count: maximumSize)
        let count = fread(&buffer, 1, buffer.count, stream)
        let endpoints = parse(String(decoding: buffer[..<count], as: UTF8.self))
        guard !endpoints.isEmpty else { throw .none(path: path) }
        return endpoints
    }

    static func parse(_ text: String) -> [Endpoint] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count >= 2, words[0] == "nameserver" else { return nil }
            return IPAddress(String(words[1])).map { Endpoint(address: $0, port: 53) }
        }
    }
}
