package import DNS

/// A one-line record of a test.
package struct ScriptedRecord {
    /// `internal` of `internal: mta.a.test A 10.0.0.1`; `nil` without one.
    package let view: String?
    package let record: Record

    package struct NotARecord: Error {
        package let text: String
    }

    /// Reads `[view:] name TYPE data`: A, AAAA, CNAME, DNAME, NS, PTR, MX (preference and host), SOA (its serial number, or nothing), TXT (the rest of
    /// the line is one string, cut at 255 octets).
    package init(_ line: some StringProtocol) throws(NotARecord) {
        var rest = Substring(line)
        view = rest.firstIndex(of: " ").flatMap { end in
            guard rest[..<end].hasSuffix(":") else { return nil }
            defer { rest = rest[rest.index(after: end)...] }
            return String(rest[..<end].dropLast())
        }
        let fields = rest.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard fields.count > 1, let name = DomainName(fields[0]), let type = RecordType(fields[1]),
            let data = Self.data(type, fields.count > 2 ? fields[2] : "")
        else { throw NotARecord(text: String(line)) }
        record = Record(name: name, type: type, ttl: 300, data: data)
    }

    private static func data(_ type: RecordType, _ text: String) -> RecordData? {
        switch type {
        case .a, .aaaa: return IPAddress(text).map { .address($0) }
        case .cname, .dname, .ptr, .ns: return DomainName(text).map { .name($0) }
        case .mx:
            let parts = text.split(separator: " ").map(String.init)
            guard parts.count == 2, let preference = UInt16(parts[0]), let host = DomainName(parts[1]) else { return nil }
            return .mailExchange(preference: preference, exchange: host)
        case .soa:
            return .startOfAuthority(
                StartOfAuthority(
                    primary: .root, mailbox: .root, serial: UInt32(text) ?? 7, refresh: 1, retry: 1, expire: 1, minimum: 1))
        case .txt:
            let octets = Array(text.utf8)
            return .text(stride(from: 0, to: octets.count, by: 255).map { Array(octets[$0..<min($0 + 255, octets.count)]) })
        default: return nil
        }
    }
}
