/// What servers have sent, read from where it is kept: for tests and fuzzers, which have no servers.
package enum StoredOctets {
    /// - Parameter pieces: as the connection gave them.
    package static func httpResponse(_ pieces: [[UInt8]]) -> Result<HTTPReport.Response, StreamFailure> {
        var reader = HTTPResponseReader(StoredStream(pieces))
        return Result { () throws(StreamFailure) in try reader.response(patience) }
    }

    /// Every reply, and why there is no further one.
    package static func smtpReplies(_ pieces: [[UInt8]]) -> (replies: [SMTPReply], end: StreamFailure) {
        var reader = LineReader(StoredStream(pieces), line: .replyLine, whole: .dialogueOctets)
        var replies: [SMTPReply] = []
        while true {
            do throws(StreamFailure) {
                replies.append(try SMTPReply.read(&reader, patience))
            } catch {
                return (replies, error)
            }
        }
    }

    /// A certificate in DER; `nil` when it is none.
    package static func certificate(_ octets: [UInt8]) -> Certificate? {
        guard let handle = CertificateHandle(octets) else { return nil }
        // What a chain of this one and itself comes to.
        _ = handle.isIssued(by: handle)
        _ = handle.isSigned(by: handle)
        _ = handle.objection(toIssuer: handle)
        return handle.certificate
    }

    /// An OCSP response in DER, held against a certificate and its issuer.
    package static func staple(_ octets: [UInt8], of certificate: [UInt8], issuer: [UInt8]) -> OCSPStaple? {
        guard let leaf = CertificateHandle(certificate), let issuer = CertificateHandle(issuer),
            let roots = try? TrustStore([issuer])
        else { return nil }
        return OCSPStaple(octets, chain: [leaf], issuer: issuer, roots: roots, at: 0)
    }

    /// What a chain comes to, the server's own certificate first, each in DER; `nil` when one of them is none.
    package static func verification(of chain: [[UInt8]], roots: TrustStore, at seconds: Int64) -> ChainVerification? {
        let handles = chain.compactMap { CertificateHandle($0) }
        return handles.count == chain.count ? ChainVerification(handles, roots: roots, at: seconds) : nil
    }

    /// Where a `Location` field leads from a page; `nil` when it leads nowhere.
    package static func location(_ field: String, from page: HTTPTarget) -> String? { PageLocation(field, from: page)?.text }

    private static let patience = Deadline(.seconds(1 << 30))
}

/// Octets that have come already, in pieces; behind the last one the peer has closed.
private final class StoredStream: ByteStream {
    private var pieces: ArraySlice<[UInt8]>
    let hasUnmarkedEnd = false

    init(_ pieces: [[UInt8]]) { self.pieces = pieces.filter { !$0.isEmpty }[...] }

    func read(_ deadline: Deadline) throws(StreamFailure) -> [UInt8] { pieces.popFirst() ?? [] }
    func write(_ octets: [UInt8], _ deadline: Deadline) throws(StreamFailure) {}
}
