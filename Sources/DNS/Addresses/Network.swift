/// An address block in CIDR notation: `203.0.113.0/24`, `2001:db8::/32`.
package struct Network: Hashable, Sendable {
    /// The lowest address of the block: host bits are zero.
    package let base: IPAddress
    package let prefixLength: Int

    /// The block of `prefixLength` bits that `address` lies in; `nil` when the length does not fit the family.
    package init?(_ address: IPAddress, prefixLength: Int) {
        guard (0...address.bitWidth).contains(prefixLength) else { return nil }
        self.base = IPAddress(family: address.family, number: address.number & Self.mask(prefixLength, address.bitWidth))
        self.prefixLength = prefixLength
    }

    private static func mask(_ prefixLength: Int, _ width: Int) -> UInt128 {
        prefixLength == 0 ? 0 : ~UInt128(0) << UInt128(width - prefixLength)
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.family == base.family && address.number & Self.mask(prefixLength, base.bitWidth) == base.number
    }

    package func contains(_ other: Network) -> Bool {
        other.prefixLength >= prefixLength && contains(other.base)
    }
}

extension Network: LosslessStringConvertible {
    /// `address/length`, or a bare address as its own block. Host bits below the length are refused: they are more
    /// often a typo than a block.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self.init(address, prefixLength: address.bitWidth)
            return
        }
        let digits = parts[1]
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits == "0" || digits.first != "0",
            let length = Int(digits)
        else { return nil }
        self.init(address, prefixLength: length)
        guard base == address else { return nil }
    }

    package var description: String { "\(base)/\(prefixLength)" }
}
