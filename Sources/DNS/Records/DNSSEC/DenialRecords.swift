/// The types that exist at a name, as NSEC and NSEC3 list them (RFC 4034 §4.1.2).
package struct TypeBitmap: Hashable, Sendable {
    private let types: Set<UInt16>

    /// `nil` when the windows are out of order or run past the end.
    init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        var types: Set<UInt16> = []
        var last = -1
        while !reader.isAtEnd {
            guard let window = reader.number8(), let count = reader.number8(), (1...32).contains(count), Int(window) > last,
                let bits = reader.take(Int(count))
            else { return nil }
            last = Int(window)
            for (index, octet) in bits.enumerated() {
                for bit in 0..<8 where octet & (0x80 >> bit) != 0 { types.insert(UInt16(window) << 8 | UInt16(index * 8 + bit)) }
            }
        }
        self.types = types
    }

    package func contains(_ type: RecordType) -> Bool { types.contains(type.rawValue) }
}

/// NSEC data (RFC 4034 §4.1): nothing exists between the owner and `next`.
package struct NextSecure: Hashable, Sendable {
    package let next: DomainName
    package let types: TypeBitmap

    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let next = reader.name(), let types = TypeBitmap(reader.rest()) else { return nil }
        self.next = next
        self.types = types
    }
}

/// NSEC3 data (RFC 5155 §3.2): no name has a hash between the owner's and `nextHash`.
package struct NextSecure3: Hashable, Sendable {
    /// 1 is SHA-1, the only one defined.
    package let hashAlgorithm: UInt8
    /// The span may contain delegations without DS (opt-out).
    package let optsOut: Bool
    package let iterations: UInt16
    package let salt: [UInt8]
    package let nextHash: [UInt8]
    package let types: TypeBitmap

    package init?(_ octets: [UInt8]) {
        var reader = OctetReader(octets)
        guard let algorithm = reader.number8(), let flags = reader.number8(), let iterations = reader.number16(),
            let salt = reader.characterString(), let nextHash = reader.characterString(), !nextHash.isEmpty,
            let types = TypeBitmap(reader.rest())
        else { return nil }
        hashAlgorithm = algorithm
        optsOut = flags & 1 != 0
        self.iterations = iterations
        self.salt = salt
        self.nextHash = nextHash
        self.types = types
    }
}
