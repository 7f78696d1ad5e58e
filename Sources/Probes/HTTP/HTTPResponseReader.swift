/// Reads one HTTP/1.1 response (RFC 9112), applying limits while reading.
struct HTTPResponseReader {
    private var reader: LineReader
    /// Octets of heads so far, interim responses included.
    private var headOctets = 0
    private let endsUnmarked: () -> Bool

    private typealias Head = (status: Int, fields: [String: String])

    init(_ stream: any ByteStream) {
        reader = LineReader(stream, line: .headLine, whole: .exchangeOctets)
        endsUnmarked = { stream.hasUnmarkedEnd }
    }

    mutating func response(_ deadline: Deadline) throws(StreamFailure) -> HTTPReport.Response {
        var (status, fields) = try head(deadline)
        var interim = 0
        // Interim responses (100, 103) are not answers (RFC 9110 §15.2).
        while (100..<200).contains(status) {
            interim += 1
            guard interim <= ProbeLimit.interimResponses.value else { throw .beyond(.interimResponses) }
            (status, fields) = try head(deadline)
        }
        let (body, ending) = try body(status, fields, deadline)
        return HTTPReport.Response(status: status, fields: fields, body: body, ending: ending)
    }

    /// The status and the fields, up to the empty line.
    private mutating func head(_ deadline: Deadline) throws(StreamFailure) -> Head {
        let status = try Self.status(of: try headLine(deadline))
        var fields: [String: String] = [:]
        var count = 0
        while true {
            let line = try headLine(deadline)
            if line.isEmpty { return (status, fields) }
            count += 1
            guard count <= ProbeLimit.headFields.value else { throw .beyond(.headFields) }
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else { continue }
            let name = text[..<colon].lowercased()
            let value = String(text[text.index(after: colon)...].withoutBlanks)
            // With two different lengths, the end of the body is ambiguous (RFC 9112 §6.3).
            if name == "content-length", let other = fields[name], other != value { throw .broken("its lengths differ") }
            if let known = fields[name] {
                if name == Cookies.field { fields[name] = "\(known)\n\(value)" }
            } else {
                fields[name] = value
            }
        }
    }

    private mutating func headLine(_ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        let line: [UInt8]
        do {
            line = try reader.line(deadline)
        } catch {
            // A head that begins but does not end is cut short, wherever the cut is.
            throw headOctets > 0 && (error == .closed || error == .reset) ? .cutShort : error
        }
        headOctets += line.count + 2
        guard headOctets <= ProbeLimit.headOctets.value else { throw .beyond(.headOctets) }
        return line
    }

    /// `HTTP/1.1 200 OK`
    private static func status(of line: [UInt8]) throws(StreamFailure) -> Int {
        let words = String(decoding: line.prefix(64), as: UTF8.self).split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3, let status = Int(words[1]),
            status >= 100
        else { throw .broken("what it sends is not HTTP") }
        return status
    }

    /// By RFC 9112 §6.3: no body, chunks, a length, or everything up to the end.
    private mutating func body(
        _ status: Int, _ fields: [String: String], _ deadline: Deadline
    ) throws(StreamFailure) -> ([UInt8], HTTPReport.Response.Ending) {
        if status == 204 || status == 304 { return ([], .complete) }
        if let coding = fields["transfer-encoding"]?.lowercased() {
            let last = coding.split(separator: ",").last?.withoutBlanks
            return last == "chunked" ? try chunks(deadline) : try untilEnd(deadline)
        }
        guard let text = fields["content-length"] else { return try untilEnd(deadline) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text) else {
            throw .broken("its length is not a number")
        }
        let limit = ProbeLimit.bodyOctets.value
        let body = try octets(min(length, limit), deadline)
        if body.count < min(length, limit) { return (body, .brokenOff) }
        return (body, length > limit ? .beyondLimit : .complete)
    }

    /// Everything until the server closes. Where TLS does not mark the end, it may be truncated.
    private mutating func untilEnd(_ deadline: Deadline) throws(StreamFailure) -> ([UInt8], HTTPReport.Response.Ending) {
        let limit = ProbeLimit.bodyOctets.value
        var body: [UInt8] = []
        do {
            while body.count <= limit {
                let more = try reader.octets(limit + 1 - body.count, deadline)
                if more.isEmpty { return (body, !endsUnmarked() ? .complete : body.isEmpty ? .brokenOff : .unmarked) }
                body += more
            }
        } catch {
            guard error == .reset else { throw error }
            return (body, .brokenOff)
        }
        return (Array(body.prefix(limit)), .beyondLimit)
    }

    /// `count` octets, or fewer if the stream ends first.
    private mutating func octets(_ count: Int, _ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        var octets: [UInt8] = []
        do {
            while octets.count < count {
                let more = try reader.octets(count - octets.count, deadline)
                if more.isEmpty { break }
                octets += more
            }
        } catch {
            guard error == .reset else { throw error }
        }
        return octets
    }

    /// RFC 9112 §7.1.
    private mutating func chunks(_ deadline: Deadline) throws(StreamFailure) -> ([UInt8], HTTPReport.Response.Ending) {
        var body: [UInt8] = []
        do throws(StreamFailure) {
            for _ in 0..<ProbeLimit.chunks.value {
                let line = String(decoding: try reader.line(deadline), as: UTF8.self)
                let digits = line.prefix { $0.isHexDigit && $0.isASCII }
                guard (1...8).contains(digits.count), let size = Int(digits, radix: 16) else {
                    throw StreamFailure.broken("its chunks are broken")
                }
                // The last chunk has arrived (RFC 9112 §8); the trailer is not needed.
                if size == 0 { return (body, .complete) }
                guard body.count + size <= ProbeLimit.bodyOctets.value else { return (body, .beyondLimit) }
                let chunk = try octets(size, deadline)
                body += chunk
                if chunk.count < size { return (body, .brokenOff) }
                guard try reader.line(deadline).isEmpty else { throw StreamFailure.broken("its chunks are broken") }
            }
            throw StreamFailure.beyond(.chunks)
        } catch {
            guard error == .closed || error == .reset || error == .cutShort else { throw error }
            return (body, .brokenOff)
        }
    }
}
