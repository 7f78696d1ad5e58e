private import CCrypto

/// Reads private keys with libcrypto to get their public halves. Nothing private outlives the call.
package enum PrivateKey {
    package enum Form: Sendable {
        /// RSAPrivateKey (RFC 8017 appendix A.1.2).
        case rsa
        /// PrivateKeyInfo and OneAsymmetricKey (RFC 5208, RFC 5958), unencrypted.
        case pkcs8
    }

    package enum Fault: Error, Hashable, Sendable {
        /// Neither RSA nor Ed25519.
        case otherAlgorithm
        case notAKey
    }

    /// The SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of the key in `octets`, which are DER and are overwritten.
    ///
    /// A public key stored with an Ed25519 seed is not trusted: it is computed from the seed.
    package static func publicHalf(of octets: inout [UInt8], _ form: Form) throws(Fault) -> [UInt8] {
        Library.start()
        defer {
            wipe(&octets)
            ERR_clear_error()
        }
        let key: OpaquePointer
        switch form {
        case .rsa:
            guard let read = decode(octets, { d2i_PrivateKey(EVP_PKEY_RSA, nil, &$0, $1) }) else { throw .notAKey }
            key = read
        case .pkcs8: key = try pkcs8(octets)
        }
        defer { EVP_PKEY_free(key) }
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = i2d_PUBKEY(key, &encoded)
        defer { CRYPTO_free(encoded, #file, #line) }
        guard let encoded, count > 0 else { throw .notAKey }
        return Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
    }

    /// Whether 64 octets are an Ed25519 private key followed by its own public key.
    package static func isEd25519Pair(_ octets: [UInt8]) -> Bool {
        guard octets.count == 64 else { return false }
        // PrivateKeyInfo (RFC 8410 §7), up to the key.
        let head: [UInt8] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
        var info = head + octets.prefix(32)
        return (try? publicHalf(of: &info, .pkcs8))?.suffix(32) == octets.suffix(32)
    }

    private static func pkcs8(_ octets: [UInt8]) throws(Fault) -> OpaquePointer {
        var info = decode(octets) { d2i_PKCS8_PRIV_KEY_INFO(nil, &$0, $1) }
        if info == nil, var older = withoutPublicKey(octets) {
            info = decode(older) { d2i_PKCS8_PRIV_KEY_INFO(nil, &$0, $1) }
            wipe(&older)
        }
        guard let info else { throw .notAKey }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        var algorithm: OpaquePointer?
        guard PKCS8_pkey_get0(&algorithm, nil, nil, nil, info) == 1 else { throw .notAKey }
        guard [EVP_PKEY_RSA, EVP_PKEY_ED25519].contains(OBJ_obj2nid(algorithm)) else { throw .otherAlgorithm }
        guard let key = EVP_PKCS82PKEY(info) else { throw .notAKey }
        return key
    }

    private static func decode(
        _ octets: [UInt8], _ read: (inout UnsafePointer<UInt8>?, Int) -> OpaquePointer?
    ) -> OpaquePointer? {
        octets.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return read(&cursor, buffer.count)
        }
    }

    private static func wipe(_ octets: inout [UInt8]) {
        octets.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }

    /// Converts a OneAsymmetricKey with its public key (version 1 of RFC 5958 §2), which libcrypto 3.0 does not read, to a
    /// PrivateKeyInfo (version 0) without it; `nil` for anything else. Some libraries write Ed25519 keys only in that form.
    private static func withoutPublicKey(_ octets: [UInt8]) -> [UInt8]? {
        guard let outer = element(octets[...], V_ASN1_SEQUENCE) else { return nil }
        guard let version = element(outer.content, V_ASN1_INTEGER), Array(version.content) == [1],
            let algorithm = element(version.rest, V_ASN1_SEQUENCE), let key = element(algorithm.rest, V_ASN1_OCTET_STRING)
        else { return nil }
        let content = [0x02, 0x01, 0x00] + algorithm.whole + key.whole
        var header = [UInt8](repeating: 0, count: 16)
        let length = header.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            var cursor: UnsafeMutablePointer<UInt8>? = start
            ASN1_put_object(&cursor, 1, Int32(content.count), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL)
            return cursor.map { start.distance(to: $0) } ?? 0
        }
        return header.prefix(length) + content
    }

    private struct Element {
        let whole: ArraySlice<UInt8>
        let content: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
    }

    /// The first element of `octets`, if it is complete and has this universal tag.
    private static func element(_ octets: ArraySlice<UInt8>, _ wanted: Int32) -> Element? {
        octets.withUnsafeBufferPointer { buffer -> Element? in
            guard let start = buffer.baseAddress else { return nil }
            var cursor: UnsafePointer<UInt8>? = start
            var (length, tag, group) = (0, Int32(0), Int32(0))
            guard ASN1_get_object(&cursor, &length, &tag, &group, buffer.count) & 0x81 == 0, tag == wanted,
                group == V_ASN1_UNIVERSAL, let cursor
            else { return nil }
            let begin = octets.startIndex + start.distance(to: cursor)
            let end = begin + length
            return Element(whole: octets[..<end], content: octets[begin..<end], rest: octets[end...])
        }
    }
}

/// Initialises libcrypto once, without the system's `openssl.cnf`, so that the host's policy changes no finding.
enum Library {
    static func start() { _ = isStarted }

    private static let isStarted: Bool = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil) == 1
}
