/// Reads a key file, private or public, and keeps the public half only (RFC 7468, RFC 8017 App. A, RFC 8410).
///
/// Understood: `RSA PRIVATE KEY`, `PRIVATE KEY`, `PUBLIC KEY`, `RSA PUBLIC KEY` in PEM, a bare key record, bare base64.
package struct DKIMKeyFile: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case privateKey = "private key"
        case publicKey = "public key"
        case record = "key record"
    }

    package enum Fault: String, Error, Sendable, Hashable {
        case empty
        case encrypted
        /// A certificate, an OpenSSH key, parameters: a PEM block of another kind.
        case otherBlock = "other-block"
        /// The BEGIN line has no END line of its own.
        case unfinished
        case notBase64 = "not-base64"
        case truncated
        /// Neither RSA nor Ed25519.
        case otherAlgorithm = "other-algorithm"
        case notAKey = "not-a-key"
        /// A key record without a usable `p`.
        case recordWithoutKey = "record-without-key"
    }

    package let kind: Kind
    package let key: DKIMPublicKey

    init(kind: Kind, key: DKIMPublicKey) {
        self.kind = kind
        self.key = key
    }

    /// Reads the text of a file. The private numbers are read past and never kept.
    package init(_ text: String) throws(Fault) {
        let (kind, key) = try Self.read(text)
        self.init(kind: kind, key: key)
    }

    private static func read(_ text: String) throws(Fault) -> (Kind, DKIMPublicKey) {
        let octets = Array(text.utf8)
        guard octets.contains(where: { !$0.isBlank }) else { throw .empty }
        if let block = try PEMBlock.first(in: octets) { return try read(block) }
        if DKIMKeyRecord.isRecognisable(text) {
            guard let key = DKIMKeyRecord(text).key else { throw .recordWithoutKey }
            return (.record, key)
        }
        let base64 = Base64Text(octets)
        guard base64.fault == nil else { throw .notBase64 }
        return (.publicKey, try publicKey(base64.octets))
    }

    private static func read(_ block: PEMBlock) throws(Fault) -> (Kind, DKIMPublicKey) {
        switch block.label {
        case "PUBLIC KEY", "RSA PUBLIC KEY": return (.publicKey, try publicKey(try block.decoded()))
        case "RSA PRIVATE KEY":
            guard !block.isEncrypted else { throw .encrypted }
            return (.privateKey, try privateKey(try block.decoded(), rsaPrivate))
        case "PRIVATE KEY": return (.privateKey, try privateKey(try block.decoded(), privateKeyInfo))
        case "ENCRYPTED PRIVATE KEY": throw .encrypted
        default: throw .otherBlock
        }
    }

    private static func publicKey(_ octets: [UInt8]) throws(Fault) -> DKIMPublicKey {
        do throws(DKIMKeyMaterial.Fault) {
            return try DKIMKeyMaterial(octets).key
        } catch {
            switch error {
            case .truncated: throw .truncated
            case .otherAlgorithm: throw .otherAlgorithm
            default: throw .notAKey
            }
        }
    }

    private static func privateKey(
        _ octets: [UInt8], _ read: (inout DERReader) throws(DERReader.Damage) -> DKIMPublicKey?
    ) throws(Fault) -> DKIMPublicKey {
        let key: DKIMPublicKey?
        do throws(DERReader.Damage) {
            var outer = DERReader(octets)
            var inner = try outer.nested(DERReader.sequence)
            key = try read(&inner)
        } catch {
            if case .truncated = error { throw .truncated }
            throw .notAKey
        }
        guard let key else { throw .otherAlgorithm }
        return key
    }

    /// RSAPrivateKey: version, modulus, public exponent, and private numbers that are left alone.
    private static func rsaPrivate(_ reader: inout DERReader) throws(DERReader.Damage) -> DKIMPublicKey? {
        guard try reader.number().isEmpty else { throw .malformed }
        let modulus = try reader.number()
        let exponent = try reader.number()
        guard !modulus.isEmpty, !exponent.isEmpty, reader.nextTag == DERReader.integer else { throw .malformed }
        return .rsa(modulus: modulus, exponent: exponent)
    }

    /// PrivateKeyInfo (RFC 5958 §2): version, algorithm, the key, and sometimes attributes and the public key.
    private static func privateKeyInfo(_ reader: inout DERReader) throws(DERReader.Damage) -> DKIMPublicKey? {
        _ = try reader.number()
        var algorithm = try reader.nested(DERReader.sequence)
        let identifier = Array(try algorithm.element(DERReader.objectIdentifier))
        var key = DERReader(try reader.element(DERReader.octetString))
        if identifier == DKIMPublicKey.rsaIdentifier {
            var inner = try key.nested(DERReader.sequence)
            return try rsaPrivate(&inner)
        }
        guard identifier == DKIMPublicKey.ed25519Identifier else { return nil }
        let seed = Array(try key.element(DERReader.octetString))
        guard seed.count == 32 else { throw .malformed }
        // A public key that stands beside the seed is not taken on trust.
        return .ed25519(Ed25519.publicKey(seed: seed))
    }
}
