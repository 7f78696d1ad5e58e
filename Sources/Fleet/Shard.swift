/// The part of a fleet for one of several processes. Every deployment is in exactly one part, the same one in every run.
package struct Shard: Sendable, Equatable, CustomStringConvertible {
    package let index: Int
    package let count: Int

    package static let maximumCount = 100_000

    /// `I/N`: parts may be counted from 0 or from 1: `0/N` and `N/N` are the same.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        guard parts.count == 2, let index = parts[0], let count = parts[1], (1...Self.maximumCount).contains(count),
            (0...count).contains(index)
        else { return nil }
        self.index = index % count
        self.count = count
    }

    /// Whether the deployments with this grouping text are in the part.
    package func takes(_ text: String) -> Bool { Int(Self.hash(text) % UInt64(count)) == index }

    package var description: String { "\(index)/\(count)" }

    /// 64-bit FNV-1a over the text in lower case, followed by the finalizer of MurmurHash3: the low bits of FNV alone
    /// depend too much on the last letters.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in text.lowercased().utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}
