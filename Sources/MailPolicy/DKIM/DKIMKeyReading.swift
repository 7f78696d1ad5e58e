import Cryptography

/// Reads the value of `p`: base64, then the key's structure, then its numbers, with a code for each kind of damage.
struct DKIMKeyReading {
    private let source: RecordText
    private let range: Range<Int>
    private let keyType: String
    /// The value of `k`; empty, at the place where it belongs, if there is no `k`.
    private let typePlace: Range<Int>
    private(set) var problems: [PolicyProblem] = []
    private(set) var reasons: Set<DKIMVerdict.Reason> = []

    init(_ source: RecordText, _ range: Range<Int>, keyType: String, typePlace: Range<Int>) {
        self.typePlace = typePlace
        self.source = source
        self.range = range
        self.keyType = keyType
    }

    private mutating func unreadable(_ code: String, _ range: Range<Int>? = nil, _ message: String, repair: String? = nil) {
        problems.append(PolicyProblem(.error, code, range ?? self.range, message, repair: repair))
        reasons.insert(.keyUnreadable)
    }

    private mutating func unsafe(_ code: String, _ message: String) {
        problems.append(PolicyProblem(.error, code, range, message))
        reasons.insert(.keyUnsafe)
    }

    mutating func read() -> DKIMPublicKey? {
        let octets = Array(source.octets[range])
        // Looking for a sequence costs more than all else here, and no key contains a dash.
        if octets.contains(UInt8(ascii: "-")), octets.firstRange(of: Array("-----".utf8)) != nil {
            unreadable(
                "key-pem-armor", nil, "`p` contains lines of a PEM file: only the base64 between them belongs here",
                repair: Self.withoutArmor(octets).flatMap(recordValue))
            return nil
        }
        let base64 = Base64Text(octets)
        switch base64.fault {
        case .character(let octet, let offset):
            let place = range.lowerBound + offset
            // A character beyond ASCII is reported with the whole text.
            reasons.insert(.keyUnreadable)
            if Self.isURLSafe(octet), let value = recordValue(Self.fromURLSafe(octets)) {
                unreadable(
                    "key-base64url", nil, "the key is in URL-safe base64: use `+` and `/` instead of `-` and `_`",
                    repair: value)
            } else if octet < 0x80 {
                let shown = String(decoding: [octet], as: UTF8.self)
                unreadable("key-character", place..<place + 1, "`\(shown)` does not occur in base64")
            }
            return nil
        case .afterPadding(let offset):
            let place = range.lowerBound + offset
            unreadable(
                "key-after-padding", place..<range.upperBound,
                "base64 ends before `\(source[place..<range.upperBound].excerpt)`: two keys, or one key twice, were joined")
            return nil
        case .cutShort, .looseBits, nil: break
        }
        let material: DKIMKeyMaterial
        do throws(DKIMKeyMaterial.Fault) {
            material = try DKIMKeyMaterial(base64.octets, keyType: keyType)
        } catch {
            report(error, base64)
            return nil
        }
        if base64.fault != nil {
            unreadable(
                "key-padding", nil, "the base64 of the key is incomplete: a character or `=` is missing",
                repair: material.key.keyType == keyType ? material.key.recordValue : nil)
            return nil
        }
        return accept(material)
    }

    /// The correct value of `p` for these octets; `nil` when they are not a key of the record's type.
    private func recordValue(_ octets: [UInt8]) -> String? {
        let base64 = Base64Text(octets)
        switch base64.fault {
        case .cutShort, .looseBits, nil: break
        case .character, .afterPadding: return nil
        }
        guard let material = try? DKIMKeyMaterial(base64.octets, keyType: keyType), material.key.keyType == keyType else {
            return nil
        }
        return material.key.recordValue
    }

    /// The intended key of a value of `p`, without PEM armour and in the right alphabet, and its type, which need not be
    /// that of the record; the value without blanks, and no type, when it is not a key.
    static func meaning(of value: String, keyType: String) -> (value: String, keyType: String?) {
        let octets = Array(value.utf8)
        let bare = fromURLSafe(withoutArmor(octets) ?? octets)
        for type in [keyType] + ["rsa", "ed25519"].filter({ $0 != keyType }) {
            let reading = DKIMKeyReading(RecordText(""), 0..<0, keyType: type, typePlace: 0..<0)
            if let value = reading.recordValue(bare) { return (value, type) }
        }
        return (String(decoding: octets.filter { !$0.isBlank }, as: UTF8.self), nil)
    }

    /// The text between the lines of a PEM block, or after its first one; blanks may be missing.
    private static func withoutArmor(_ octets: [UInt8]) -> [UInt8]? {
        let dashes = Array("-----".utf8)
        guard let begin = octets.firstRange(of: Array("-----BEGIN".utf8)),
            let body = octets[begin.upperBound...].firstRange(of: dashes)
        else { return nil }
        let rest = octets[body.upperBound...]
        return Array(rest.firstRange(of: dashes).map { rest[..<$0.lowerBound] } ?? rest)
    }

