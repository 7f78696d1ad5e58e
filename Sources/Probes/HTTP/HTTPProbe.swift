import DNS

/// Asks for one page over HTTP/1.1, on a thread of the pool.
struct HTTPProbe {
    let target: HTTPTarget
    let context: TLSContext?
    let settings: ProbeSettings
    let pool: WorkerPool
    /// Give up when the certificate is not valid for the host: a policy from anybody else is none (RFC 8461 §3.3).
    let needsValidCertificate: Bool

    private static let maximumHead = 32 * 1024
    private static let maximumLine = 8 * 1024
    private static let maximumFields = 100

    func run() -> HTTPReport {
        HTTPReport(target: target, outcome: outcome())
    }

    private func outcome() -> HTTPReport.Outcome {
        let patience = settings.patience(settings.fetchPatience, pool)
        let connection: TCPStream
        do throws(ConnectionFailure) {
            connection = try settings.connect(to: target.endpoint, patience)
        } catch {
            return .noConnection(error)
        }
        guard target.isSecure else { return exchange(over: connection, patience) }
        guard let context, let stream = TLSStream(context, over: connection, serverName: target.host.text) else {
            return .noConnection(.noRoute("out of memory"))
        }
        do throws(HandshakeFailure) {
            try stream.handshake(patience)
        } catch {
            return .noHandshake(error)
        }
        defer { stream.close() }
        if needsValidCertificate, let fault = CertificateFault.first(of: stream.served, for: target.host, settings) {
            return .badCertificate(fault)
        }
        return exchange(over: stream, patience)
    }

    private func exchange(over stream: any ByteStream, _ patience: Patience) -> HTTPReport.Outcome {
        let request = """
            GET \(target.path) HTTP/1.1\r
            Host: \(target.host.text)\r
            User-Agent: sendready\r
            Accept: */*\r
            Connection: close\r
            \r

            """
        do throws(StreamFailure) {
            try stream.write(Array(request.utf8), patience)
            return .response(try read(stream, patience))
        } catch {
            return .noResponse(error)
        }
    }

    private func read(_ stream: any ByteStream, _ patience: Patience) throws(StreamFailure) -> HTTPReport.Response {
        var reader = LineReader(
            stream, maximumLine: Self.maximumLine, maximumTotal: Self.maximumHead + 2 * HTTPReport.maximumBody)
        var (status, fields) = try head(&reader, patience)
        // What is said beforehand (100, 103) is no answer (RFC 9110 §15.2); the reader's limit bounds it.
        while (100..<200).contains(status) { (status, fields) = try head(&reader, patience) }
        let isChunked = fields["transfer-encoding"]?.lowercased().contains("chunked") == true
        let length = fields["content-length"].flatMap { Int($0) }
        let (body, isCut) =
            isChunked
            ? try chunks(&reader, patience) : try octets(&reader, length.map { max($0, 0) }, patience)
        return HTTPReport.Response(status: status, fields: fields, body: body, isCut: isCut)
    }

    /// The status and the fields, as far as the empty line.
    private func head(_ reader: inout LineReader, _ patience: Patience) throws(StreamFailure) -> (Int, [String: String]) {
        let status = try status(of: try reader.line(patience))
        var fields: [String: String] = [:]
        while true {
            let line = try reader.line(patience)
            if line.isEmpty { return (status, fields) }
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":"), fields.count < Self.maximumFields else { continue }
            let name = text[..<colon].lowercased()
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            if fields[name] == nil { fields[name] = String(value) }
        }
    }

    /// `HTTP/1.1 200 OK`
    private func status(of line: [UInt8]) throws(StreamFailure) -> Int {
        let words = String(decoding: line.prefix(64), as: UTF8.self).split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3, let status = Int(words[1]) else {
            throw .broken("what it sends is no HTTP")
        }
        return status
    }

    /// `length` octets, or all until the server closes.
    private func octets(
        _ reader: inout LineReader, _ length: Int?, _ patience: Patience
    ) throws(StreamFailure) -> ([UInt8], Bool) {
        let wanted = min(length ?? .max, HTTPReport.maximumBody)
        var body: [UInt8] = []
        while body.count < wanted {
            let more = try reader.octets(wanted - body.count, patience)
            if more.isEmpty { return (body, length != nil) }
            body += more
        }
        return (body, length.map { $0 > HTTPReport.maximumBody } ?? true)
    }

    /// RFC 9112 §7.1.
    private func chunks(_ reader: inout LineReader, _ patience: Patience) throws(StreamFailure) -> ([UInt8], Bool) {
        var body: [UInt8] = []
        while true {
            let line = String(decoding: try reader.line(patience), as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard digits.count <= 8, let size = Int(digits, radix: 16) else { throw .broken("its chunks are broken") }
            if size == 0 { return (body, false) }
            guard body.count + size <= HTTPReport.maximumBody else { return (body, true) }
            let (chunk, isCut) = try octets(&reader, size, patience)
            body += chunk
            if isCut { return (body, true) }
            _ = try reader.line(patience)
        }
    }
}
