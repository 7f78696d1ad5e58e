import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("Hostile web servers", .timeLimit(.minutes(2)))
struct HostileHTTPTests {
    private static let head = "HTTP/1.1 200 OK\r\n"
    private static let zeros = Array(repeating: UInt8(0x30), count: 4_096)

    private static func http(_ name: String, _ steps: [ScriptedStream.Step], _ expected: String) -> HostileBehaviour {
        HostileBehaviour(name, [.readHead] + steps, expected)
    }

    static let pages: [HostileBehaviour] = [
        http("says nothing", [.silence], "the server does not finish in time"),
        http("closes at once", [], "the server closes the connection"),
        http("resets at once", [.reset], "the server resets the connection"),
        http("half a status line", [.text("HTTP/1.1 20")], "unknown: the server breaks off in the middle of an answer"),
        http("a status line and no more", [.text(head)], "unknown: the server breaks off in the middle of an answer"),
        http(
            "half a head, then a reset", [.text("\(head)Server: x\r\nDat"), .wait(.milliseconds(100)), .reset],
            "unknown: the server breaks off in the middle of an answer"),
        http("drips its head", [.drip(Array(head.utf8) + zeros, every: .milliseconds(20))], "the server does not finish in time"),
        http(
            "drips its page",
            [.text("\(head)Content-Length: 9999\r\n\r\n"), .drip(zeros, every: .milliseconds(20))],
            "the server does not finish in time"),
        http(
            "a field without an end", [.text("\(head)X: "), .flood(zeros)],
            "the server sends more than a client reads (8192 octets in a line of a response's head)"),
        http(
            "a status line without an end", [.text("HTTP/1.1 200 "), .flood(zeros)],
            "the server sends more than a client reads (8192 octets in a line of a response's head)"),
        http(
            "fields without an end", [.text(head), .endless("X: y\r\n")],
            "the server sends more than a client reads (100 fields in a response's head)"),
        http(
            "lines without a colon and without an end", [.text(head), .endless("x\r\n")],
            "the server sends more than a client reads (100 fields in a response's head)"),
        http(
            "ninety fields of a kilobyte",
            [.text(head + String(repeating: "X: \(String(repeating: "y", count: 1_000))\r\n", count: 90) + "\r\n")],
            "the server sends more than a client reads (32768 octets in a response's head)"),
        http(
            "100 Continue for ever", [.endless("HTTP/1.1 100 Continue\r\n\r\n")],
            "the server sends more than a client reads (10 responses before the final one)"),
        http(
            "eleven early hints and then a page",
            [.text(String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", count: 11) + "\(head)\r\n")],
            "the server sends more than a client reads (10 responses before the final one)"),
        http(
            "ten early hints and then a page",
            [.text(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 10) + "\(head)Content-Length: 0\r\n\r\n")],
            "200 complete 0"),
        http(
            "greets as a mail server", [.text("220 mail.example ESMTP\r\n"), .silence],
            "the server breaks the connection: what it sends is not HTTP"),
        http(
            "HTTP/0.9", [.text("<html>\r\nhello</html>\r\n")], "the server breaks the connection: what it sends is not HTTP"),
        http(
            "HTTP/2 frames", [.write([0, 0, 0, 4, 0, 0, 0, 0, 0, 0x0a])],
            "the server breaks the connection: what it sends is not HTTP"),
        http("status 099", [.text("HTTP/1.1 099 x\r\n\r\n")], "the server breaks the connection: what it sends is not HTTP"),
        http("status 20", [.text("HTTP/1.1 20 x\r\n\r\n")], "the server breaks the connection: what it sends is not HTTP"),
        http("status +20", [.text("HTTP/1.1 +20 x\r\n\r\n")], "the server breaks the connection: what it sends is not HTTP"),
        http(
            "a page shorter than its length", [.text("\(head)Content-Length: 99\r\n\r\nhello")],
            "unknown: the server breaks off in the middle of the page"),
        http(
            "a page that a reset ends", [.text("\(head)\r\nhello"), .wait(.milliseconds(100)), .reset],
            "unknown: the server breaks off in the middle of the page"),
        http(
            "a negative length", [.text("\(head)Content-Length: -1\r\n\r\n")],
            "the server breaks the connection: its length is not a number"),
        http(
            "a length beyond numbers", [.text("\(head)Content-Length: 99999999999999999999999\r\n\r\n")],
            "the server breaks the connection: its length is not a number"),
        http(
            "two lengths", [.text("\(head)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")],
            "the server breaks the connection: its lengths differ"),
        http("the same length twice", [.text("\(head)Content-Length: 2\r\nContent-Length: 2\r\n\r\nok")], "200 complete 2"),
        http(
            "a gigabyte", [.text("\(head)Content-Length: 1073741824\r\n\r\n"), .flood(zeros)], "200 beyondLimit 65536"),
        http("a page without an end", [.text("\(head)\r\n"), .flood(zeros)], "200 beyondLimit 65536"),
        http(
            "exactly 64 KiB",
            [.text("\(head)Content-Length: 65536\r\n\r\n"), .write(Array(repeating: 0x30, count: 65_536))],
            "200 complete 65536"),
        http(
            "64 KiB and an octet until the end",
            [.text("\(head)\r\n"), .write(Array(repeating: 0x30, count: 65_537))], "200 beyondLimit 65536"),
        http(
            "a chunk without a size", [.text("\(head)Transfer-Encoding: chunked\r\n\r\nhello\r\n")],
            "the server breaks the connection: its chunks are broken"),
        http(
            "a chunk of 4 GiB", [.text("\(head)Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"), .flood(zeros)],
            "200 beyondLimit 0"),
        http(
            "a chunk with a size of nine digits", [.text("\(head)Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n"), .silence],
            "the server breaks the connection: its chunks are broken"),
        http(
            "chunks of one octet for ever", [.text("\(head)Transfer-Encoding: chunked\r\n\r\n"), .endless("1\r\nx\r\n")],
            "the server sends more than a client reads (8192 chunks of a page)"),
        http(
            "a chunk extension without an end",
            [.text("\(head)Transfer-Encoding: chunked\r\n\r\n1;"), .flood(zeros)],
            "the server sends more than a client reads (8192 octets in a line of a response's head)"),
        http(
            "a chunk that is cut", [.text("\(head)Transfer-Encoding: chunked\r\n\r\n9\r\nhello")],
            "unknown: the server breaks off in the middle of the page"),
        http(
            "chunks without the last", [.text("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")],
            "unknown: the server breaks off in the middle of the page"),
        http(
            "a chunk longer than its size", [.text("\(head)Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n")],
            "the server breaks the connection: its chunks are broken"),
        http(
            "a trailer without an end", [.text("\(head)Transfer-Encoding: chunked\r\n\r\n0\r\n"), .endless("X: y\r\n")],
            "200 complete 0"),
        http(
            "an unrequested gzip bomb",
            [.text("\(head)Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"), .write([0x1f, 0x8b, 8, 0])],
            "200 complete 4 encoded"),
        http("204 with a page", [.text("HTTP/1.1 204 No Content\r\n\r\n"), .flood(zeros)], "204 complete 0"),
        http(
            "NUL and ESC in a field", [.text("\(head)Server: a\u{0}b\u{1b}[2J\r\nContent-Length: 0\r\n\r\n")], "200 complete 0"),
    ]

    private func target(_ endpoint: Endpoint) throws -> HTTPTarget {
        HTTPTarget(endpoint: endpoint, host: try #require(DomainName("www.acme.example") as DomainName?), isSecure: false)
    }

    private func prober(_ endpoint: Endpoint) throws -> Prober {
        var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
        settings.fetchTimeout = .seconds(2)
        settings.httpPort = endpoint.port
        return Prober(settings)
    }

    @Test("a page is read correctly, or unknown", arguments: pages)
    func page(_ behaviour: HostileBehaviour) async throws {
        try await behaviour.check { endpoint in
            let report = await (try prober(endpoint)).page(try target(endpoint))
            if let reason = report.inconclusive { return "unknown: \(reason)" }
            switch report.outcome {
            case .noConnection(let failure): return "the server \(failure.phrase)"
            case .noHandshake(let failure): return failure.phrase
            case .badCertificate(let fault): return fault
            case .noResponse(let failure): return "the server \(failure.phrase)"
            case .response(let response):
                let encoded = response.isEncoded ? " encoded" : ""
                return "\(response.status) \(response.ending.rawValue) \(response.body.count)\(encoded)"
            }
        }
    }

    private static func redirect(_ name: String, _ location: String, _ expected: String) -> HostileBehaviour {
        http(name, [.text("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")], expected)
    }

    static let visits: [HostileBehaviour] = [
        redirect("a redirect to itself", "/", "1 loops(\"http://www.acme.example:PORT/\")"),
        redirect("a redirect to itself, in full", "http://WWW.acme.example/#top", "1 loops(\"http://www.acme.example/\")"),
        redirect("redirects that grow for ever", "a/", "21 tooManyRedirects"),
        redirect("a redirect to this machine", "http://127.0.0.1/", "1 opens"),
        redirect("a redirect to a script", "javascript:alert(1)", "1 leadsNowhere(\"javascript:alert(1)\")"),
        redirect(
            "a redirect with a password", "http://a:b@www.acme.example/", "1 leadsNowhere(\"http://a:b@www.acme.example/\")"),
        redirect("a redirect with control characters", "/\u{1}x", "1 leadsNowhere(\"/\\u{01}x\")"),
        redirect("a redirect to nothing", "", "1 leadsNowhere(\"\")"),
        redirect(
            "a redirect to a port that is none", "http://www.acme.example:0/", "1 leadsNowhere(\"http://www.acme.example:0/\")"),
        http(
            "a redirect without a place", [.text("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n")],
            "1 leadsNowhere(\"there is none\")"),
        http(
            "a redirect loop that returns with a cookie, too",
            [.text("HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")],
            "2 loops(\"http://www.acme.example:PORT/\")"),
        http("everybody is refused", [.text("HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n")], "1 refuses(status: 403)"),
        http(
            "a gateway without a server behind it", [.text("HTTP/1.1 526 x\r\nContent-Length: 0\r\n\r\n")], "1 fails(status: 526)"
        ),
    ]

    @Test("a visit ends", arguments: visits)
    func visit(_ behaviour: HostileBehaviour) async throws {
        try await behaviour.check(bound: .seconds(100)) { endpoint in
            let visit = await (try prober(endpoint)).visit(try target(endpoint))
            return "\(visit.steps.count) \(visit.verdict)".replacing(":\(endpoint.port)/", with: ":PORT/")
        }
    }
}
