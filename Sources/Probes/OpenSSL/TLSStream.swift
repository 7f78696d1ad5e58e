private import COpenSSL
import Glibc
import Sockets

/// Owns an `SSL` on a TCP connection. One thread at a time; nothing lasts longer than the deadline that is given, nor reads more
/// than the limits allow, also while a peer floods a single call of OpenSSL's.
/// https://docs.openssl.org/3.0/man3/SSL_connect/
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

    /// - Parameter stopsAtServerHello: goes no further than the server's choice of a version, and then fails as closed: the rest
    ///   costs both sides most of the work.
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

    /// What a broken stream says of the handshake.
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

    /// The server has asked for a certificate of the client (CertificateRequest, RFC 5246 §7.4.4 and RFC 8446 §4.3.2), which
    /// may be a wish or a demand.
    var asksForCertificate: Bool { watch.asksForCertificate }

    /// What a failure after the handshake means where the server has asked for a certificate: in TLS 1.3 the handshake is over
    /// for the client before the server minds (RFC 8446 §4.4.2.4).
    func objection(_ failure: StreamFailure) -> HandshakeFailure? {
        guard asksForCertificate else { return nil }
        return switch failure {
        case .alert(let alert): .wantsCertificate(.alert(alert))
        case .closed, .reset, .cutShort: .wantsCertificate(.closed)
        default: nil
        }
    }

    /// Waits for what the server minds after the handshake; `nil` where it says nothing against going on. Up to TLS 1.2 it has
    /// to say so in the handshake (RFC 5246 §7.4.6).
    func waitForObjection(_ deadline: Deadline) -> HandshakeFailure? {
        guard asksForCertificate, chosenVersion == .tls13 else { return nil }
        do {
            return try read(deadline).isEmpty ? .wantsCertificate(.closed) : nil
        } catch {
            return objection(error)
        }
    }

    /// The peer has closed without close_notify: what came last may not be the end.
    var hasUnmarkedEnd: Bool { SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN == 0 || watch.hasUnmarkedEnd }

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

    /// The certificates as served, the server's own first; those of a handshake that broke off later count too.
    var served: [CertificateHandle] {
        guard let chain = SSL_get_peer_cert_chain(session) else { return [] }
        return (0..<min(servedCount, Int32(ProbeLimit.certificates.value))).compactMap { index in
            sendready_certificate_at(chain, index).map { CertificateHandle(retaining: $0) }
        }
    }

    /// How many certificates the server has served, those beyond the limit among them.
    var servedCount: Int32 { SSL_get_peer_cert_chain(session).map { max(sendready_certificate_count($0), 0) } ?? 0 }

    /// The OCSP response that came with the certificate.
    var staple: [UInt8]? {
        var octets: UnsafePointer<UInt8>?
        let count = sendready_status_response(session, &octets)
        guard let octets, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: octets, count: count))
    }

    /// The version that the server has chosen, as soon as its ServerHello is here, whatever becomes of the handshake.
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
