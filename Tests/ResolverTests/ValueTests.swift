import DNS
import LDNSCodec
import Testing

@testable import Resolver

@Suite("Parts of the client", .timeLimit(.minutes(10)))
struct ValueTests {
    @Test("timers come out in order")
    func timers() {
        var heap = TimerHeap<Int>()
        let start = ContinuousClock.now
        for number in (0..<200).shuffled() { heap.insert(number, due: start + .seconds(number)) }
        heap.keep { $0 % 2 == 0 }
        var order: [Int] = []
        while let next = heap.popDue(start + .seconds(150)) { order.append(next) }
        #expect(order == Array(stride(from: 0, through: 150, by: 2)))
        #expect(heap.count == 24 && heap.earliest == start + .seconds(152))
    }

    @Test("nameserver lines are read, comments and zone indices are not")
    func systemResolvers() {
        let text = """
            # nameserver 192.0.2.1
            ; nameserver 192.0.2.2
            search example.com
            nameserver 127.0.0.53
            nameserver\t2001:db8::53
            nameserver fe80::1%eth0
            nameserver
            """
        #expect(SystemResolvers.parse(text).map(\.description) == ["127.0.0.53:53", "[2001:db8::53]:53"])
        #expect(throws: SystemResolvers.Failure.self) { try SystemResolvers.read(path: "/nonexistent") }
    }

    @Test("the original spelling is restored in owners and data, where it had been sent")
    func caseRestoration() throws {
        let original = try #require(DomainName("www.Example.com"))
        let sent = try #require(DomainName("wWw.eXAMPLe.cOm"))
        let records = try ZoneFile(
            parsing: """
                wWw.eXAMPLe.cOm. 1 IN MX 10 Mail.eXAMPLe.cOm.
                other.EXAMPLE.COM. 1 IN CNAME x.cOm.
                """
        ).records
        let message = CaseRestoration(sent: sent, original: original)(Message(question: nil, answers: records))
        #expect(
            message.answers.map { "\($0.name) \($0.data.zoneText)" } == [
                "www.Example.com 10 Mail.Example.com.", "other.EXAMPLE.COM x.com.",
            ])
    }

    @Test("a server is down after enough unanswered packets over enough time, until it answers")
    func serverDown() {
        var state = ServerState(clientCookie: [])
        let policy = ResolverPolicy()
        let start = ContinuousClock.now
        for _ in 0..<8 { state.timedOut(sent: start) }
        #expect(state.isUnresponsive(policy) && !state.isDown(policy, at: start + .seconds(1)))
        #expect(state.isDown(policy, at: start + .seconds(3)))
        state.answered(after: .milliseconds(200))
        #expect(!state.isUnresponsive(policy) && state.retryTimeout(policy) == .milliseconds(600))
    }
}
