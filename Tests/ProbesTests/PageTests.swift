import DNS
import Foundation
import Probes
import TestPeers
import Testing

@Suite("Pages are judged by what a visitor gets", .timeLimit(.minutes(10)))
struct PageTests {
    private static let host = "panel.acme.example"

    @Test(
        "Strict-Transport-Security as browsers interpret it",
        arguments: [
            ("max-age=31536000", .active(maximumAge: 31_536_000, includesSubdomains: false)),
            ("Max-Age=\"600\" ; includeSubDomains", .active(maximumAge: 600, includesSubdomains: true)),
            ("includeSubDomains; max-age=1; preload", .active(maximumAge: 1, includesSubdomains: true)),
            ("max-age=99999999999999999999", .active(maximumAge: .max, includesSubdomains: false)),
            ("max-age=0", .off), ("max-age=\"0\"; includeSubDomains", .off),
            ("includeSubDomains", .ignored("it has no max-age")), ("", .ignored("it has no max-age")),
            ("max-age", .ignored("its max-age is not a number of seconds")),
            ("max-age=", .ignored("its max-age is not a number of seconds")),
            ("max-age=-1", .ignored("its max-age is not a number of seconds")),
            ("max-age=1y", .ignored("its max-age is not a number of seconds")),
            ("max-age=1; max-age=2", .ignored("it has max-age twice")),
            ("max-age=31536000, max-age=0", .ignored("its max-age is not a number of seconds")),
        ] as [(String, StrictTransportSecurity)])
    func transportSecurity(_ field: String, _ expected: StrictTransportSecurity) {
        #expect(StrictTransportSecurity(field) == expected)
        #expect(StrictTransportSecurity(nil) == .absent)
    }

