import DNS
import Sockets

/// The client's side of an SMTP dialogue (RFC 5321).
struct SMTPSession {
    private var stream: any ByteStream
    private var reader: LineReader
    let clientName: String
    /// The keywords of the last EHLO reply, in upper case.
    private(set) var extensions: Set<String> = []

    /// The deadline of the whole dialogue.
    private let deadline: Deadline
    private let replyTimeout: Duration

    /// - Parameter deadline: of the whole dialogue; each reply has its own deadline within it.
    init(_ connection: TCPStream, _ settings: ProbeSettings, _ deadline: Deadline) {
        clientName = settings.clientName ?? Self.literal(connection)
        stream = connection
        reader = Self.reader(connection)
        self.deadline = deadline
        replyTimeout = settings.replyTimeout
    }

    private static func reader(_ stream: any ByteStream) -> LineReader {
        LineReader(stream, line: .replyLine, whole: .dialogueOctets)
    }

    private static func literal(_ connection: TCPStream) -> String {
        guard let local = try? Socket.localEndpoint(of: connection.descriptor) else { return "[127.0.0.1]" }
        return local.address.family == .ipv4 ? "[\(local.address)]" : "[IPv6:\(local.address)]"
    }

    /// The server's greeting, within `timeout`.
    mutating func greeting(_ timeout: Duration) throws(StreamFailure) -> SMTPReply {
        try SMTPReply.read(&reader, deadline.step(timeout))
    }

    mutating func command(_ text: String) throws(StreamFailure) -> SMTPReply {
        let step = deadline.step(replyTimeout)
        try stream.write(Array("\(text)\r\n".utf8), step)
        return try SMTPReply.read(&reader, step)
    }

    /// EHLO, or HELO for old servers.
    mutating func hello() throws(StreamFailure) -> SMTPReply {
        let reply = try command("EHLO \(clientName)")
        guard reply.isPositive else {
            extensions = []
            return reply.isTransient ? reply : try command("HELO \(clientName)")
        }
        extensions = Set(reply.lines.dropFirst().compactMap { $0.split(separator: " ").first?.uppercased() })
        return reply
    }

    /// Unsolicited octets after the last reply.
    var hasUnreadOctets: Bool { reader.hasMore }

    /// Continues over TLS.
    mutating func continueOver(_ tls: TLSStream) {
        stream = tls
        reader = Self.reader(tls)
        extensions = []
    }

    private static let goodbyeTimeout = Duration.seconds(2)

    /// Sends QUIT; the reply does not matter.
    mutating func quit() {
        let step = deadline.step(Self.goodbyeTimeout)
        guard (try? stream.write(Array("QUIT\r\n".utf8), step)) != nil else { return }
        _ = try? SMTPReply.read(&reader, step)
    }
}
