/// The public key that belongs to an Ed25519 seed (RFC 8032 §5.1.5).
///
/// Not in constant time: it reads the operator's own file once, on the operator's own machine.
enum Ed25519 {
    /// 32 octets from 32 octets.
    static func publicKey(seed: [UInt8]) -> [UInt8] {
        var scalar = Array(SHA512.hash(seed).prefix(32))
        scalar[0] &= 0xf8
        scalar[31] = scalar[31] & 0x7f | 0x40
        var result = EdwardsPoint.identity
        for octet in scalar.reversed() {
            for bit in stride(from: 7, through: 0, by: -1) {
                result = result + result
                if octet >> UInt8(bit) & 1 == 1 { result = result + .base }
            }
        }
        return result.encoded
    }
}

/// A point of edwards25519 in extended homogeneous coordinates (RFC 8032 §5.1.4).
private struct EdwardsPoint {
    let x: FieldElement
    let y: FieldElement
    let z: FieldElement
    let t: FieldElement

    static let identity = EdwardsPoint(x: .zero, y: .one, z: .one, t: .zero)

    /// The base point: y is 4/5, x the even root (§5.1).
    static let base: EdwardsPoint = {
        let y = FieldElement(4) * FieldElement(5).inverse
        let square = y * y
        let ratio = (square - .one) * (curveConstant * square + .one).inverse
        let x = ratio.evenRoot
        return EdwardsPoint(x: x, y: y, z: .one, t: x * y)
    }()

    /// d is -121665/121666.
    private static let curveConstant = (.zero - FieldElement(121_665)) * FieldElement(121_666).inverse

    static func + (left: EdwardsPoint, right: EdwardsPoint) -> EdwardsPoint {
        let a = (left.y - left.x) * (right.y - right.x)
        let b = (left.y + left.x) * (right.y + right.x)
        let c = left.t * FieldElement(2) * curveConstant * right.t
        let d = left.z * FieldElement(2) * right.z
        let (e, f, g, h) = (b - a, d - c, d + c, b + a)
        return EdwardsPoint(x: e * f, y: g * h, z: f * g, t: e * h)
    }

    /// y little-endian, with the lowest bit of x as the highest bit (§5.1.2).
    var encoded: [UInt8] {
        let inverse = z.inverse
        var octets = (y * inverse).octets
        octets[31] |= ((x * inverse).octets[0] & 1) << 7
        return octets
    }
}

/// A number modulo 2^255 - 19, in four limbs of 64 bits, lowest first, less than 2^256.
private struct FieldElement {
    private let limbs: [UInt64]

    static let zero = FieldElement(0)
    static let one = FieldElement(1)

    init(_ number: UInt64) { limbs = [number, 0, 0, 0] }

    private init(limbs: [UInt64]) { self.limbs = limbs }

    /// Folds five limbs: 2^256 is 38.
    private init(folding limbs: [UInt64], carry: UInt64) {
        var limbs = limbs
        var high = carry
        while high > 0 {
            var sum = UInt128(high) * 38
            for index in limbs.indices {
                sum += UInt128(limbs[index])
                limbs[index] = UInt64(truncatingIfNeeded: sum)
                sum >>= 64
            }
            high = UInt64(truncatingIfNeeded: sum)
        }
        self.limbs = limbs
    }

    static func + (left: FieldElement, right: FieldElement) -> FieldElement {
        var result: [UInt64] = []
        var carry: UInt128 = 0
        for (ours, theirs) in zip(left.limbs, right.limbs) {
            carry += UInt128(ours) + UInt128(theirs)
            result.append(UInt64(truncatingIfNeeded: carry))
            carry >>= 64
        }
        return FieldElement(folding: result, carry: UInt64(truncatingIfNeeded: carry))
    }

    /// left + 4p - right; 4p is 2^257 - 76, more than any element.
    static func - (left: FieldElement, right: FieldElement) -> FieldElement {
        let multiple: [UInt64] = [UInt64.max - 75, .max, .max, .max]
        var result: [UInt64] = []
        var carry: Int128 = 0
        for index in 0..<4 {
            carry += Int128(left.limbs[index]) + Int128(multiple[index]) - Int128(right.limbs[index])
            result.append(UInt64(truncatingIfNeeded: carry))
            carry >>= 64
        }
        // The fifth limb of 4p is 1.
        return FieldElement(folding: result, carry: UInt64(truncatingIfNeeded: carry + 1))
    }

    static func * (left: FieldElement, right: FieldElement) -> FieldElement {
        var wide = [UInt64](repeating: 0, count: 8)
        for row in 0..<4 {
            var carry: UInt128 = 0
            for column in 0..<4 {
                carry += UInt128(left.limbs[row]) * UInt128(right.limbs[column]) + UInt128(wide[row + column])
                wide[row + column] = UInt64(truncatingIfNeeded: carry)
                carry >>= 64
            }
            wide[row + 4] = UInt64(truncatingIfNeeded: carry)
        }
        var result: [UInt64] = []
        var carry: UInt128 = 0
        for index in 0..<4 {
            carry += UInt128(wide[index]) + UInt128(wide[index + 4]) * 38
            result.append(UInt64(truncatingIfNeeded: carry))
            carry >>= 64
        }
        return FieldElement(folding: result, carry: UInt64(truncatingIfNeeded: carry))
    }

    /// The number to the power of a little-endian exponent.
    private func power(_ exponent: [UInt8]) -> FieldElement {
        var result = FieldElement.one
        for octet in exponent.reversed() {
            for bit in stride(from: 7, through: 0, by: -1) {
                result = result * result
                if octet >> UInt8(bit) & 1 == 1 { result = result * self }
            }
        }
        return result
    }

    private static func exponent(_ lowest: UInt8, highest: UInt8) -> [UInt8] {
        [lowest] + [UInt8](repeating: 0xff, count: 30) + [highest]
    }

    /// To the power of p - 2 = 2^255 - 21.
    var inverse: FieldElement { power(Self.exponent(0xeb, highest: 0x7f)) }

    /// The even square root of a square (§5.1.3): to the power of (p + 3) / 8 = 2^252 - 2, times the root of -1
    /// (2 to the power of (p - 1) / 4 = 2^253 - 5) where that is the root of the negative.
    var evenRoot: FieldElement {
        var root = power(Self.exponent(0xfe, highest: 0x0f))
        if (root * root).octets != octets { root = root * FieldElement(2).power(Self.exponent(0xfb, highest: 0x1f)) }
        return root.octets[0] & 1 == 0 ? root : .zero - root
    }

    /// Little-endian, less than p.
    var octets: [UInt8] {
        var limbs = self.limbs
        // Less than 2^256 is less than 2p + 38: at most two subtractions.
        for _ in 0..<2 {
            var difference: [UInt64] = []
            var borrow: Int128 = 0
            for (limb, prime) in zip(limbs, Self.prime) {
                borrow += Int128(limb) - Int128(prime)
                difference.append(UInt64(truncatingIfNeeded: borrow))
                borrow >>= 64
            }
            if borrow == 0 { limbs = difference }
        }
        return limbs.flatMap { limb in (0..<8).map { UInt8(truncatingIfNeeded: limb >> UInt64($0 * 8)) } }
    }

    private static let prime: [UInt64] = [UInt64.max - 18, .max, .max, .max >> 1]
}
