/// The keys seen so far, as 64-bit hashes: a million take some tens of megabytes, however long they are. Among a million
/// keys, the probability of a collision is 3 in 10⁸.
package struct KeySet: Sendable {
    private var hashes: Set<Int> = []

    package init() {}

    /// Whether the key is new.
    package mutating func insert(_ key: String) -> Bool { hashes.insert(Self.hash(key)).inserted }

    package func contains(_ key: String) -> Bool { hashes.contains(Self.hash(key)) }

    package var count: Int { hashes.count }

    /// Seeded per process, so that no one can choose colliding keys.
    private static func hash(_ key: String) -> Int {
        var hasher = Hasher()
        var key = key
        key.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
