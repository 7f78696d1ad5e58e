import DNS

/// Requests one page over HTTP/1.1, on a pool thread.
struct HTTPProbe {
    let target: HTTPTarget
    let context: TLSContext?
    let settings: ProbeSettings
    let pool: WorkerPool
    /// Stops when the certificate is not valid for the host: a policy from any other server does not count (RFC 8461 §3.3).
    let needsValidCertificate: Bool

    func run() -> HTTPReport {
        settings.awaitTurn(of: target.endpoint.address, pool)
        let deadline = settings.deadline(settings.fetchTimeout, pool)
        let connection: TCPStream
        do throws(ConnectionFailure) {
            connection = try settings.connect(to: target.endpoint, deadline)
        } catch {
            return HTTPReport(target: target, outcome: .noConnection(error), asksForCertificate: false)
        }
        guard target.isSecure else {
            return HTTPReport(target: target, outcome: plain(over: connection, deadline), asksForCertificate: false)
        }
        guard let context, let stream = TLSStream(context, over: connection, serverName: target.host.text) else {
            return HTTPReport(target: target, outcome: .noConnection(.noRoute("out of memory")), asksForCertificate: false)
        }
        let outcome = secure(over: stream, deadline)
        return HTTPReport(target: target, outcome: outcome, asksForCertificate: stream.asksForCertificate)
    }

    private func plain(over connection: TCPStream, _ deadline: Deadline) -> HTTPReport.Outcome {
        do throws(StreamFailure) {
            return .response(try exchange(over: connection, deadline))
        } catch {
            return .noResponse(error)
        }
    }

    private func secure(over stream: TLSStream, _ deadline: Deadline) -> HTTPReport.Outcome {
        do throws(HandshakeFailure) {
            try stream.handshake(deadline)
        } catch {
            return .noHandshake(error)
        }
        defer { stream.close() }
        if needsValidCertificate, let fault = CertificateFault.first(of: stream.served, for: target.host, settings) {
            return .badCertificate(fault)
        }
        do throws(StreamFailure) {
            return .response(try exchange(over: stream, deadline))
        } catch {
            return stream.objection(error).map(HTTPReport.Outcome.noHandshake) ?? .noResponse(error)
        }
    }

    private func exchange(over stream: any ByteStream, _ deadline: Deadline) throws(StreamFailure) -> HTTPReport.Response {
        let request = """
            GET \(target.path) HTTP/1.1\r
            Host: \(target.host.text)\r
            User-Agent: sendready\r
            Accept: */*\r
            Accept-Encoding: identity\r
            Connection: close\r

            """ + (target.cookies.map { "Cookie: \($0)\r\n" } ?? "") + "\r\n"
        try stream.write(Array(request.utf8), deadline)
        var reader = HTTPResponseReader(stream)
        return try reader.response(deadline)
    }
}
