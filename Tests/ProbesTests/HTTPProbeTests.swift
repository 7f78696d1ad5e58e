import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("An HTTP probe requests one page", .timeLimit(.minutes(10)))
struct HTTPProbeTests {
    private static let host = "mta-sts.acme.example"

    private func target(_ endpoint: Endpoint, secure: Bool, path: String = "/") throws -> HTTPTarget {
        let name: DomainName? = DomainName(Self.host)
        return HTTPTarget(endpoint: endpoint, host: try #require(name), isSecure: secure, path: path)
    }

    private func prober(_ roots: TrustStore, timeout: Duration = .seconds(10)) -> Prober {
        var settings = ProbeSettings(roots: roots, now: Int64(Date().timeIntervalSince1970))
        settings.fetchTimeout = timeout
        return Prober(settings)
    }

    @Test(
        "nginx: a policy over TLS, a redirect, a header, and no policy from a host with another name",
        .enabled(if: Nginx.isInstalled, "nginx is not installed"))
    func real() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf(Self.host)
        let chain = try hierarchy.fullChain(leaf, in: folder)
        let nginx = try await Nginx.start(
            """
            server {
              listen LISTEN ssl; ssl_certificate \(chain); ssl_certificate_key \(leaf.keyPath);
              location = /policy { default_type text/plain; return 200 "version: STSv1\\n"; }
              location = /moved { return 301 https://elsewhere.example/; }
              location / { add_header Strict-Transport-Security "max-age=31536000"; return 200 "x"; }
            }
            """)
        let prober = prober(try TrustStore(system: false, file: hierarchy.root.path))
        let policy = await prober.policy(try target(nginx.endpoint, secure: true, path: "/policy"))
        let moved = await prober.policy(try target(nginx.endpoint, secure: true, path: "/moved"))
        let page = await prober.page(try target(nginx.endpoint, secure: true))
        let strangers = self.prober(try TrustStore(system: false, file: try await hierarchy.mint.authority("CN=Other Root").path))
        let distrusted = await strangers.policy(try target(nginx.endpoint, secure: true, path: "/policy"))
        let plain = await prober.page(try target(nginx.endpoint, secure: false))
        await nginx.stop()
        // A root behind a gap in the chain: the missing certificate is the one between.
        let between = try await hierarchy.mint.authority("CN=Acme No 7", by: hierarchy.root)
        let below = try await hierarchy.mint.mint(CertificateMint.Wish("CN=\(Self.host)", names: [Self.host]), by: between)
        let gappy = try await OpenSSLServer.start(below, chain: [hierarchy.root])
        let gap = await prober.policy(try target(gappy.endpoint, secure: true))
        await gappy.stop()
        #expect(gap.outcome == .badCertificate("the certificate of CN=Acme No 7 is not served"))
        #expect(policy.response?.status == 200 && policy.response?.isCut == false)
        #expect(policy.response.map { String(decoding: $0.body, as: UTF8.self) } == "version: STSv1\n")
        #expect(policy.response?.fields["content-type"] == "text/plain")
        #expect(moved.response?.status == 301 && moved.response?.redirectsToHTTPS == true)
        #expect(page.response?.fields["strict-transport-security"] == "max-age=31536000")
        guard case .badCertificate(let fault) = distrusted.outcome else { throw Program.Failure(description: "\(distrusted)") }
        #expect(fault.contains("CN=Acme Test Root"))
        #expect(plain.response?.status == 400)
    }

    @Test("lengths, chunks, endless bodies and heads, and responses that are not HTTP")
    func shapes() async throws {
        let head = "HTTP/1.1 200 OK\r\n"
        let cases: [([ScriptedStream.Step], (HTTPReport) -> Bool)] = [
            (
                [.write(Array("\(head)Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n".utf8)), .silence],
                { $0.response?.body == Array("abcde".utf8) }
            ),
            (
                [.write(Array("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n\(head)Content-Type: Text/Plain; a=b\r\n\r\nok".utf8))],
                { $0.response?.status == 200 && $0.response?.mediaType == "text/plain" && $0.response?.body == Array("ok".utf8) }
            ),
            ([.flood(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))], { $0.outcome == .noResponse(.beyond(.interimResponses)) }),
            ([.write(Array("\(head)Content-Length: 2\r\n\r\nhello".utf8)), .silence], { $0.response?.body == Array("he".utf8) }),
            ([.write(Array("\(head)\r\nuntil the end".utf8))], { $0.response?.body == Array("until the end".utf8) }),
            ([.write(Array("\(head)Content-Length: 9\r\n\r\nhello".utf8))], { $0.response?.ending == .brokenOff }),
            (
                [.write(Array("\(head)\r\n".utf8)), .flood(Array(repeating: 0x61, count: 4096))],
                { $0.response?.body.count == 65_536 && $0.response?.isCut == true }
            ),
            ([.write(Array(head.utf8)), .flood(Array("X: y\r\n".utf8))], { $0.outcome == .noResponse(.beyond(.headFields)) }),
            (
                [.write(Array("220 mail.example ESMTP\r\n".utf8)), .silence],
                { if case .noResponse(.broken) = $0.outcome { true } else { false } }
            ),
            (
                [.write(Array("\(head)Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n".utf8)), .silence],
                { if case .noResponse(.broken) = $0.outcome { true } else { false } }
            ),
            ([.silence], { $0.outcome == .noResponse(.timedOut) }),
            (
                [.drip(Array(head.utf8) + Array(repeating: 0x61, count: 1000), every: .milliseconds(20))],
                { $0.outcome == .noResponse(.timedOut) }
            ),
        ]
        // One prober each: a server may get the port of an earlier one, and a prober probes a target once.
        let probe = { (endpoint: Endpoint) in
            await self.prober(try TrustStore(), timeout: .seconds(2)).page(try self.target(endpoint, secure: false))
        }
        for (steps, holds) in cases {
            let server = try ScriptedStream(steps)
            let report = try await probe(server.endpoint)
            server.stop()
            let isAsExpected = holds(report)
            #expect(isAsExpected, "\("\(report.outcome)".prefix(400))")
        }
        let closed = try await probe(try Loopback.closedEndpoint())
        #expect(closed.outcome == .noConnection(.refused))
    }
}
