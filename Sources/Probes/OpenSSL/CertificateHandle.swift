private import COpenSSL
import DNS
import Glibc
import Synchronization

/// Owns an `X509`. OpenSSL counts references atomically and never changes a parsed certificate except for caches behind its
/// own locks, so it is thread-safe. https://docs.openssl.org/3.0/man7/x509/
final class CertificateHandle: @unchecked Sendable {  // Proof: above; the pointer is set once.
    let pointer: OpaquePointer

    private init(adopting pointer: OpaquePointer) { self.pointer = pointer }

    /// Retains a certificate that something else owns.
    init(retaining pointer: OpaquePointer) {
        X509_up_ref(pointer)
        self.pointer = pointer
    }

    /// From DER; `nil` when the octets are not a certificate.
    convenience init?(_ octets: [UInt8]) {
        OpenSSLLibrary.start()
        let parsed = octets.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_X509(nil, &start, buffer.count)
        }
        OpenSSLLibrary.clearErrors()
        guard let parsed else { return nil }
        self.init(adopting: parsed)
    }

    deinit { X509_free(pointer) }

    /// Whether `issuer` issued this certificate, by name, key identifier and signature.
    func isIssued(by issuer: CertificateHandle) -> Bool {
        defer { OpenSSLLibrary.clearErrors() }
        guard X509_check_issued(issuer.pointer, pointer) == X509_V_OK, let key = X509_get0_pubkey(issuer.pointer) else {
            return false
        }
        return X509_verify(pointer, key) == 1
    }

    /// Whether the signature matches the key of `other`, whatever the names say.
    func isSigned(by other: CertificateHandle) -> Bool {
        defer { OpenSSLLibrary.clearErrors() }
        guard let key = X509_get0_pubkey(other.pointer) else { return false }
        return X509_verify(pointer, key) == 1
    }

    /// Why `issuer` cannot have issued this certificate although its name and key match: `X509_V_ERR_…` and OpenSSL's text.
    func objection(toIssuer issuer: CertificateHandle) -> (code: Int, text: String) {
        defer { OpenSSLLibrary.clearErrors() }
        let code = Int(X509_check_issued(issuer.pointer, pointer))
        return (code, String(cString: X509_verify_cert_error_string(code)))
    }

    /// Whether the subject of `other` is this certificate's issuer name.
    func namesAsIssuer(_ other: CertificateHandle) -> Bool {
        X509_NAME_cmp(X509_get_issuer_name(pointer), X509_get_subject_name(other.pointer)) == 0
    }

    /// The values in it. Servers send the same certificates again and again, so recent ones are cached.
    var certificate: Certificate {
        let octets = encoded { i2d_X509(pointer, &$0) }
        let fingerprint = Digest.sha256.hexadecimal(octets)
        if let known = Self.known.withLock({ $0[fingerprint] }) { return known }
        let certificate = reading(octets, fingerprint)
        Self.known.withLock { known in
            if known.count >= Self.kept { known = [:] }
            known[fingerprint] = certificate
        }
        return certificate
    }

    /// By fingerprint: nothing in them depends on the observer or the time.
    private static let known = Mutex<[String: Certificate]>([:])
    private static let kept = 256

    private func reading(_ octets: [UInt8], _ fingerprint: String) -> Certificate {
        defer { OpenSSLLibrary.clearErrors() }
        let keyInformation = encoded { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), &$0) }
        let key = X509_get0_pubkey(pointer)
        let (names, addresses, omitted) = alternativeNames
        var digest: Int32 = 0
        X509_get_signature_info(pointer, &digest, nil, nil, nil)
        return Certificate(
            octets: octets, fingerprint: fingerprint, subject: Self.text(X509_get_subject_name(pointer)),
            issuer: Self.text(X509_get_issuer_name(pointer)),
            issuerOrganization: Self.entry(NID_organizationName, of: X509_get_issuer_name(pointer)), serial: serial,
            notBefore: Self.seconds(X509_get0_notBefore(pointer)), notAfter: Self.seconds(X509_get0_notAfter(pointer)),
            names: names, addresses: addresses, omittedNames: omitted, keyType: key.map(Self.keyType) ?? "unknown",
            keyBits: key.map { Int(EVP_PKEY_get_bits($0)) } ?? 0,
            signatureAlgorithm: Self.longName(X509_get_signature_nid(pointer)),
            signatureDigest: digest == NID_undef ? nil : OBJ_nid2sn(digest).map { String(cString: $0) },
            isSelfIssued: X509_NAME_cmp(X509_get_subject_name(pointer), X509_get_issuer_name(pointer)) == 0,
            isAuthority: X509_check_ca(pointer) > 0, keyUsage: keyUsage,
            mustStaple: X509_get_ext_by_NID(pointer, NID_tlsfeature, -1) >= 0,
            issuerURLs: issuerURLs, keyOctets: keyInformation)
    }

    private var keyUsage: KeyUsage? {
        let bits = X509_get_key_usage(pointer)
        return bits == UInt32.max ? nil : KeyUsage(rawValue: bits)
    }

    private func encoded(_ write: (inout UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
        var octets: UnsafeMutablePointer<UInt8>?
        let count = write(&octets)
        guard let octets, count > 0 else { return [] }
        defer { sendready_free(octets) }
        return Array(UnsafeBufferPointer(start: octets, count: Int(count)))
    }

    private var serial: String {
        guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(pointer), nil) else { return "" }
        defer { BN_free(number) }
        guard let digits = BN_bn2hex(number) else { return "" }
        defer { sendready_free(digits) }
        return String(cString: digits).lowercased()
    }

    private var alternativeNames: (names: [String], addresses: [IPAddress], omitted: Int) {
        guard let raw = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return ([], [], 0) }
        let list = OpaquePointer(raw)
        defer { GENERAL_NAMES_free(list) }
        var names: [String] = []
        var addresses: [IPAddress] = []
        let count = max(sendready_name_count(list), 0)
        let read = min(count, Int32(ProbeLimit.namesPerCertificate.value))
        for index in 0..<read {
            var start: UnsafePointer<UInt8>?
            var count: Int32 = 0
            let kind = sendready_name_at(list, index, &start, &count)
            guard kind == GEN_DNS || kind == GEN_IPADD, let start, count >= 0 else { continue }
            let octets = Array(UnsafeBufferPointer(start: start, count: Int(count)))
            if kind == GEN_DNS {
                names.append(String(decoding: octets, as: UTF8.self).lowercased())
            } else if let address = IPAddress(octets: octets) {
                addresses.append(address)
            }
        }
        return (names, addresses, Int(count - read))
    }

    private var issuerURLs: [String] {
        guard let raw = X509_get_ext_d2i(pointer, NID_info_access, nil, nil) else { return [] }
        let list = OpaquePointer(raw)
        defer { AUTHORITY_INFO_ACCESS_free(list) }
        return (0..<min(max(sendready_access_count(list), 0), Int32(ProbeLimit.issuerURLs.value))).compactMap { index in
            var start: UnsafePointer<UInt8>?
            var count: Int32 = 0
            guard sendready_access_at(list, index, &start, &count) == NID_ad_ca_issuers, let start, count > 0 else { return nil }
            return String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
        }
    }

    private static func text(_ name: OpaquePointer?) -> String {
        guard let name else { return "" }
        return OpenSSLLibrary.text { sendready_print_name($0, name) }
    }

    /// The first entry of a kind.
    private static func entry(_ kind: Int32, of name: OpaquePointer?) -> String? {
        let index = X509_NAME_get_index_by_NID(name, kind, -1)
        guard index >= 0, let data = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)) else { return nil }
        var octets: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&octets, data)
        guard let octets, count >= 0 else { return nil }
        defer { sendready_free(octets) }
        return String(decoding: UnsafeBufferPointer(start: octets, count: Int(count)), as: UTF8.self)
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Int64(timegm(&parts))
    }

    private static func longName(_ number: Int32) -> String { OBJ_nid2ln(number).map { String(cString: $0) } ?? "unknown" }

    static func keyType(_ key: OpaquePointer) -> String {
        EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? longName(EVP_PKEY_get_base_id(key))
    }
}
