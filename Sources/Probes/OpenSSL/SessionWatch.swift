private import COpenSSL

/// Observes OpenSSL at work on a session, and stops it: a flooding peer can keep one call busy for ever, for example with
/// HelloRequest messages, which a client skips one after the other. Belongs to a `TLSStream`, which outlives the session.
final class SessionWatch {
    private var instant = ContinuousClock.Instant.now
    private var limit = ProbeLimit.handshakeOctets
    private var octets = 0

    /// The limit that was reached.
    private(set) var reached: ProbeLimit?
    /// The deadline passed during a call.
    private(set) var isLate = false
    private(set) var asksForCertificate = false
    /// The peer has closed the underlying connection.
    private(set) var hasUnmarkedEnd = false
    /// Stops reading once this returns true: the needed information has arrived.
    var isEnough: (() -> Bool)?
    private(set) var hasStopped = false

    /// Counts what is read for `session` through `transport`, and records client certificate requests.
    func observe(_ session: OpaquePointer, _ transport: OpaquePointer) {
        let own = Unmanaged.passUnretained(self).toOpaque()
        BIO_set_callback_arg(transport, own.assumingMemoryBound(to: CChar.self))
        BIO_set_callback_ex(transport, watchTransport)
        SSL_set_cert_cb(session, noteCertificateRequest, own)
    }

    /// Applies `limit` from now on.
    func begin(_ deadline: Deadline, _ limit: ProbeLimit) {
        self.limit = limit
        octets = 0
        go(until: deadline)
    }

    func go(until deadline: Deadline) { instant = deadline.instant }

    /// Whether another read may begin.
    fileprivate func mayRead() -> Bool {
        if octets > limit.value { reached = limit }
        if ContinuousClock.now >= instant { isLate = true }
        if isEnough?() == true { hasStopped = true }
        return reached == nil && !isLate && !hasStopped
    }

    fileprivate func note(read count: Int) { octets += count }
    fileprivate func noteEnd() { hasUnmarkedEnd = true }
    fileprivate func noteRequest() { asksForCertificate = true }
}

/// Called before and after each operation of the transport. https://docs.openssl.org/3.0/man3/BIO_set_callback/
private func watchTransport(
    _ transport: OpaquePointer?, _ operation: Int32, _: UnsafePointer<CChar>?, _: Int, _: Int32, _: Int, _ result: Int32,
    _ count: UnsafeMutablePointer<Int>?
) -> Int {
    guard let own = BIO_get_callback_arg(transport) else { return Int(result) }
    let watch = Unmanaged<SessionWatch>.fromOpaque(own).takeUnretainedValue()
    switch operation {
    case BIO_CB_READ: return watch.mayRead() ? 1 : -1
    case BIO_CB_READ | BIO_CB_RETURN:
        if result > 0, let count { watch.note(read: count.pointee) }
        if result == 0 || result < 0 && BIO_test_flags(transport, BIO_FLAGS_SHOULD_RETRY) == 0 { watch.noteEnd() }
        return Int(result)
    default: return Int(result)
    }
}

/// Called when the server requests a client certificate: there is none, and the handshake continues.
private func noteCertificateRequest(_: OpaquePointer?, _ own: UnsafeMutableRawPointer?) -> Int32 {
    if let own { Unmanaged<SessionWatch>.fromOpaque(own).takeUnretainedValue().noteRequest() }
    return 1
}
