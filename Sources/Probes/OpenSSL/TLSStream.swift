private import COpenSSL
import Glibc
import Sockets

/// Owns an `SSL` on a TCP connection. One thread at a time; no call exceeds its deadline or the read limits, even while a
/// peer floods a single OpenSSL call. https://docs.openssl.org/3.0/man3/SSL_connect/
final class TLSStream: ByteStream {
    private let session: OpaquePointer
    private let connection: TCPStream
    private let watch = SessionWatch()
    // The session refers to it.
    private let context: TLSContext

    /// `nil` when OpenSSL has no memory.
    init?(_ context: TLSContext, over connection: TCPStream, serverName: String?) {
        guard let session = SSL_new(context.pointer) else { return nil }
        self.session = session
        self.connection = connection
        self.context = context
        guard SSL_set_fd(session, connection.descriptor.number) == 1, let octets = SSL_get_rbio(session) else { return nil }
        if let serverName { _ = sendready_set_server_name(session, serverName) }
        sendready_request_status(session)
        watch.observe(session, octets)
    }

    deinit {
        SSL_free(session)
        OpenSSLLibrary.clearErrors()
    }

    /// - Parameter stopsAtServerHello: stops after the server has chosen a version, and then fails as closed: the rest
    ///   would cost both sides most of the work.
    func handshake(_ deadline: Deadline, stopsAtServerHello: Bool = false) throws(HandshakeFailure) {
        if stopsAtServerHello { watch.isEnough = { [unowned self] in chosenVersion != nil } }
        watch.begin(deadline, .handshakeOctets)
        while true {
            OpenSSLLibrary.clearErrors()
            errno = 0
            let result = SSL_connect(session)
            if result == 1 {
                watch.begin(deadline, .sessionOctets)
                return
            }
            switch step(result, deadline) {
            case .again: continue
            case .ended(let failure): throw handshakeFailure(failure)
            case .fault(let fault):
                throw asksForCertificate ? .wantsCertificate(HandshakeFailure(fault)) : HandshakeFailure(fault)
            }
        }
    }

    /// The handshake failure that a stream failure amounts to.
    private func handshakeFailure(_ failure: StreamFailure) -> HandshakeFailure {
        switch failure {
        case .timedOut where hasHeard: .stalled
        case .closed where asksForCertificate, .reset where asksForCertificate: .wantsCertificate(.closed)
        case .closed where hasHeard, .reset where hasHeard: .cutShort
        default: HandshakeFailure(failure)
        }
    }

