package import DNS

/// A set of addresses as disjoint ranges. IPv4 and IPv6 addresses are different addresses.
package struct AddressSet: Hashable, Sendable {
    /// Sorted, disjoint, not adjacent; both ends of each are of one family and belong to it.
    public private(set) var ranges: [ClosedRange<IPAddress>] = []

    package init() {}

    package init(_ networks: some Sequence<Network>) {
        var sorted = networks.map(\.addresses)
        sorted.sort { $0.lowerBound < $1.lowerBound }
        for range in sorted { append(range) }
    }

    package static let everything = AddressSet(IPAddress.Family.allCases.compactMap(Network.whole))

    package var isEmpty: Bool { ranges.isEmpty }

    package func contains(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// Whether every address of the family is in the set.
    package func holdsAll(_ family: IPAddress.Family) -> Bool {
        Network.whole(family).map { ranges.contains($0.addresses) } ?? false
    }

    package func union(_ other: AddressSet) -> AddressSet {
        var result = AddressSet()
        for range in (ranges + other.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) { result.append(range) }
        return result
    }

    package func subtracting(_ other: AddressSet) -> AddressSet {
        var result = AddressSet()
        var taken = other.ranges[...]
        for range in ranges {
            var low = range.lowerBound
            while let first = taken.first, first.upperBound < low { taken.removeFirst() }
            var isUsedUp = false
            for cut in taken {
                guard cut.lowerBound <= range.upperBound else { break }
                if cut.lowerBound > low { result.append(low...cut.lowerBound.previous) }
                guard cut.upperBound < range.upperBound else {
                    isUsedUp = true
                    break
                }
                low = cut.upperBound.next
            }
            if !isUsedUp { result.append(low...range.upperBound) }
        }
        return result
    }

    /// The fewest blocks that make up the set, in order.
    package var networks: [Network] {
        var result: [Network] = []
        for range in ranges {
            var low = range.lowerBound
            while let network = Self.widestBlock(from: low, within: range.upperBound) {
                result.append(network)
                guard network.addresses.upperBound < range.upperBound else { break }
                low = network.addresses.upperBound.next
            }
        }
        return result
    }

    /// How many blocks of `prefixLength` the family's addresses fill, rounded up; saturates.
    package func count(_ family: IPAddress.Family, blocksOf prefixLength: Int) -> UInt64 {
        var sum: UInt128 = 0
        var last: UInt128?
        for range in ranges where range.lowerBound.family == family {
            let shift = UInt128(range.lowerBound.bitWidth - prefixLength)
            let (first, end) = (range.lowerBound.number >> shift, range.upperBound.number >> shift)
            // Two ranges may share a block. No sum is larger than the last block's number, so none overflows.
            sum += end - first
            if first != last, sum < .max { sum += 1 }
            last = end
        }
        return UInt64(clamping: sum)
    }

    private static func widestBlock(from low: IPAddress, within high: IPAddress) -> Network? {
        var network = Network(low, prefixLength: low.bitWidth)
        while let length = network?.prefixLength, let wider = Network(low, prefixLength: length - 1), wider.base == low,
            wider.addresses.upperBound <= high
        {
            network = wider
        }
        return network
    }

    /// Requires that the range starts no lower than the last one.
    private mutating func append(_ range: ClosedRange<IPAddress>) {
        guard let last = ranges.last, last.lowerBound.family == range.lowerBound.family,
            range.lowerBound <= last.upperBound || last.upperBound.next == range.lowerBound
        else {
            ranges.append(range)
            return
        }
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    }
}

extension IPAddress {
    /// The next address; the last address is its own successor.
    fileprivate var next: IPAddress {
        let last = family == .ipv4 ? UInt128(UInt32.max) : UInt128.max
        return number == last ? self : IPAddress(family: family, number: number + 1)
    }

    /// The previous address; the first address is its own predecessor.
    fileprivate var previous: IPAddress { number == 0 ? self : IPAddress(family: family, number: number - 1) }
}

extension Network {
    /// All addresses of a family.
    static func whole(_ family: IPAddress.Family) -> Network? {
        Network(IPAddress(family: family, number: 0), prefixLength: 0)
    }

    /// From the first to the last address of the block.
    package var addresses: ClosedRange<IPAddress> {
        let hosts =
            prefixLength == 0
            ? (base.bitWidth == 32 ? UInt128(UInt32.max) : .max)
            : (UInt128(1) << UInt128(base.bitWidth - prefixLength)) - 1
        return base...IPAddress(family: base.family, number: base.number | hosts)
    }
}
