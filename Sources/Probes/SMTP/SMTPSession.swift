import DNS
import Sockets

/// The client's side of an SMTP dialogue (RFC 5321).
struct SMTPSession {
    private var stream: any ByteStream
    private var reader: LineReader
    let clientName: String
    /// The keywords of the last EHLO reply, in upper case.
    private(set) var extensions: Set<String> = []

    private static let maximumTotal = 64 * 1024

    /// - Parameter clientName: `nil` announces the address literal of the connection (RFC 5321 §4.1.3).
    init(_ connection: TCPStream, clientName: String?) {
        self.clientName = clientName ?? Self.literal(connection)
        stream = connection
        reader = LineReader(connection, maximumLine: SMTPReply.maximumLine, maximumTotal: Self.maximumTotal)
    }

    private static func literal(_ connection: TCPStream) -> String {
        guard let local = try? Socket.localEndpoint(of: connection.descriptor) else { return "[127.0.0.1]" }
        return local.address.family == .ipv4 ? "[\(local.address)]" : "[IPv6:\(local.address)]"
    }

    mutating func reply(_ patience: Patience) throws(StreamFailure) -> SMTPReply {
        try SMTPReply.read(&reader, patience)
    }

    mutating func command(_ text: String, _ patience: Patience) throws(StreamFailure) -> SMTPReply {
        try stream.write(Array("\(text)\r\n".utf8), patience)
        return try reply(patience)
    }

    /// EHLO, or HELO for servers of old.
    mutating func greet(_ patience: Patience) throws(StreamFailure) -> SMTPReply {
        let reply = try command("EHLO \(clientName)", patience)
        guard reply.isPositive else {
            extensions = []
            return reply.isTransient ? reply : try command("HELO \(clientName)", patience)
        }
        extensions = Set(reply.lines.dropFirst().compactMap { $0.split(separator: " ").first?.uppercased() })
        return reply
    }

    /// Octets that came after the last reply without having been asked for.
    var hasUnreadOctets: Bool { reader.hasMore }

    /// Goes on over TLS.
    mutating func continueOver(_ tls: TLSStream) {
        stream = tls
        reader = LineReader(tls, maximumLine: SMTPReply.maximumLine, maximumTotal: Self.maximumTotal)
        extensions = []
    }

    /// Says goodbye; nothing depends on the answer.
    mutating func quit(_ patience: Patience) { _ = try? command("QUIT", patience) }
}
