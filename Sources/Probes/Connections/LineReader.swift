/// Reads lines from a stream, with limits per line and in total.
struct LineReader {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []
    /// Where the unread octets begin.
    private var start = 0
    private var total = 0
    private let line: ProbeLimit
    private let whole: ProbeLimit

    /// - Parameter line: the longest line, in octets.
    /// - Parameter whole: the total limit, in octets.
    init(_ stream: any ByteStream, line: ProbeLimit, whole: ProbeLimit) {
        self.stream = stream
        self.line = line
        self.whole = whole
    }

    /// There is data beyond what was read.
    var hasMore: Bool { start < buffer.count }

    /// The next line, without its end (CR LF, or LF alone). A stream that ends inside a line is cut short.
    mutating func line(_ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0a) {
                guard end - start <= line.value else { throw .beyond(line) }
                var text = Array(buffer[start..<end])
                start = end + 1
                if text.last == 0x0d { text.removeLast() }
                return text
            }
            guard buffer.count - start <= line.value else { throw .beyond(line) }
            searched = buffer.count - start
            do {
                try fill(deadline)
            } catch {
                let isEnd = error == .closed || error == .reset
                throw isEnd && hasMore ? .cutShort : error
            }
        }
    }

    /// The next octets, at most `count`; empty at the end of the stream.
    mutating func octets(_ count: Int, _ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        if !hasMore {
            do {
                try fill(deadline)
            } catch {
                if error == .closed { return [] }
                throw error
            }
        }
        let taken = Array(buffer[start...].prefix(count))
        start += taken.count
        return taken
    }

    /// Reads more; consumed octets leave the buffer, so that indices begin at 0 again.
    private mutating func fill(_ deadline: Deadline) throws(StreamFailure) {
        buffer.removeSubrange(..<start)
        start = 0
        let octets = try stream.read(deadline)
        guard !octets.isEmpty else { throw .closed }
        total += octets.count
        guard total <= whole.value else { throw .beyond(whole) }
        buffer += octets
    }
}
