import DNS
import LDNSCodec
import Sockets
import Synchronization

@testable import Resolver

/// Scripted servers in virtual time: no socket is opened, and nothing waits.
///
///     let run = VirtualRun { query in [.reply(reply(to: query.octets), after: .milliseconds(20))] }
///     let outcome = try run.outcome(of: "www.example.test")
final class VirtualRun {
    /// What the network delivers for one query.
    enum Event {
        /// A datagram, or over TCP a message with its length prefix.
        case reply([UInt8], after: Duration = .milliseconds(10))
        /// Raw stream octets.
        case octets([UInt8], after: Duration = .milliseconds(10))
        /// The peer closes the stream.
        case close(after: Duration = .milliseconds(10))
        /// The network reports an error.
        case error(Int32, after: Duration = .milliseconds(10))
    }

    /// One attempt as a server sees it.
    struct Query {
        let server: Endpoint
        let transport: LookupResult.Transport
        let octets: [UInt8]
        /// Since the start of the run.
        let time: Duration
        /// The number of earlier queries, over all servers.
        let earlier: Int

        var message: Message? { try? MessageCodec.decode(octets) }
        var question: Question? { message?.question }
    }

    typealias Script = (Query) -> [Event]

    private let network: VirtualTransport
    private(set) var state: EngineState
    private(set) var now: ContinuousClock.Instant
    private let start: ContinuousClock.Instant
    private var lastWaiter: UInt64 = 0
    private var outcomes: [UInt64: QueryOutcome] = [:]
    /// The virtual time after which an unfinished query is a failure.
    private static let patience = Duration.seconds(3600)

    static let server = Endpoint(address: IPAddress(family: .ipv4, number: 0xc000_0235), port: 53)
    static let second = Endpoint(address: IPAddress(family: .ipv4, number: 0xc000_0236), port: 53)

    init(_ policy: ResolverPolicy = .init(), deadline: Duration? = nil, _ script: @escaping Script) {
        start = .now
        now = start
        network = VirtualTransport(start: start, script: script)
        state = EngineState(
            policy: policy, transport: network, deadline: deadline.map { [start] in start + $0 }, random: SeededGenerator(seed: 7)
        )
    }

    var elapsed: Duration { start.duration(to: now) }
    /// Every query so far, in sending order.
    var queries: [Query] { network.queries }
    /// Sockets that are open now.
    var openSockets: Int { network.openSockets }

    /// Submits a question without waiting for its outcome; returns the waiter's number.
    func submit(
        _ name: String, _ type: RecordType = .a, servers: [Endpoint] = [server], zone: String? = nil,
        timeLimit: Duration? = nil, isShared: Bool = true
    ) -> UInt64 {
        lastWaiter += 1
        let question = Question(DomainName(name) ?? .root, type)
        state.submit(
            EngineState.Submission(
                question: question, servers: servers, recursionDesired: zone == nil, zone: zone.flatMap { DomainName($0) },
                key: isShared ? PendingQuery.Key(view: 0, question: question) : nil,
                timeLimit: timeLimit ?? state.policy.questionDeadline, waiter: lastWaiter),
            at: now)
        collect()
        return lastWaiter
    }

    func cancel(_ waiter: UInt64) {
        state.cancel(waiter: waiter, at: now)
        collect()
    }

    /// The outcome of a waiter; `nil` while the query is pending.
    func outcome(_ waiter: UInt64) -> QueryOutcome? { outcomes[waiter] }

    /// Advances virtual time, event by event.
    func advance(by duration: Duration) {
        let end = now + duration
        while let next = nextEvent, next <= end { step(to: next) }
        now = end
        state.fireTimers(at: now)
        collect()
    }

    /// Runs until a waiter has its outcome; `nil` when it has none after an hour of virtual time.
    func wait(for waiter: UInt64) -> QueryOutcome? {
        let end = now + Self.patience
        while outcomes[waiter] == nil, let next = nextEvent, next <= end { step(to: next) }
        return outcomes[waiter]
    }

    /// Submits a question, and runs until there is an outcome.
    func outcome(
        of name: String, _ type: RecordType = .a, servers: [Endpoint] = [server], zone: String? = nil,
        timeLimit: Duration? = nil, isShared: Bool = true
    ) -> QueryOutcome? {
        let waiter = submit(name, type, servers: servers, zone: zone, timeLimit: timeLimit, isShared: isShared)
        return wait(for: waiter)
    }

    private var nextEvent: ContinuousClock.Instant? {
        [network.earliest, state.timers.earliest].compactMap { $0 }.min()
    }

    private func step(to next: ContinuousClock.Instant) {
        now = max(now, next)
        for token in network.deliver(at: now) { state.ready(token, at: now) }
        state.fireTimers(at: now)
        collect()
    }

    private func collect() {
        network.now = now
        for (waiter, outcome) in state.outcomes { outcomes[waiter] = outcome }
        state.outcomes = []
    }
}

extension VirtualRun.Query {
    /// The true reply.
    func answer(after delay: Duration = .milliseconds(10)) -> [VirtualRun.Event] { [.reply(reply(to: octets), after: delay)] }

    /// The true reply with TC set.
    var truncated: [VirtualRun.Event] { [.reply(reply(to: octets) { $0.flags.insert(.truncated) })] }

    /// A response without records.
    func response(_ code: ResponseCode) -> [VirtualRun.Event] {
        [
            .reply(
                reply(to: octets) {
                    $0.code = code
                    $0.answers = []
                })
        ]
    }
}

