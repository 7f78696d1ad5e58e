/// A public key as numbers, so that two spellings of one key are equal.
package enum DKIMPublicKey: Sendable, Hashable {
    /// Big-endian, without leading zeros.
    case rsa(modulus: [UInt8], exponent: [UInt8])
    /// The 32 octets of the encoded point (RFC 8032 §5.1.2).
    case ed25519([UInt8])

    /// Verifiers must not accept RSA keys of fewer bits, and signers should use as many as these (RFC 8301 §3.2).
    package static let minimumBits = 1024
    package static let recommendedBits = 2048

    /// The value of the `k` tag.
    package var keyType: String {
        switch self {
        case .rsa: "rsa"
        case .ed25519: "ed25519"
        }
    }

    /// The size of an RSA modulus in bits; 256 for Ed25519.
    package var bits: Int {
        switch self {
        case .rsa(let modulus, _): Self.bitLength(modulus)
        case .ed25519: 256
        }
    }

    static func bitLength(_ number: [UInt8]) -> Int {
        let digits = number.drop { $0 == 0 }
        guard let first = digits.first else { return 0 }
        return digits.count * 8 - first.leadingZeroBitCount
    }

    static let rsaIdentifier: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
    static let ed25519Identifier: [UInt8] = [0x2b, 0x65, 0x70]

    /// The SubjectPublicKeyInfo structure (RFC 5280 §4.1.2.7).
    package var subjectPublicKeyInfo: [UInt8] {
        let algorithm: [UInt8]
        let key: [UInt8]
        switch self {
        case .rsa(let modulus, let exponent):
            algorithm = DERReader.encode(DERReader.objectIdentifier, Self.rsaIdentifier) + [0x05, 0x00]
            key = DERReader.encode(
                DERReader.sequence, DERReader.encode(number: modulus) + DERReader.encode(number: exponent))
        case .ed25519(let octets):
            algorithm = DERReader.encode(DERReader.objectIdentifier, Self.ed25519Identifier)
            key = octets
        }
        return DERReader.encode(
            DERReader.sequence,
            DERReader.encode(DERReader.sequence, algorithm) + DERReader.encode(DERReader.bitString, [0] + key))
    }

    /// The value of the `p` tag: SubjectPublicKeyInfo for RSA, as is usual; the bare octets for Ed25519 (RFC 8463 §4).
    package var recordValue: String {
        switch self {
        case .rsa: Base64Text.encode(subjectPublicKeyInfo)
        case .ed25519(let octets): Base64Text.encode(octets)
        }
    }
}