    @Test(
        "nginx: redirect loops, redirects to plain HTTP, refusals, failures, passwords",
        .enabled(if: Nginx.isInstalled, "nginx is not installed"))
    func visits() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf(Self.host)
        let plain = try Loopback.freeEndpoint()
        let closed = try Loopback.closedEndpoint()
        let nginx = try await Nginx.start(
            """
            server { listen \(plain);
              location = /back { return 301 https://\(Self.host)/circle; }
              location = /up { return 308 https://\(Self.host)/; }
              location = /none { return 404; }
              location = /only { return 426; }
              location = /login { return 401; }
              location = /ext { return 302 https://www.provider.example/; }
              location / { return 200 "log in"; } }
            server { listen LISTEN ssl; ssl_certificate \(try hierarchy.fullChain(leaf, in: folder));
              ssl_certificate_key \(leaf.keyPath); ssl_verify_client optional_no_ca;
              location = /circle { return 301 http://\(Self.host)/back; }
              location = /down { return 301 http://\(Self.host)/; }
              location = /away { return 301 http://www.provider.example/; }
              location = /self { return 302 /self; }
              location = /in { return 302 /login/; }
              location = /password { return 401; }
              location = /refused { return 404; }
              location = /test { add_header Set-Cookie "a=1; Path=/; Secure"; add_header Set-Cookie "test=yes; HttpOnly";
                if ($http_cookie = "a=1; test=yes") { return 200 "log in"; } return 302 /test; }
              location = /tests { add_header Set-Cookie "a=1"; return 302 /tests; }
              location = /port { return 302 https://\(Self.host):\(closed.port)/; }
              location = /broken { return 502; }
              location = /wants { return 400; }
              location / { return 200 "log in"; } }
            """)
        var settings = ProbeSettings(
            roots: try TrustStore(system: false, file: hierarchy.root.path), now: Int64(Date().timeIntervalSince1970))
        settings.httpPort = plain.port
        settings.httpsPort = nginx.endpoint.port
        let prober = Prober(settings)
        let host = try #require(DomainName(Self.host) as DomainName?)
        let visit = { (path: String, isSecure: Bool) in
            await prober.visit(
                HTTPTarget(endpoint: isSecure ? nginx.endpoint : plain, host: host, isSecure: isSecure, path: path))
        }
        let secure: [(String, PageVisit.Verdict)] = [
            ("/", .opens), ("/in", .opens), ("/password", .opens), ("/circle", .leadsToPlainHTTP("http://\(Self.host)/back")),
            ("/down", .leadsToPlainHTTP("http://\(Self.host)/")), ("/away", .leadsToPlainHTTP("http://www.provider.example/")),
            ("/self", .loops("https://\(Self.host):\(nginx.endpoint.port)/self")), ("/refused", .refuses(status: 404)),
            ("/test", .opens), ("/tests", .loops("https://\(Self.host):\(nginx.endpoint.port)/tests")),
            ("/port", .leadsNowhere("https://\(Self.host):\(closed.port)/: the server refuses the connection")),
            ("/broken", .fails(status: 502)), ("/wants", .wantsCertificate("answers 400")),
        ]
        for (path, verdict) in secure {
            let seen = await visit(path, true)
            #expect(seen.verdict == verdict, "\(path)")
        }
        for (path, shows, reaches) in [
            ("/", true, false), ("/login", true, false), ("/none", false, false), ("/only", false, false), ("/up", false, true),
            ("/ext", false, true), ("/back", false, true),
        ] {
            let seen = await visit(path, false)
            #expect(seen.showsPlainPage == shows && seen.reachesSecurePage == reaches, "\(path) \(seen.end)")
        }
        await nginx.stop()
    }

    @Test(
        "nginx with ssl_verify_client on: 400 for all means a required client certificate",
        .enabled(if: Nginx.isInstalled, "nginx is not installed"))
    func clientCertificate() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf(Self.host)
        let nginx = try await Nginx.start(
            """
            server { listen LISTEN ssl; ssl_certificate \(try hierarchy.fullChain(leaf, in: folder));
              ssl_certificate_key \(leaf.keyPath); ssl_client_certificate \(hierarchy.root.path); ssl_verify_client on; return 200 x; }
            """)
        let strict = try await hierarchy.serve(leaf, options: ["-Verify", "1", "-tls1_3"])
        let roots = try TrustStore(system: false, file: hierarchy.root.path)
        let prober = Prober(ProbeSettings(roots: roots, now: Int64(Date().timeIntervalSince1970)))
        let host = try #require(DomainName(Self.host) as DomainName?)
        let visit = await prober.visit(HTTPTarget(endpoint: nginx.endpoint, host: host, isSecure: true))
        let tls = await prober.tls(TLSTarget(endpoint: nginx.endpoint, serverName: host))
        let refused = await prober.visit(HTTPTarget(endpoint: strict.endpoint, host: host, isSecure: true))
        await nginx.stop()
        await strict.stop()
        #expect(visit.verdict == .wantsCertificate("answers 400"))
        #expect(tls.asksForCertificate && tls.session != nil)
        guard case .wantsCertificate(let words) = refused.verdict else {
            throw Program.Failure(description: "\(refused.verdict)")
        }
        #expect(words.hasPrefix("the server asks for a client certificate"))
    }

    @Test("only global and named addresses are contacted")
    func filter() async throws {
        let named = try #require(Network("127.0.0.2/32"))
        let filter = AddressFilter.global(and: [named])
        for text in [
            "127.0.0.1", "10.0.0.1", "169.254.169.254", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "::ffff:127.0.0.1",
            "192.0.2.1", "0.0.0.0",
        ] {
            #expect(filter.refusal(of: try #require(IPAddress(text))) != nil, "\(text)")
        }
        for text in ["127.0.0.2", "::ffff:127.0.0.2", "8.8.8.8", "2606:4700::1"] {
            #expect(filter.refusal(of: try #require(IPAddress(text))) == nil, "\(text)")
        }
        let server = try ScriptedStream([.silence])
        var settings = ProbeSettings(roots: try TrustStore(system: false), now: 0)
        settings.filter = filter
        let prober = Prober(settings)
        let host = try #require(DomainName(Self.host) as DomainName?)
        let tls = await prober.tls(TLSTarget(endpoint: server.endpoint, serverName: host))
        let page = await prober.policy(HTTPTarget(endpoint: server.endpoint, host: host, isSecure: true))
        let smtp = await prober.smtp(SMTPTarget(endpoint: server.endpoint, host: host, bounceDomain: nil))
        #expect(server.connections == 0)
        server.stop()
        let words =
            "127.0.0.1 is not an address of the public Internet (loopback), and only a zone names it; list it under networks if it is intended"
        #expect(tls.connectionFailure == .notPermitted(words) && tls.connectionFailure?.isTheServers == false)
        #expect(page.outcome == .noConnection(.notPermitted(words)) && smtp.connectionFailure == .notPermitted(words))
    }
}