    func read(_ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: TCPStream.readLength)
        watch.go(until: deadline)
        while true {
            guard !deadline.isOver else { throw .over(deadline) }
            OpenSSLLibrary.clearErrors()
            errno = 0
            let count = SSL_read(session, &buffer, Int32(buffer.count))
            if count > 0 { return Array(buffer[..<Int(count)]) }
            switch step(count, deadline) {
            case .again: continue
            case .ended(.closed): return []
            case .ended(let failure): throw failure
            case .fault(let fault): throw fault.alert.map(StreamFailure.alert) ?? .broken(fault.text)
            }
        }
    }

    func write(_ octets: [UInt8], _ deadline: Deadline) throws(StreamFailure) {
        watch.go(until: deadline)
        while !octets.isEmpty {
            OpenSSLLibrary.clearErrors()
            errno = 0
            let count = SSL_write(session, octets, Int32(octets.count))
            if count > 0 { return }
            switch step(count, deadline) {
            case .again: continue
            case .ended(let failure): throw failure
            case .fault(let fault): throw fault.alert.map(StreamFailure.alert) ?? .broken(fault.text)
            }
        }
    }

    /// The server has requested a client certificate (CertificateRequest, RFC 5246 §7.4.4 and RFC 8446 §4.3.2), which may
    /// be optional or mandatory.
    var asksForCertificate: Bool { watch.asksForCertificate }

    /// The meaning of a failure after the handshake where the server has requested a client certificate: in TLS 1.3 the
    /// handshake is complete for the client before the server objects (RFC 8446 §4.4.2.4).
    func objection(_ failure: StreamFailure) -> HandshakeFailure? {
        guard asksForCertificate else { return nil }
        return switch failure {
        case .alert(let alert): .wantsCertificate(.alert(alert))
        case .closed, .reset, .cutShort: .wantsCertificate(.closed)
        default: nil
        }
    }

    /// Waits for the server to object after the handshake; `nil` if it does not. Up to TLS 1.2, it must object during the
    /// handshake (RFC 5246 §7.4.6).
    func waitForObjection(_ deadline: Deadline) -> HandshakeFailure? {
        guard asksForCertificate, chosenVersion == .tls13 else { return nil }
        do {
            return try read(deadline).isEmpty ? .wantsCertificate(.closed) : nil
        } catch {
            return objection(error)
        }
    }

    /// The peer has closed without close_notify: the data may be truncated.
    var hasUnmarkedEnd: Bool { SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN == 0 || watch.hasUnmarkedEnd }

    /// At least one octet has been received.
    private var hasHeard: Bool { BIO_number_read(SSL_get_rbio(session)) > 0 }

    /// Sends close_notify, without waiting for an answer.
    func close() {
        SSL_shutdown(session)
        OpenSSLLibrary.clearErrors()
    }

    private enum Step {
        case again
        case ended(StreamFailure)
        case fault(OpenSSLLibrary.Fault)
    }

    /// Decides what to do after an unsuccessful call; waits if necessary.
    private func step(_ result: Int32, _ deadline: Deadline) -> Step {
        let code = errno
        let kind = SSL_get_error(session, result)
        if watch.hasStopped { return .ended(.closed) }
        if let limit = watch.reached { return .ended(.beyond(limit)) }
        if watch.isLate { return .ended(.over(deadline)) }
        switch kind {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE:
            let events = kind == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT
            let isReady = !deadline.isOver && TCPStream.wait(connection.descriptor, events, deadline)
            return isReady ? .again : .ended(.over(deadline))
        case SSL_ERROR_ZERO_RETURN: return .ended(.closed)
        case SSL_ERROR_SYSCALL where code == 0: return .ended(.closed)
        case SSL_ERROR_SYSCALL where code == ECONNRESET || code == EPIPE: return .ended(.reset)
        case SSL_ERROR_SYSCALL: return .ended(.broken(SystemError("read", code: code).reason))
        default:
            guard let fault = OpenSSLLibrary.takeFault() else { return .ended(.closed) }
            return fault.text == "unexpected eof while reading" ? .ended(.closed) : .fault(fault)
        }
    }

    // MARK: What was negotiated

    /// The certificates as served, the server's own first; also available after a handshake that failed later.
    var served: [CertificateHandle] {
        guard let chain = SSL_get_peer_cert_chain(session) else { return [] }
        return (0..<min(servedCount, Int32(ProbeLimit.certificates.value))).compactMap { index in
            sendready_certificate_at(chain, index).map { CertificateHandle(retaining: $0) }
        }
    }

    /// How many certificates the server sent, those beyond the limit included.
    var servedCount: Int32 { SSL_get_peer_cert_chain(session).map { max(sendready_certificate_count($0), 0) } ?? 0 }

    /// The OCSP response that came with the certificate.
    var staple: [UInt8]? {
        var octets: UnsafePointer<UInt8>?
        let count = sendready_status_response(session, &octets)
        guard let octets, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: octets, count: count))
    }

    /// The version that the server chose, known from the ServerHello on, even if the handshake fails later.
    var chosenVersion: TLSVersion? {
        guard SSL_get_pending_cipher(session) != nil || SSL_get_current_cipher(session) != nil else { return nil }
        return TLSVersion(number: SSL_version(session))
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
