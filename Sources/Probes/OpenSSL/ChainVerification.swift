private import COpenSSL
import Glibc

/// The result of path validation (RFC 5280 §6) for a served chain: the path as completed from the trust store, and all its
/// problems, not just the first. Host names are matched elsewhere.
package struct ChainVerification: Hashable, Sendable {
    /// A problem reported by OpenSSL.
    package struct Problem: Hashable, Sendable {
        /// `X509_V_ERR_…`
        package let code: Int
        /// OpenSSL's text.
        package let text: String
        /// 0 is the server's own certificate.
        package let depth: Int
        package let subject: String
    }

    /// The server's own certificate first; ends at a root when there is one.
    package let path: [Certificate]
    package let problems: [Problem]
    /// For an untrusted path: a trusted authority has the same name as the last issuer.
    let hasTrustedNamesake: Bool

    /// Longer paths are not followed.
    static let maximumDepth: Int32 = 10

    /// Every certificate in `roots` ends a path, self-signed or not: an anchor is an anchor (RFC 5280 §6.1.1 (d)).
    ///
    /// - Parameter seconds: the time to verify at, since 1970.
    init(_ served: [CertificateHandle], roots: TrustStore, at seconds: Int64) {
        let notes = Notes()
        var path: [CertificateHandle] = []
        var hasTrustedNamesake = false
        if let leaf = served.first, let context = X509_STORE_CTX_new(), let others = sendready_certificate_stack() {
            defer {
                X509_STORE_CTX_free(context)
                sendready_certificate_stack_free(others)
                OpenSSLLibrary.clearErrors()
            }
            for other in served.dropFirst() { _ = sendready_certificate_push(others, other.pointer) }
            X509_STORE_CTX_init(context, roots.pointer, leaf.pointer, others)
            X509_STORE_CTX_set_default(context, "ssl_server")
            let parameters = X509_STORE_CTX_get0_param(context)
            X509_VERIFY_PARAM_set_depth(parameters, Self.maximumDepth)
            // Rules judge keys and signatures, not this code.
            X509_VERIFY_PARAM_set_auth_level(parameters, 0)
            X509_VERIFY_PARAM_set_time(parameters, time_t(seconds))
            X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
            X509_STORE_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(notes).toOpaque())
            X509_STORE_CTX_set_verify_cb(context, noteProblem)
            withExtendedLifetime((served, roots, notes)) { _ = X509_verify_cert(context) }
            if let chain = X509_STORE_CTX_get0_chain(context) {
                path = (0..<max(sendready_certificate_count(chain), 0)).compactMap { index in
                    sendready_certificate_at(chain, index).map { CertificateHandle(retaining: $0) }
                }
            }
            if let last = path.last, notes.problems.contains(where: { VerifyCode.noAnchor.contains($0.code) }) {
                hasTrustedNamesake = roots.hasAuthority(namedAsIssuerOf: last, context)
            }
        }
        self.path = path.map(\.certificate)
        self.problems = notes.problems
        self.hasTrustedNamesake = hasTrustedNamesake
    }

    /// The trusted certificate at the end of the path; `nil` when the path is untrusted.
    package var anchor: Certificate? {
        problems.contains { VerifyCode.noAnchor.contains($0.code) } ? nil : path.last
    }

    /// The certificates of the path that must be valid: all except the trust anchor, whose dates do not count (RFC 5280
    /// §6.1).
    package var certified: [Certificate] { anchor == nil || path.count == 1 ? path : Array(path.dropLast()) }

    /// Written by the callback, on the verifying thread only.
    fileprivate final class Notes {
        var problems: [Problem] = []
    }
}

/// Records the problem and lets verification continue, so that all problems are found.
private func noteProblem(_ isFine: Int32, _ context: OpaquePointer?) -> Int32 {
    guard isFine == 0, let context, let address = X509_STORE_CTX_get_ex_data(context, 0) else { return 1 }
    let notes = Unmanaged<ChainVerification.Notes>.fromOpaque(address).takeUnretainedValue()
    let code = X509_STORE_CTX_get_error(context)
    let certificate = X509_STORE_CTX_get_current_cert(context).map { CertificateHandle(retaining: $0).certificate }
    let problem = ChainVerification.Problem(
        code: Int(code), text: String(cString: X509_verify_cert_error_string(Int(code))),
        depth: Int(X509_STORE_CTX_get_error_depth(context)), subject: certificate?.subject ?? "")
    if !notes.problems.contains(problem) { notes.problems.append(problem) }
    return 1
}
