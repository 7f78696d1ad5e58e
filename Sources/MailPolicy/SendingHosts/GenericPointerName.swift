package import DNS

/// Recognises names that providers generate from addresses: `203-0-113-20.static.provider.example`.
package enum GenericPointerName {
    /// Whether `name` contains `address`: its octets as numbers, forwards or backwards, or its hexadecimal digits.
    package static func embeds(_ address: IPAddress, in name: DomainName) -> Bool {
        let text = name.lowercased.text
        return address.family == .ipv4 ? embedsIPv4(address, text) : embedsIPv6(address, text)
    }

    private static func embedsIPv4(_ address: IPAddress, _ text: String) -> Bool {
        let octets = address.octets.map(Int.init)
        let numbers = text.split { !("0"..."9").contains($0) }.map { Int($0) ?? -1 }
        for wanted in [octets, octets.reversed()] {
            // Three of the four octets also make a generated name: the network is in the rest of the name.
            if contains(numbers, wanted) || contains(numbers, Array(wanted.dropFirst()))
                || contains(numbers, Array(wanted.dropLast()))
            {
                return true
            }
            let padded = wanted.map { String($0 + 1000).dropFirst() }.joined()
            let hexadecimal = wanted.map { String($0 + 256, radix: 16).dropFirst() }.joined()
            if text.contains(padded) || text.contains(hexadecimal) { return true }
        }
        return false
    }

    private static func contains(_ numbers: [Int], _ wanted: [Int]) -> Bool {
        guard numbers.count >= wanted.count else { return false }
        return numbers.indices.dropLast(wanted.count - 1).contains { Array(numbers[$0..<($0 + wanted.count)]) == wanted }
    }

    private static func embedsIPv6(_ address: IPAddress, _ text: String) -> Bool {
        let digits = address.octets.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        let bare = text.filter { $0 != "." && $0 != "-" }
        if bare.contains(digits) || bare.contains(String(digits.reversed())) { return true }
        // `2001-db8--20.provider.example`, also with a word before or after the address.
        return text.split(separator: ".").contains { label in
            let groups = label.split(separator: "-", omittingEmptySubsequences: false)
            return groups.indices.contains { start in
                groups.indices.suffix(from: start).contains { end in
                    end > start + 1 && IPAddress(groups[start...end].joined(separator: ":")) == address
                }
            }
        }
    }
}
