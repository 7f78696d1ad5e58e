/// Keys that were seen, by 64 bits of hash each: a million take some tens of megabytes, however long they are. Two of a
/// million keys are taken for one with a probability of 3 in 10⁸.
package struct KeySet: Sendable {
    private var hashes: Set<Int> = []

    package init() {}

    /// Whether the key is new.
    package mutating func insert(_ key: String) -> Bool { hashes.insert(Self.hash(key)).inserted }

    package func contains(_ key: String) -> Bool { hashes.contains(Self.hash(key)) }

    package var count: Int { hashes.count }

    /// Seeded anew for each process, so that nobody can choose keys that collide.
    private static func hash(_ key: String) -> Int {
        var hasher = Hasher()
        var key = key
        key.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
