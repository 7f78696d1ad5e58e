private import COpenSSL
import Glibc

/// The status of a stapled OCSP response (RFC 6960) for the server's certificate.
package enum OCSPStaple: String, Hashable, Sendable {
    /// None was sent. Normal now that authorities are phasing out OCSP.
    case none
    case good, revoked, unknown
    /// Not a response, or an error.
    case malformed
    /// About another certificate.
    case unrelated
    /// Expired, or not yet valid.
    case outdated
    /// Not signed by an authorised responder.
    case unsigned

    /// - Parameter chain: as served, the server's own certificate first.
    init(_ octets: [UInt8]?, chain: [CertificateHandle], issuer: CertificateHandle?, roots: TrustStore, at seconds: Int64) {
        guard let octets else {
            self = .none
            return
        }
        defer { OpenSSLLibrary.clearErrors() }
        let response = octets.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_OCSP_RESPONSE(nil, &start, buffer.count)
        }
        defer { OCSP_RESPONSE_free(response) }
        guard let response, OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL,
            let basic = OCSP_response_get1_basic(response)
        else {
            self = .malformed
            return
        }
        defer { OCSP_BASICRESP_free(basic) }
        guard let leaf = chain.first, let issuer, let identity = OCSP_cert_to_id(EVP_sha1(), leaf.pointer, issuer.pointer) else {
            self = .unrelated
            return
        }
        defer { OCSP_CERTID_free(identity) }
        var status: Int32 = -1
        var reason: Int32 = 0
        var from: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var until: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        guard OCSP_resp_find_status(basic, identity, &status, &reason, &revoked, &from, &until) == 1 else {
            self = .unrelated
            return
        }
        guard Self.isSigned(basic, chain: chain, issuer: issuer, roots: roots) else {
            self = .unsigned
            return
        }
        guard Self.isCurrent(from: from, until: until, at: seconds) else {
            self = .outdated
            return
        }
        switch status {
        case V_OCSP_CERTSTATUS_GOOD: self = .good
        case V_OCSP_CERTSTATUS_REVOKED: self = .revoked
        default: self = .unknown
        }
    }

    /// By the issuer, or by a responder that the issuer has delegated to.
    private static func isSigned(
        _ basic: OpaquePointer, chain: [CertificateHandle], issuer: CertificateHandle, roots: TrustStore
    ) -> Bool {
        guard let others = sendready_certificate_stack() else { return false }
        defer { sendready_certificate_stack_free(others) }
        for other in chain.dropFirst() + [issuer] { _ = sendready_certificate_push(others, other.pointer) }
        return withExtendedLifetime((chain, issuer)) {
            OCSP_basic_verify(basic, others, roots.pointer, UInt(OCSP_TRUSTOTHER)) == 1
        }
    }

    /// Tolerates five minutes of clock skew.
    private static let tolerance: time_t = 300

    private static func isCurrent(
        from: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?, until: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?, at seconds: Int64
    ) -> Bool {
        if let from, ASN1_TIME_cmp_time_t(from, time_t(seconds) + tolerance) > 0 { return false }
        if let until, ASN1_TIME_cmp_time_t(until, time_t(seconds) - tolerance) < 0 { return false }
        return true
    }
}
