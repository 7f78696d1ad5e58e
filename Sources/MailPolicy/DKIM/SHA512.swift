/// SHA-512 (FIPS 180-4 §6.4) of a whole message: Ed25519 needs it to come from the seed to the public key.
enum SHA512 {
    static func hash(_ message: [UInt8]) -> [UInt8] {
        var state = initial
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (240 - padded.count % 128) % 128)
        // The length field has 128 bits; no message here is longer than 64 bits can say.
        padded += [UInt8](repeating: 0, count: 8) + octets(UInt64(message.count) * 8)
        for start in stride(from: 0, to: padded.count, by: 128) { compress(&state, padded[start..<start + 128]) }
        return state.flatMap(octets)
    }

    private static func compress(_ state: inout [UInt64], _ block: ArraySlice<UInt8>) {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 8).map { start in
            block[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        for index in 16..<80 {
            let near = words[index - 15]
            let far = words[index - 2]
            let first = rotated(near, 1) ^ rotated(near, 8) ^ near >> 7
            let second = rotated(far, 19) ^ rotated(far, 61) ^ far >> 6
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var w = state
        for (constant, word) in zip(constants, words) {
            let mixed = rotated(w[4], 14) ^ rotated(w[4], 18) ^ rotated(w[4], 41)
            let choice = w[4] & w[5] ^ ~w[4] & w[6]
            let one = w[7] &+ mixed &+ choice &+ constant &+ word
            let spread = rotated(w[0], 28) ^ rotated(w[0], 34) ^ rotated(w[0], 39)
            let majority = w[0] & w[1] ^ w[0] & w[2] ^ w[1] & w[2]
            w = [one &+ spread &+ majority, w[0], w[1], w[2], w[3] &+ one, w[4], w[5], w[6]]
        }
        for index in state.indices { state[index] = state[index] &+ w[index] }
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word >> count | word << (64 - count) }

    private static func octets(_ word: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }

    /// The first 64 bits of the fractions of the square roots of the first eight primes.
    private static let initial: [UInt64] = primes(8).map { rootFraction($0, cube: false) }
    /// The first 64 bits of the fractions of the cube roots of the first eighty primes.
    private static let constants: [UInt64] = primes(80).map { rootFraction($0, cube: true) }

    private static func primes(_ count: Int) -> [UInt64] {
        var found: [UInt64] = []
        var candidate: UInt64 = 2
        while found.count < count {
            if !found.contains(where: { candidate.isMultiple(of: $0) }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }

    /// The 64 bits after the point of a root of `number`, which is less than 512, found bit by bit.
    private static func rootFraction(_ number: UInt64, cube: Bool) -> UInt64 {
        var whole: UInt64 = 0
        while (cube ? (whole + 1) * (whole + 1) * (whole + 1) : (whole + 1) * (whole + 1)) <= number { whole += 1 }
        // The root is `root` / 2^64: its power must not pass number * 2^128 (or 2^192 for a cube).
        var root = UInt128(whole) << 64
        for bit in stride(from: 63, through: 0, by: -1) {
            let attempt = root | UInt128(1) << UInt128(bit)
            if isWithin(attempt, number, cube: cube) { root = attempt }
        }
        return UInt64(truncatingIfNeeded: root)
    }

    /// Whether root² ≤ number·2^128, or root³ ≤ number·2^192, in numbers of 64-bit limbs.
    private static func isWithin(_ root: UInt128, _ number: UInt64, cube: Bool) -> Bool {
        let limbs = [UInt64(truncatingIfNeeded: root), UInt64(truncatingIfNeeded: root >> 64)]
        var power = product(limbs, limbs)
        var bound: [UInt64] = [0, 0, number]
        if cube {
            power = product(power, limbs)
            bound = [0, 0, 0, number]
        }
        for index in stride(from: max(power.count, bound.count) - 1, through: 0, by: -1) {
            let ours = index < power.count ? power[index] : 0
            let theirs = index < bound.count ? bound[index] : 0
            if ours != theirs { return ours < theirs }
        }
        return true
    }

    private static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: left.count + right.count)
        for (row, ours) in left.enumerated() {
            var carry: UInt128 = 0
            for (column, theirs) in right.enumerated() {
                carry += UInt128(ours) * UInt128(theirs) + UInt128(result[row + column])
                result[row + column] = UInt64(truncatingIfNeeded: carry)
                carry >>= 64
            }
            result[row + right.count] = UInt64(truncatingIfNeeded: carry)
        }
        return result
    }
}
