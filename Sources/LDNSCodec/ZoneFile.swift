package import DNS
import Glibc

/// The records of a zone file (RFC 1035 §5), in file order.
package struct ZoneFile: Hashable, Sendable {
    /// Completes relative names, unless the file has `$ORIGIN`.
    package let origin: DomainName
    package let records: [Record]

    /// Larger than any zone that an audit overlays or a demo serves.
    package static let maximumSize = 64 << 20

    /// - Parameter file: the file name in error messages.
    /// - Parameter defaultTTL: seconds, used until `$TTL` sets another.
    package init(
        parsing text: String, file: String = "zone", origin: DomainName = .root, defaultTTL: UInt32 = 3600
    ) throws(ZoneFileError) {
        try self.init(octets: Array(text.utf8), file: file, origin: origin, defaultTTL: defaultTTL)
    }

    /// Reads a file of at most `maximumSize` octets.
    package init(
        contentsOf path: String, origin: DomainName = .root, defaultTTL: UInt32 = 3600
    ) throws(ZoneFileError) {
        try self.init(octets: try Self.octets(of: path), file: path, origin: origin, defaultTTL: defaultTTL)
    }

    /// The contents of a file of at most `maximumSize` octets, not yet parsed.
    package static func octets(of path: String) throws(ZoneFileError) -> [UInt8] {
        guard let stream = fopen(path, "re") else {
            throw ZoneFileError(file: path, line: 0, reason: String(cString: strerror(errno)))
        }
        defer { fclose(stream) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
            octets += buffer[..<count]
            guard octets.count <= maximumSize else { throw ZoneFileError(file: path, line: 0, reason: "too large") }
        }
        guard ferror(stream) == 0 else { throw ZoneFileError(file: path, line: 0, reason: "cannot be read") }
        return octets
    }

    private init(octets: [UInt8], file: String, origin: DomainName, defaultTTL: UInt32) throws(ZoneFileError) {
        if let index = octets.firstIndex(of: 0) {
            let line = octets[..<index].count { $0 == UInt8(ascii: "\n") } + 1
            throw ZoneFileError(file: file, line: line, reason: "a zero octet")
        }
        self.origin = origin
        // ldns rejects a last line without a newline.
        self.records = try LDNS.parse(zone: octets + [UInt8(ascii: "\n")], file: file, origin: origin, ttl: defaultTTL)
    }
}

/// Why a zone file could not be read, and where.
package struct ZoneFileError: Error, Hashable, Sendable {
    package let file: String
    /// From 1; 0 for the whole file.
    package let line: Int
    package let reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }
}

extension ZoneFileError: CustomStringConvertible {
    package var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
}

extension Record {
    /// Parses one record in zone-file format: `www.example.com. 300 IN A 192.0.2.1`; TTL and class may be omitted.
    package init(zoneLine text: String, origin: DomainName = .root, defaultTTL: UInt32 = 3600) throws(ZoneFileError) {
        let records = try ZoneFile(parsing: text, file: "record", origin: origin, defaultTTL: defaultTTL).records
        guard records.count == 1, let record = records.first else {
            throw ZoneFileError(file: "record", line: 0, reason: "\(records.count) records instead of one")
        }
        self = record
    }
}
