/// Lines out of a stream, with limits on a line and on everything together.
struct LineReader {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []
    private var total = 0
    private let maximumLine: Int
    private let maximumTotal: Int

    init(_ stream: any ByteStream, maximumLine: Int, maximumTotal: Int) {
        self.stream = stream
        self.maximumLine = maximumLine
        self.maximumTotal = maximumTotal
    }

    /// What has arrived beyond the lines that were taken.
    var hasMore: Bool { !buffer.isEmpty }

    /// The next line, without its end (CR LF, or LF alone).
    mutating func line(_ patience: Patience) throws(StreamFailure) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: 0x0a) {
                guard end <= maximumLine else { throw .tooLong }
                var line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                if line.last == 0x0d { line.removeLast() }
                return line
            }
            guard buffer.count <= maximumLine else { throw .tooLong }
            try fill(patience)
        }
    }

    /// The next octets, at most `count`; empty at the end of the stream.
    mutating func octets(_ count: Int, _ patience: Patience) throws(StreamFailure) -> [UInt8] {
        if buffer.isEmpty {
            do { try fill(patience) } catch {
                if error == .closed { return [] }
                throw error
            }
        }
        let taken = Array(buffer.prefix(count))
        buffer.removeFirst(taken.count)
        return taken
    }

    private mutating func fill(_ patience: Patience) throws(StreamFailure) {
        let octets = try stream.read(patience)
        guard !octets.isEmpty else { throw .closed }
        total += octets.count
        guard total <= maximumTotal else { throw .tooLong }
        buffer += octets
    }
}