    private static func isURLSafe(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_") }

    private static func fromURLSafe(_ octets: [UInt8]) -> [UInt8] {
        octets.map { octet in
            switch octet {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: octet
            }
        }
    }

    private mutating func report(_ fault: DKIMKeyMaterial.Fault, _ base64: Base64Text) {
        switch fault {
        case .truncated(let needed, let present):
            unreadable(
                "key-truncated", range.upperBound..<range.upperBound,
                "the key is cut short: it needs \(needed) octets and has \(present)")
        case .trailing(let count, let doubled):
            unreadable(
                doubled ? "key-doubled" : "key-trailing-octets", nil,
                doubled ? "the key appears twice" : "\(count) octets follow the complete key")
        case .privateKey: unreadable("key-private", nil, "this is a private key: it is no longer secret and must be replaced")
        case .certificate: unreadable("key-certificate", nil, "this is a certificate, not a public key")
        case .otherAlgorithm: unreadable("key-other-algorithm", nil, "this key is neither RSA nor Ed25519")
        case .notAKey where base64.fault == .cutShort && keyType == "ed25519":
            unreadable("key-truncated", range.upperBound..<range.upperBound, "the key is cut short: Ed25519 keys have 32 octets")
        case .notAKey where keyType == "ed25519":
            unreadable("key-ed25519-length", nil, "an Ed25519 key has 32 octets, this one \(base64.octets.count)")
        case .notAKey: unreadable("key-garbage", nil, "`p` decodes, but not to a public key")
        }
    }

    private mutating func accept(_ material: DKIMKeyMaterial) -> DKIMPublicKey? {
        let key = material.key
        if key.keyType != keyType {
            // Without `k`, verifiers read an RSA key (RFC 6376 §3.6.1).
            unreadable(
                "key-type-differs", typePlace,
                typePlace.isEmpty
                    ? "the key is \(key.keyType), and without `k=\(key.keyType)` it is read as \(keyType)"
                    : "the key is \(key.keyType) but `k` says \(keyType)",
                repair: typePlace.isEmpty ? "k=\(key.keyType); " : key.keyType)
        }
        if case .ed25519(let octets) = key, material.form == .subjectPublicKeyInfo {
            unreadable(
                "key-ed25519-structure", nil,
                "an Ed25519 key goes into the record bare, not as SubjectPublicKeyInfo", repair: Base64Text.encode(octets))
        }
        guard reasons.isEmpty else { return nil }
        if material.form == .rsaPublicKey {
            problems.append(
                PolicyProblem(
                    .notice, "key-form-uncommon", range,
                    "the key is an RSAPublicKey; SubjectPublicKeyInfo is usual, and some verifiers read only that",
                    repair: key.recordValue))
        }
        checkStrength(key)
        return key
    }

    private mutating func checkStrength(_ key: DKIMPublicKey) {
        switch key {
        case .ed25519(let octets): checkPoint(octets)
        case .rsa(let modulus, let exponent): checkNumbers(key, modulus: modulus, exponent: exponent)
        }
    }

    /// 32 octets are an Ed25519 key only if they encode a point on the curve (RFC 8032 §5.1.3).
    private mutating func checkPoint(_ octets: [UInt8]) {
        do throws(Ed25519Point.Fault) {
            try Ed25519Point.check(octets)
        } catch {
            switch error {
            case .smallOrder:
                unsafe(
                    "key-ed25519-small-order",
                    "the Ed25519 key is a point of small order: anyone can make signatures that verify with it")
            case .notCanonical:
                unreadable(
                    "key-ed25519-not-canonical", nil,
                    "the Ed25519 key is not encoded as RFC 8032 requires: not all verifiers accept it")
            case .notOnCurve:
                unreadable("key-ed25519-not-on-curve", nil, "these 32 octets are not a point on the curve of Ed25519")
            }
        }
    }

    private mutating func checkNumbers(_ key: DKIMPublicKey, modulus: [UInt8], exponent: [UInt8]) {
        if key.bits < DKIMPublicKey.minimumBits {
            problems.append(
                PolicyProblem(
                    .error, "key-too-short", range,
                    "RSA keys of less than \(DKIMPublicKey.minimumBits) bits must not verify; this has \(key.bits)"))
            reasons.insert(.keyTooShort)
        } else if key.bits < DKIMPublicKey.recommendedBits {
            problems.append(
                PolicyProblem(
                    .warning, "key-short", range, "the RSA key has \(key.bits) bits; use \(DKIMPublicKey.recommendedBits)"))
        } else if key.bits > DKIMKeyLint.maximumBits {
            problems.append(
                PolicyProblem(.warning, "key-long", range, "verifiers need not support RSA keys of \(key.bits) bits"))
        }
        if modulus.last.map({ $0 & 1 == 0 }) == true {
            unreadable("key-modulus-even", nil, "the RSA modulus is even: this is not a usable key")
        }
        if exponent == [1] {
            unsafe("key-exponent-one", "the RSA exponent is 1: every signature equals its message, so anyone can sign")
        } else if exponent.last.map({ $0 & 1 == 0 }) == true {
            unreadable("key-exponent-invalid", nil, "the RSA exponent is even: no signature can be made for such a key")
        } else if exponent == [3] {
            problems.append(PolicyProblem(.warning, "key-exponent-small", range, "the RSA exponent is 3; 65537 is usual"))
        }
    }
}
