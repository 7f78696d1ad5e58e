private import COpenSSL
import Glibc
import Synchronization

/// Owns an `X509_STORE`: the roots that certificates must lead to. OpenSSL guards its contents with a lock, even when it
/// loads more of the system's roots on demand. https://docs.openssl.org/3.0/man3/X509_STORE_new/
package final class TrustStore: @unchecked Sendable {  // Proof: above; the pointer is set once.
    let pointer: OpaquePointer
    /// Unique within this process.
    let number = made.add(1, ordering: .relaxed).newValue
    private static let made = Atomic(0)
    /// The store is empty: no verdict on a chain means anything.
    package let isEmpty: Bool
    /// The certificates of the file of additional roots, whose expiry is reported too.
    package let named: [Certificate]
    /// Cached verification results for this store.
    let verified = VerifiedChains()

    package enum Failure: Error, Hashable, Sendable {
        /// OpenSSL's text.
        case unreadable(String)
    }

    /// - Parameter system: trust the system's roots (`SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured).
    /// - Parameter file: a PEM file of additional roots.
    package init(system: Bool = true, file: String? = nil) throws(Failure) {
        OpenSSLLibrary.start()
        guard let store = X509_STORE_new() else { throw .unreadable("out of memory") }
        pointer = store
        if system { X509_STORE_set_default_paths(store) }
        OpenSSLLibrary.clearErrors()
        isEmpty = file == nil && !(system && Self.hasSystemRoots)
        guard let file else {
            named = []
            return
        }
        guard X509_STORE_load_file(store, file) == 1 else {
            named = []
            throw .unreadable(OpenSSLLibrary.takeFault()?.text ?? "it contains no certificate")
        }
        named = Self.certificates(of: file)
    }

    /// A store of exactly these certificates.
    init(_ anchors: [CertificateHandle]) throws(Failure) {
        OpenSSLLibrary.start()
        guard let store = X509_STORE_new() else { throw .unreadable("out of memory") }
        pointer = store
        isEmpty = anchors.isEmpty
        named = anchors.map(\.certificate)
        for anchor in anchors { X509_STORE_add_cert(store, anchor.pointer) }
        OpenSSLLibrary.clearErrors()
    }

    deinit { X509_STORE_free(pointer) }

    /// The certificates of a PEM file, in its order.
    private static func certificates(of file: String) -> [Certificate] {
        guard let source = BIO_new_file(file, "r") else { return [] }
        defer {
            BIO_free_all(source)
            OpenSSLLibrary.clearErrors()
        }
        var result: [Certificate] = []
        while let next = PEM_read_bio_X509(source, nil, nil, nil) {
            result.append(CertificateHandle(retaining: next).certificate)
            X509_free(next)
        }
        return result
    }

    /// Whether a trusted certificate has the name of a certificate's issuer.
    ///
    /// - Parameter context: an `X509_STORE_CTX` over this store, after it has verified.
    func hasAuthority(namedAsIssuerOf certificate: CertificateHandle, _ context: OpaquePointer) -> Bool {
        guard let found = X509_STORE_CTX_get1_certs(context, X509_get_issuer_name(certificate.pointer)) else { return false }
        let count = sendready_certificate_count(found)
        sendready_certificates_free(found)
        return count > 0
    }

    private static var hasSystemRoots: Bool {
        let setting = { (variable: UnsafePointer<CChar>?, standard: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? in
            variable.flatMap { getenv($0) }.map { UnsafePointer($0) } ?? standard
        }
        if let file = setting(X509_get_default_cert_file_env(), X509_get_default_cert_file()), access(file, R_OK) == 0 {
            return true
        }
        guard let path = setting(X509_get_default_cert_dir_env(), X509_get_default_cert_dir()), let folder = opendir(path) else {
            return false
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { return true }
        }
        return false
    }
}
