import Cryptography
import Testing

@Suite("Ed25519 keys must be points", .timeLimit(.minutes(10)))
struct Ed25519PointTests {
    private func fault(_ hexadecimal: String) -> Ed25519Point.Fault? {
        do throws(Ed25519Point.Fault) {
            try Ed25519Point.check(octets(hexadecimal))
            return nil
        } catch {
            return error
        }
    }

    @Test("the keys of RFC 8032 are points", arguments: PrivateKeyTests.seeds)
    func vectors(_ seed: String, _ key: String) {
        #expect(fault(key) == nil)
        // The other point with this y is valid too.
        var other = octets(key)
        other[31] ^= 0x80
        #expect(fault(hex(other)) == nil)
    }

    /// The eight points of small order, in the encoding of RFC 8032.
    static let smallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    /// The same points in the six encodings that RFC 8032 §5.1.3 refuses and lenient libraries accept.
    static let smallOrderNotCanonical = [
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]

    @Test("points of small order, in every encoding", arguments: smallOrder + smallOrderNotCanonical)
    func small(_ key: String) {
        #expect(fault(key) == .smallOrder)
    }

    /// y = p + 3, p + 4, …: the points with y = 3, 4, … in a second encoding.
    @Test("coordinates that are not reduced", arguments: ["f0", "f1", "f2", "f3"])
    func notReduced(_ first: String) {
        let rest = String(repeating: "ff", count: 30)
        #expect(fault(first + rest + "7f") == .notCanonical)
        #expect(fault(first + rest + "ff") == .notCanonical)
    }

    @Test("coordinates that no point has", arguments: ["02", "07", "08", "0b"])
    func offCurve(_ first: String) {
        #expect(fault(first + String(repeating: "00", count: 31)) == .notOnCurve)
    }

    @Test("about half of all octet strings are points")
    func half() {
        var points = 0
        for number in 1...200 as ClosedRange<UInt8> {
            let octets = (0..<32).map { UInt8(truncatingIfNeeded: Int(number) &* 167 &+ $0 &* 59) }
            if fault(hex(octets)) == nil { points += 1 }
        }
        #expect((60...140).contains(points))
    }
}
