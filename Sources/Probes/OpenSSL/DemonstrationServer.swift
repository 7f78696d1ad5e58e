private import COpenSSL
package import DNS
import Glibc
import Sockets
import Synchronization

/// A TLS server on loopback for the demonstration: it issues its own certificates, completes handshakes, and closes.
///
/// Not suitable for anything else: it serves one connection at a time.
package final class DemonstrationServer: Sendable {
    /// The properties of its certificate.
    package struct Manner: Sendable {
        let names: [String]
        let days: ClosedRange<Int>
        let servesIntermediate: Bool

        /// - Parameter days: validity, counted from now: `-100 ... -10` has expired.
        package init(names: [String], days: ClosedRange<Int>, servesIntermediate: Bool = true) {
            self.names = names
            self.days = days
            self.servesIntermediate = servesIntermediate
        }
    }

    package struct Failure: Error, Sendable {
        package let reason: String
    }

    package let endpoint: Endpoint
    private let isStopped = Atomic(false)
    private let poller: Poller

    /// Starts serving on a free port.
    package init(_ manner: Manner, authority: DemonstrationAuthority) throws(Failure) {
        OpenSSLLibrary.start()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw Failure(reason: "out of memory") }
        let listener: FileDescriptor
        do {
            let (certificate, key) = try authority.issue(manner.names, days: manner.days)
            SSL_CTX_use_certificate(context, certificate.pointer)
            SSL_CTX_use_PrivateKey(context, key.pointer)
            if manner.servesIntermediate { sendready_ctx_add_chain(context, authority.intermediate.pointer) }
            listener = try Socket.bound(.stream, to: Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 0))
            endpoint = try Socket.localEndpoint(of: listener)
            poller = try Poller()
            try poller.watch(listener, token: 0, .read)
            let owner = ServerContext(adopting: context)
            try Thread.start { self.serve(listener, owner) }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(reason: "\(error)")
        }
    }

    package func stop() {
        isStopped.store(true, ordering: .releasing)
        poller.wake()
    }

    private func serve(_ listener: FileDescriptor, _ context: ServerContext) {
        WorkerPool.ignoreBrokenPipes()
        while !isStopped.load(ordering: .acquiring) {
            _ = poller.wait(nil)
            while let connection = Socket.accept(listener) { context.shakeHands(connection) }
        }
    }
}

/// Owns the server's `SSL_CTX`; only the serving thread uses it.
private final class ServerContext: @unchecked Sendable {  // Proof: above; the pointer is set once.
    private let pointer: OpaquePointer

    init(adopting pointer: OpaquePointer) { self.pointer = pointer }
    deinit { SSL_CTX_free(pointer) }

    func shakeHands(_ connection: FileDescriptor) {
        guard let session = SSL_new(pointer) else { return }
        defer {
            SSL_free(session)
            OpenSSLLibrary.clearErrors()
        }
        SSL_set_fd(session, connection.number)
        let deadline = Deadline(.seconds(2))
        while true {
            let result = SSL_accept(session)
            if result == 1 { break }
            let events = SSL_get_error(session, result) == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN
            guard [SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE].contains(SSL_get_error(session, result)), !deadline.isOver,
                TCPStream.wait(connection, events, deadline)
            else { return }
        }
        SSL_shutdown(session)
    }
}

/// Owns an `EVP_PKEY`; OpenSSL counts references atomically and a key does not change.
final class KeyHandle: @unchecked Sendable {  // Proof: above; the pointer is set once.
    let pointer: OpaquePointer

    /// A new key on P-256.
    init?() {
        guard let key = sendready_new_ec_key() else { return nil }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }
}

/// A root and an intermediate for the demonstration, generated anew each time.
package final class DemonstrationAuthority: Sendable {
    let root: CertificateHandle
    let intermediate: CertificateHandle
    private let key: KeyHandle

    package init() throws(DemonstrationServer.Failure) {
        OpenSSLLibrary.start()
        guard let rootKey = KeyHandle(), let key = KeyHandle() else { throw .init(reason: "no key could be generated") }
        root = try Self.certificate("Demonstration Root", [], -400...3_000, rootKey, issuer: nil, signedBy: rootKey)
        intermediate = try Self.certificate("Demonstration Intermediate", [], -400...1_500, key, issuer: root, signedBy: rootKey)
        self.key = key
    }

    /// The trust store of the demonstration.
    package var roots: TrustStore {
        get throws(DemonstrationServer.Failure) {
            do { return try TrustStore([root]) } catch { throw .init(reason: "\(error)") }
        }
    }

    func issue(_ names: [String], days: ClosedRange<Int>) throws(DemonstrationServer.Failure) -> (CertificateHandle, KeyHandle) {
        guard let own = KeyHandle() else { throw .init(reason: "no key could be generated") }
        return (try Self.certificate(names.first ?? "", names, days, own, issuer: intermediate, signedBy: key), own)
    }

    private static func certificate(
        _ name: String, _ names: [String], _ days: ClosedRange<Int>, _ key: KeyHandle, issuer: CertificateHandle?,
        signedBy signer: KeyHandle
    ) throws(DemonstrationServer.Failure) -> CertificateHandle {
        guard let new = X509_new() else { throw .init(reason: "out of memory") }
        defer { X509_free(new) }
        X509_set_version(new, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(new), Int.random(in: 1...Int(Int32.max)))
        X509_gmtime_adj(X509_getm_notBefore(new), days.lowerBound * 86_400)
        X509_gmtime_adj(X509_getm_notAfter(new), days.upperBound * 86_400)
        X509_NAME_add_entry_by_txt(X509_get_subject_name(new), "CN", MBSTRING_UTF8, name, -1, -1, 0)
        X509_set_issuer_name(new, X509_get_subject_name(issuer?.pointer ?? new))
        X509_set_pubkey(new, key.pointer)
        let isAuthority = names.isEmpty
        add(NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE", to: new)
        if !isAuthority {
            add(NID_subject_alt_name, names.map { "DNS:\($0)" }.joined(separator: ","), to: new)
            // Like public authorities: the URL of the issuer's certificate.
            add(NID_info_access, "caIssuers;URI:http://ca.demo.example/issuer.der", to: new)
        }
        guard X509_sign(new, signer.pointer, EVP_sha256()) > 0 else { throw .init(reason: "a certificate could not be signed") }
        return CertificateHandle(retaining: new)
    }

    private static func add(_ kind: Int32, _ value: String, to certificate: OpaquePointer) {
        guard let made = X509V3_EXT_conf_nid(nil, nil, kind, value) else { return }
        X509_add_ext(certificate, made, -1)
        X509_EXTENSION_free(made)
    }
}
