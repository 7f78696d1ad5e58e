import Cryptography

/// Decodes key octets in any of their encodings: the encoding, the key, or what is wrong.
struct DKIMKeyMaterial: Sendable, Hashable {
    enum Form: String, Sendable, Hashable {
        case subjectPublicKeyInfo = "SubjectPublicKeyInfo"
        case rsaPublicKey = "RSAPublicKey"
        case bareEd25519 = "bare Ed25519 octets"
    }

    enum Fault: Error, Sendable, Hashable {
        /// A structure that is shorter than its length says: octets needed, octets present.
        case truncated(needed: Int, present: Int)
        /// Octets follow the complete key; `doubled` when they begin the same key again.
        case trailing(count: Int, doubled: Bool)
        case privateKey
        case certificate
        /// SubjectPublicKeyInfo of an algorithm that DKIM does not support.
        case otherAlgorithm
        case notAKey
    }

    let key: DKIMPublicKey
    let form: Form

    /// `keyType`: the value of `k`. 32 octets that begin like a DER structure count as a bare key only where one is
    /// expected.
    init(_ octets: [UInt8], keyType: String? = nil) throws(Fault) {
        if octets.count == 32, keyType == "ed25519" || octets.first != DERReader.sequence {
            key = .ed25519(octets)
            form = .bareEd25519
            return
        }
        // As some programs store a private key: with its public half behind it.
        if PrivateKey.isEd25519Pair(octets) { throw .privateKey }
        var outer = DERReader(octets)
        do throws(DERReader.Damage) {
            let content = try outer.element(DERReader.sequence)
            (key, form) = try Self.read(content)
        } catch {
            if case .truncated(let needed, let present) = error, present == octets.count {
                throw .truncated(needed: needed, present: present)
            }
            throw Self.fault(of: octets)
        }
        let rest = outer.remaining
        guard rest.isEmpty else { throw .trailing(count: rest.count, doubled: octets.starts(with: rest.prefix(16))) }
    }

    private static func read(_ content: ArraySlice<UInt8>) throws(DERReader.Damage) -> (DKIMPublicKey, Form) {
        var reader = DERReader(content)
        if reader.nextTag == DERReader.sequence {
            var algorithm = try reader.nested(DERReader.sequence)
            let identifier = Array(try algorithm.element(DERReader.objectIdentifier))
            let bits = try reader.bits()
            guard reader.isAtEnd else { throw .malformed }
            if identifier == DKIMPublicKey.ed25519Identifier {
                guard bits.count == 32 else { throw .malformed }
                return (.ed25519(bits), .subjectPublicKeyInfo)
            }
            guard identifier == DKIMPublicKey.rsaIdentifier else { throw .malformed }
            var key = DERReader(bits)
            var inner = try key.nested(DERReader.sequence)
            let rsa = try Self.rsa(&inner)
            guard key.isAtEnd else { throw .malformed }
            return (rsa, .subjectPublicKeyInfo)
        }
        return (try rsa(&reader), .rsaPublicKey)
    }

    private static func rsa(_ reader: inout DERReader) throws(DERReader.Damage) -> DKIMPublicKey {
        let modulus = try reader.number()
        let exponent = try reader.number()
        guard reader.isAtEnd, !modulus.isEmpty, !exponent.isEmpty else { throw .malformed }
        return .rsa(modulus: modulus, exponent: exponent)
    }

    /// What octets without a public key might be instead.
    private static func fault(of octets: [UInt8]) -> Fault {
        var outer = DERReader(octets)
        guard var inner = try? outer.nested(DERReader.sequence) else { return .notAKey }
        if inner.nextTag == DERReader.integer {
            guard (try? inner.number())?.count ?? 2 <= 1 else { return .notAKey }
            return inner.nextTag == DERReader.integer || inner.nextTag == DERReader.sequence ? .privateKey : .notAKey
        }
        guard inner.nextTag == DERReader.sequence, var first = try? inner.nested(DERReader.sequence) else { return .notAKey }
        if first.nextTag == DERReader.objectIdentifier, let identifier = try? first.element(DERReader.objectIdentifier) {
            let known = [DKIMPublicKey.rsaIdentifier, DKIMPublicKey.ed25519Identifier].contains(Array(identifier))
            return !known && inner.nextTag == DERReader.bitString ? .otherAlgorithm : .notAKey
        }
        return first.nextTag == 0xa0 ? .certificate : .notAKey
    }
}