extension QueryOutcome {
    /// `answered` or the failure's word.
    var word: String {
        switch result {
        case .answered: "answered"
        case .failed(let failure, _): failure.rawValue
        }
    }

    var reply: Reply? {
        switch result {
        case .answered(let reply): reply
        case .failed(_, let reply): reply
        }
    }
}

/// A deterministic generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

/// Used by one test on one thread at a time, which justifies the unchecked Sendable.
private final class VirtualTransport: QueryTransport, @unchecked Sendable {
    private let start: ContinuousClock.Instant
    private let script: VirtualRun.Script
    private var sockets: [UInt64: VirtualSocket] = [:]
    fileprivate var now: ContinuousClock.Instant
    fileprivate private(set) var queries: [VirtualRun.Query] = []

    init(start: ContinuousClock.Instant, script: @escaping VirtualRun.Script) {
        self.start = start
        self.script = script
        now = start
    }

    var openSockets: Int {
        sockets = sockets.filter { $0.value.isOpen }
        return sockets.count
    }

    func openDatagram(
        to server: Endpoint, token: UInt64, random: inout RandomSource
    ) throws(SystemError) -> any QuerySocket { open(server, token, .udp) }

    func openStream(to server: Endpoint, token: UInt64) throws(SystemError) -> any QuerySocket { open(server, token, .tcp) }

    private func open(_ server: Endpoint, _ token: UInt64, _ transport: LookupResult.Transport) -> any QuerySocket {
        let inbox = VirtualInbox(server: server, transport: transport)
        sockets[token] = VirtualSocket(inbox)
        // A connection is established and writable at once.
        if transport == .tcp { inbox.arrivals.append((now, .writable)) }
        return VirtualHandle(inbox) { [unowned self] octets in
            let query = VirtualRun.Query(
                server: server, transport: transport, octets: octets, time: self.start.duration(to: self.now),
                earlier: self.queries.count)
            self.queries.append(query)
            for event in self.script(query) { inbox.schedule(event, transport, from: self.now) }
        }
    }

    var earliest: ContinuousClock.Instant? {
        sockets.values.filter(\.isOpen).compactMap { $0.inbox?.arrivals.map(\.time).min() }.min()
    }

    /// The tokens of readable sockets.
    func deliver(at now: ContinuousClock.Instant) -> [UInt64] {
        self.now = now
        sockets = sockets.filter { $0.value.isOpen }
        return sockets.filter { $0.value.inbox?.receive(until: now) == true }.keys.sorted()
    }
}

/// Whether the engine still holds the handle of a socket.
private struct VirtualSocket {
    weak var inbox: VirtualInbox?
    init(_ inbox: VirtualInbox) { self.inbox = inbox }
    var isOpen: Bool { inbox != nil }
}

private final class VirtualInbox {
    enum Arrival {
        case octets([UInt8])
        case failure(Int32)
        case closed
        case writable
    }

    let server: Endpoint
    let transport: LookupResult.Transport
    var arrivals: [(time: ContinuousClock.Instant, what: Arrival)] = []
    var readable: [Arrival] = []

    init(server: Endpoint, transport: LookupResult.Transport) {
        self.server = server
        self.transport = transport
    }

    func schedule(_ event: VirtualRun.Event, _ transport: LookupResult.Transport, from now: ContinuousClock.Instant) {
        switch event {
        case .reply(let octets, let delay):
            let length = transport == .tcp ? [UInt8(octets.count >> 8 & 255), UInt8(octets.count & 255)] : []
            arrivals.append((now + delay, .octets(length + octets)))
        case .octets(let octets, let delay): arrivals.append((now + delay, .octets(octets)))
        case .close(let delay): arrivals.append((now + delay, .closed))
        case .error(let code, let delay): arrivals.append((now + delay, .failure(code)))
        }
    }

    func receive(until now: ContinuousClock.Instant) -> Bool {
        let due = arrivals.filter { $0.time <= now }
        arrivals.removeAll { $0.time <= now }
        readable += due.map(\.what)
        return !due.isEmpty
    }
}

/// The engine's end of a socket; the last reference closes it.
private final class VirtualHandle: QuerySocket {
    private let inbox: VirtualInbox
    private let sent: ([UInt8]) -> Void

    init(_ inbox: VirtualInbox, sent: @escaping ([UInt8]) -> Void) {
        self.inbox = inbox
        self.sent = sent
    }

    func send(_ octets: ArraySlice<UInt8>) -> Socket.Received {
        sent(Array(inbox.transport == .tcp ? octets.dropFirst(2) : octets))
        return .octets(octets.count)
    }

    func receive(into buffer: inout [UInt8]) -> Socket.Received {
        while let arrival = inbox.readable.first {
            inbox.readable.removeFirst()
            switch arrival {
            case .writable: continue
            case .failure(let code): return .failed(SystemError("recv", code: code))
            case .closed: return .octets(0)
            case .octets(let octets):
                for (index, octet) in octets.prefix(buffer.count).enumerated() { buffer[index] = octet }
                if octets.count > buffer.count { inbox.readable.insert(.octets(Array(octets.dropFirst(buffer.count))), at: 0) }
                return .octets(min(octets.count, buffer.count))
            }
        }
        return .wouldBlock
    }

    var connectionError: SystemError? {
        guard case .failure(let code)? = inbox.readable.first else { return nil }
        return SystemError("connect", code: code)
    }

    func awaitReply() {}
}
