private import CCrypto

/// Checks an Ed25519 public key as a curve point. libcrypto accepts any 32 octets as a key and reports errors only when it
/// verifies; its big numbers do the arithmetic here.
package enum Ed25519Point {
    package enum Fault: Error, Hashable, Sendable {
        /// One of the eight points of small order: signatures that verify with it can be made without a private key.
        case smallOrder
        /// The coordinate is not reduced, or a zero has its sign bit set: RFC 8032 §5.1.3 refuses it, some libraries do
        /// not.
        case notCanonical
        /// No point on the curve has this coordinate.
        case notOnCurve
    }

    /// Decodes 32 octets as in RFC 8032 §5.1.3, up to the square of x, and checks the order of the point.
    package static func check(_ octets: [UInt8]) throws(Fault) {
        guard octets.count == 32, let field = PrimeField() else { throw .notOnCurve }
        let sign = octets[31] & 0x80
        guard let written = BigNumber(bigEndian: [octets[31] & 0x7f] + octets[..<31].reversed()), let y = field.reduced(written),
            let ySquared = field.product(y, y), let dYSquared = field.product(field.d, ySquared),
            let numerator = field.difference(ySquared, field.one), let denominator = field.sum(dYSquared, field.one),
            let inverse = field.inverse(denominator), let xSquared = field.product(numerator, inverse)
        else { throw .notOnCurve }
        guard field.isSquare(xSquared) else { throw .notOnCurve }
        // x = 0: the neutral point and the one of order 2. y = 0: order 4. x² + y² = 0: order 8, since doubling gives y =
        // 0.
        if xSquared.isZero || y.isZero || field.sum(xSquared, ySquared)?.isZero == true { throw .smallOrder }
        guard written.isLess(than: field.prime), !(xSquared.isZero && sign != 0) else { throw .notCanonical }
    }
}

/// Owns a `BIGNUM`.
private final class BigNumber {
    let pointer: OpaquePointer

    init?() {
        guard let number = BN_new() else { return nil }
        pointer = number
    }

    init?(bigEndian octets: [UInt8]) {
        guard let number = BN_bin2bn(octets, Int32(octets.count), nil) else { return nil }
        pointer = number
    }

    init?(_ word: UInt) {
        guard let number = BN_new() else { return nil }
        pointer = number
        guard BN_set_word(number, word) == 1 else { return nil }
    }

    deinit { BN_free(pointer) }

    var isZero: Bool { BN_is_zero(pointer) == 1 }
    func isLess(than other: BigNumber) -> Bool { BN_cmp(pointer, other.pointer) < 0 }
}

/// Arithmetic modulo 2^255 - 19, the field of edwards25519 (RFC 8032 §5.1). Results are `nil` when memory is short.
private final class PrimeField {
    let prime: BigNumber
    let one: BigNumber
    /// The constant of the curve, -121665/121666.
    let d: BigNumber
    private let context: OpaquePointer

    init?() {
        guard let context = BN_CTX_new() else { return nil }
        self.context = context
        guard let prime = BigNumber(), BN_set_bit(prime.pointer, 255) == 1, BN_sub_word(prime.pointer, 19) == 1,
            let one = BigNumber(1), let divisor = BigNumber(121_666), let dividend = BigNumber(121_665),
            let inverse = BN_mod_inverse(nil, divisor.pointer, prime.pointer, context)
        else {
            BN_CTX_free(context)
            return nil
        }
        defer { BN_free(inverse) }
        guard let d = BigNumber(), BN_mod_mul(d.pointer, dividend.pointer, inverse, prime.pointer, context) == 1,
            BN_sub(d.pointer, prime.pointer, d.pointer) == 1
        else {
            BN_CTX_free(context)
            return nil
        }
        self.prime = prime
        self.one = one
        self.d = d
    }

    deinit { BN_CTX_free(context) }

    private func result(_ compute: (OpaquePointer) -> Int32) -> BigNumber? {
        guard let number = BigNumber(), compute(number.pointer) == 1 else { return nil }
        return number
    }

    func reduced(_ number: BigNumber) -> BigNumber? { result { BN_nnmod($0, number.pointer, prime.pointer, context) } }

    func sum(_ left: BigNumber, _ right: BigNumber) -> BigNumber? {
        result { BN_mod_add($0, left.pointer, right.pointer, prime.pointer, context) }
    }

    func difference(_ left: BigNumber, _ right: BigNumber) -> BigNumber? {
        result { BN_mod_sub($0, left.pointer, right.pointer, prime.pointer, context) }
    }

    func product(_ left: BigNumber, _ right: BigNumber) -> BigNumber? {
        result { BN_mod_mul($0, left.pointer, right.pointer, prime.pointer, context) }
    }

    func inverse(_ number: BigNumber) -> BigNumber? {
        result { BN_mod_inverse($0, number.pointer, prime.pointer, context) == nil ? 0 : 1 }
    }

    func isSquare(_ number: BigNumber) -> Bool { BN_kronecker(number.pointer, prime.pointer, context) >= 0 }
}
