/// Reads octets from front to back; every read returns `nil` instead of running past the end.
struct OctetReader {
    private let octets: [UInt8]
    private var position = 0

    init(_ octets: some Collection<UInt8>) { self.octets = Array(octets) }

    var isAtEnd: Bool { position == octets.count }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= octets.count - position else { return nil }
        defer { position += count }
        return Array(octets[position..<(position + count)])
    }

    mutating func rest() -> [UInt8] {
        defer { position = octets.count }
        return Array(octets[position...])
    }

    mutating func number8() -> UInt8? { take(1)?.first }

    mutating func number16() -> UInt16? { take(2).map { $0.reduce(0) { $0 << 8 | UInt16($1) } } }

    mutating func number32() -> UInt32? { take(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

    /// A character string: a length octet and that many octets (RFC 1035 §3.3).
    mutating func characterString() -> [UInt8]? { number8().flatMap { take(Int($0)) } }

    /// An uncompressed name.
    mutating func name() -> DomainName? {
        var end = position
        while end < octets.count, octets[end] != 0 { end += Int(octets[end]) + 1 }
        guard end < octets.count, let name = DomainName(wire: octets[position...end]) else { return nil }
        position = end + 1
        return name
    }
}
