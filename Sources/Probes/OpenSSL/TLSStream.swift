private import COpenSSL
import Glibc
import Sockets

/// Owns an `SSL` on a TCP connection. One thread at a time; nothing blocks longer than the patience that is given.
/// https://docs.openssl.org/3.0/man3/SSL_connect/
final class TLSStream: ByteStream {
    private let session: OpaquePointer
    private let connection: TCPStream
    // The session refers to it.
    private let context: TLSContext

    /// `nil` when OpenSSL has no memory.
    init?(_ context: TLSContext, over connection: TCPStream, serverName: String?) {
        guard let session = SSL_new(context.pointer) else { return nil }
        self.session = session
        self.connection = connection
        self.context = context
        guard SSL_set_fd(session, connection.descriptor.number) == 1 else { return nil }
        if let serverName { _ = sendready_set_server_name(session, serverName) }
        sendready_request_status(session)
    }

    deinit {
        SSL_free(session)
        OpenSSLLibrary.clearErrors()
    }

    func handshake(_ patience: Patience) throws(HandshakeFailure) {
        while true {
            OpenSSLLibrary.clearErrors()
            errno = 0
            let result = SSL_connect(session)
            if result == 1 { return }
            switch step(result, patience) {
            case .again: continue
            case .ended(.timedOut) where hasHeard: throw .stalled
            case .ended(.closed) where wantsCertificate: throw .wantsCertificate(.closed)
            case .ended(let failure): throw HandshakeFailure(failure)
            case .fault(let fault) where wantsCertificate: throw .wantsCertificate(HandshakeFailure(fault))
            case .fault(let fault): throw HandshakeFailure(fault)
            }
        }
    }

    func read(_ patience: Patience) throws(StreamFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: TCPStream.readLength)
        while true {
            guard !patience.isOver else { throw .over(patience) }
            OpenSSLLibrary.clearErrors()
            errno = 0
            let count = SSL_read(session, &buffer, Int32(buffer.count))
            if count > 0 { return Array(buffer[..<Int(count)]) }
            switch step(count, patience) {
            case .again: continue
            case .ended(.closed): return []
            case .ended(let failure): throw failure
            case .fault(let fault): throw .broken(fault.text)
            }
        }
    }

    func write(_ octets: [UInt8], _ patience: Patience) throws(StreamFailure) {
        while !octets.isEmpty {
            OpenSSLLibrary.clearErrors()
            errno = 0
            let count = SSL_write(session, octets, Int32(octets.count))
            if count > 0 { return }
            switch step(count, patience) {
            case .again: continue
            case .ended(let failure): throw failure
            case .fault(let fault): throw .broken(fault.text)
            }
        }
    }

    /// The server has asked for a certificate of the client: up to TLS 1.2 the request always has a list of authorities, if an
    /// empty one (RFC 5246 §7.4.4). In TLS 1.3 the handshake is over for the client before the server minds.
    private var wantsCertificate: Bool { SSL_get0_peer_CA_list(session) != nil }

    /// At least one octet has come.
    private var hasHeard: Bool { BIO_number_read(SSL_get_rbio(session)) > 0 }

    /// Says goodbye, without waiting for an answer.
    func close() {
        SSL_shutdown(session)
        OpenSSLLibrary.clearErrors()
    }

    private enum Step {
        case again
        case ended(StreamFailure)
        case fault(OpenSSLLibrary.Fault)
    }

    /// What to do after a call that did not succeed: waits where waiting is due.
    private func step(_ result: Int32, _ patience: Patience) -> Step {
        let code = errno
        let kind = SSL_get_error(session, result)
        switch kind {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE:
            let events = kind == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT
            let isReady = !patience.isOver && TCPStream.wait(connection.descriptor, events, patience)
            return isReady ? .again : .ended(.over(patience))
        case SSL_ERROR_ZERO_RETURN: return .ended(.closed)
        case SSL_ERROR_SYSCALL where code == 0 || code == ECONNRESET || code == EPIPE: return .ended(.closed)
        case SSL_ERROR_SYSCALL: return .ended(.broken(SystemError("read", code: code).reason))
        default:
            guard let fault = OpenSSLLibrary.takeFault() else { return .ended(.closed) }
            return fault.text == "unexpected eof while reading" ? .ended(.closed) : .fault(fault)
        }
    }

    // MARK: What was negotiated

    /// At most this many certificates of a chain are described.
    static let maximumCertificates: Int32 = 16

    /// The certificates as served, the server's own first; those of a handshake that broke off later count too.
    var served: [CertificateHandle] {
        guard let chain = SSL_get_peer_cert_chain(session) else { return [] }
        return (0..<min(max(sendready_certificate_count(chain), 0), Self.maximumCertificates)).compactMap { index in
            sendready_certificate_at(chain, index).map { CertificateHandle(retaining: $0) }
        }
    }

    /// The OCSP response that came with the certificate.
    var staple: [UInt8]? {
        var octets: UnsafePointer<UInt8>?
        let count = sendready_status_response(session, &octets)
        guard let octets, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: octets, count: count))
    }

    /// Only after a handshake.
    var negotiated: TLSSession {
        let cipher = SSL_get_current_cipher(session)
        var group: String?
        if let key = sendready_peer_temporary_key(session) {
            group = Self.groupName(key)
            EVP_PKEY_free(key)
        }
        let version = TLSVersion(number: SSL_version(session)) ?? .tls13
        let exchange: TLSSession.KeyExchange =
            switch SSL_CIPHER_get_kx_nid(cipher) {
            case NID_kx_rsa: .rsa
            case NID_kx_dhe: .dhe
            case NID_kx_ecdhe: .ecdhe
            default: version == .tls13 ? (group?.hasPrefix("DH") == true ? .dhe : .ecdhe) : .other
            }
        return TLSSession(
            version: version,
            cipher: (SSL_CIPHER_standard_name(cipher) ?? SSL_CIPHER_get_name(cipher)).map { String(cString: $0) } ?? "unknown",
            group: group, keyExchange: exchange)
    }

    /// `X25519`, `prime256v1`, `DH 2048`.
    private static func groupName(_ key: OpaquePointer) -> String {
        let type = CertificateHandle.keyType(key)
        var name = [CChar](repeating: 0, count: 64)
        var count = 0
        if type == "EC", EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1 {
            return String(decoding: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return type == "DH" ? "DH \(EVP_PKEY_get_bits(key))" : type
    }
}
