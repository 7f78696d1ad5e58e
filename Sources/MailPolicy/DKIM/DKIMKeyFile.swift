import Cryptography

/// Reads the public half from a private or public key file (RFC 7468, RFC 8017 App. A, RFC 8410).
///
/// Formats: `RSA PRIVATE KEY`, `PRIVATE KEY`, `PUBLIC KEY`, `RSA PUBLIC KEY` in PEM, a bare key record, bare base64.
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
        /// The BEGIN line has no matching END line.
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

    /// Reads the text of a file. Private numbers go to libcrypto, and are wiped.
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
            return (.privateKey, try publicHalf(of: block, .rsa))
        case "PRIVATE KEY": return (.privateKey, try publicHalf(of: block, .pkcs8))
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

    /// The public half of a private key, which only libcrypto parses.
    private static func publicHalf(of block: PEMBlock, _ form: PrivateKey.Form) throws(Fault) -> DKIMPublicKey {
        var octets = try block.decoded()
        var outer = DERReader(octets)
        do throws(DERReader.Damage) {
            _ = try outer.element(DERReader.sequence)
        } catch {
            if case .truncated = error { throw .truncated }
            throw .notAKey
        }
        let publicHalf: [UInt8]
        do throws(PrivateKey.Fault) {
            publicHalf = try PrivateKey.publicHalf(of: &octets, form)
        } catch {
            throw error == .otherAlgorithm ? .otherAlgorithm : .notAKey
        }
        return try publicKey(publicHalf)
    }
}
