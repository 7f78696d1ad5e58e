import DNS
import Deployment
import Facts
import Foundation
import Probes
import Survey
import TestPeers

/// Deployments with real web and mail servers: OpenSSL, nginx, Exim and scripted streams on loopback, mapped to the
/// documentation addresses of the files.
enum ServerWorlds {
    static let arePossible = CertificateMint.isPossible && Nginx.isInstalled && Exim.isInstalled

    static func facts() async throws -> [FactSet] {
        let scene = try await ServerScene()
        do {
            let facts = try await facts(scene)
            await scene.stop()
            return facts
        } catch {
            await scene.stop()
            throw error
        }
    }

    private static func facts(_ scene: ServerScene) async throws -> [FactSet] {
        var facts: [FactSet] = []
        for world in try await [web(scene), mail(scene)] { facts.append(try await world.survey()) }
        // The same without root certificates, without time, and a single server.
        for prober in [try scene.prober(roots: false), try scene.prober(deadline: .now)] {
            var world = try await web(scene, starts: false)
            world.prober = prober
            world.failures = [
                "h3.acme.example CAA": .servfail, "h4.acme.example CAA": .bogus, "h5.acme.example CAA": .timeout,
            ]
            facts.append(try await world.survey())
        }
        let target = TLSTarget(endpoint: ServerScene.endpoint(1, 443), serverName: DomainName("h1.acme.example"))
        let report = await (try scene.prober()).tls(target)
        facts.append(TLSProbeFacts(name: "h1.acme.example", reports: [report], observedAt: scene.now).set)
        return facts
    }

    private static let day = 86_400

    /// Web names, each at its own address, with its own fault.
    private static func web(_ scene: ServerScene, starts: Bool = true) async throws -> World {
        if starts { try await startWebServers(scene) }
        let hosts = (1...scene.webHosts).map { "{ host: h\($0).acme.example, addresses: [203.0.113.\($0)] }" }
        let zone = (1...scene.webHosts).map { "h\($0).acme.example. A 203.0.113.\($0)" }
        var world = World(
            """
            version: 1
            name: web
            scheme: direct
            views: { public: { resolvers: [127.0.0.1] }, internal: { resolvers: [127.0.0.2] } }
            networks: { public: [203.0.113.0/24] }
            panel: [\(hosts.joined(separator: ", ")), { host: inside.acme.example, addresses: [10.0.0.1], exposure: internal }]
            tracking: [{ host: click.acme.example, addresses: [203.0.113.1, 203.0.113.2] }]
            pixel: [{ host: px.acme.example, addresses: [203.0.113.1] }]
            unsubscribe: [{ host: px.acme.example, addresses: [203.0.113.1] }]
            media: [{ host: px.acme.example, addresses: [203.0.113.1] }]
            """,
            [
                .public:
                    (zone + [
                        "click.acme.example. A 203.0.113.1", "click.acme.example. A 203.0.113.2",
                        "px.acme.example. A 203.0.113.1",
                        "h1.acme.example. CAA 0 issue \"letsencrypt.org; accounturi=https://acme.example/acct/1\"",
                        "h2.acme.example. CAA 0 issue \"digicert.com\"", "h3.acme.example. CAA 0 issue \";\"",
                        "h5.acme.example. CAA 128 tbs \"unknown\"", "h6.acme.example. CAA 0 issue \"letsencrypt.org.\"",
                        "h7.acme.example. CAA 0 issue \"%%%\"",
                    ]).joined(separator: "\n"),
                .internal: "inside.acme.example. A 10.0.0.1",
            ])
        world.prober = try scene.prober()
        return world
    }

    private static func startWebServers(_ scene: ServerScene) async throws {
        let hierarchy = scene.hierarchy
        let everything = ["-cipher", "ALL:@SECLEVEL=0"]
        // Has CAA domains by its organization.
        try await scene.serve(issuer: scene.known)
        try await scene.serve(issuer: scene.known)
        try await scene.serve {
            $0.until = -day; $0.from = -90 * day
        }
        try await scene.serve { $0.from = day }
        try await scene.serve { $0.names = ["www.provider.example"] }
        try await scene.serve(options: everything) { $0.key = .rsa(1024) }
        try await scene.serve(options: everything + ["-no_tls1_3", "-no_tls1_2"]) {
            $0.key = .rsa(2048); $0.digest = "sha1"
        }
        try await scene.serve(options: ["-tls1_2", "-cipher", "DHE-RSA-AES128-SHA"]) { $0.key = .rsa(2048) }
        try await scene.serve(options: ["-tls1_2", "-cipher", "AES128-SHA"]) { $0.key = .rsa(2048) }
        try await scene.serve {
            $0.until = 300 * day; $0.extensions = ["tlsfeature = status_request"]
        }
        try await scene.serve { $0.key = .ed25519 }
        scene.place(try await OpenSSLServer.start(try await hierarchy.mint.mint(scene.wish())))
        let foreign = try await hierarchy.mint.authority("CN=Somebody's Root")
        scene.place(try await OpenSSLServer.start(try await hierarchy.mint.mint(scene.wish(), by: foreign)))
        scene.place(
            try await OpenSSLServer.start(
                try await hierarchy.leaf(scene.nextName) {
                    $0.extensions = ["authorityInfoAccess = caIssuers;URI:http://crt.acme.example/i.der"]
                }))
        let leaf = try await hierarchy.leaf(scene.nextName)
        let staple = try await hierarchy.mint.staple(for: leaf, by: hierarchy.intermediate)
        scene.place(try await hierarchy.serve(leaf, options: ["-status_file", staple]))
        let revoked = try await hierarchy.leaf(scene.nextName)
        let revocation = try await hierarchy.mint.staple(for: revoked, by: hierarchy.intermediate, revoked: true)
        scene.place(try await hierarchy.serve(revoked, options: ["-status_file", revocation]))
        let other = try await hierarchy.leaf(scene.nextName)
        scene.place(try await hierarchy.serve(other, options: ["-status_file", staple]))
        scene.place(try await OpenSSLServer.startAnonymous())
        scene.place(try ScriptedStream([.write(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .silence]))
        scene.place(Endpoint(address: Loopback.ipv4, port: try Loopback.closedEndpoint().port))
        scene.place(try ScriptedStream([.silence]))
        // No server at all.
        scene.place(nil)
        let wrong = try await hierarchy.leaf(scene.nextName) { $0.names = [] }
        scene.place(try await hierarchy.serve(wrong))
        let page = try await hierarchy.leaf(scene.nextName)
        let nginx = try await Nginx.start(
            """
            server { listen LISTEN ssl; ssl_certificate \(try hierarchy.fullChain(page, in: scene.folder));
              ssl_certificate_key \(page.keyPath); add_header Strict-Transport-Security "max-age=63072000"; return 204; }
            """)
        scene.place(nginx, port80: try scripted("HTTP/1.1 301 Moved\r\nLocation: https://\(scene.nextName)/\r\n"))
        let plain = try scripted("HTTP/1.1 200 OK\r\n")
        scene.place(plain, port80: plain)
        try await startPages(scene)
        try await startChains(scene)
        let clear = try await hierarchy.leaf(scene.nextName)
        scene.place(try await hierarchy.serve(clear), port80: try scripted("HTTP/1.1 200 OK\r\n"))
    }

    /// The behaviour of the page behind a sound certificate.
    private static func startPages(_ scene: ServerScene) async throws {
        let pages = [
            "return 301 https://NAME/;", "return 301 http://NAME/;", "return 403;", "return 503;",
            "return 301 https://nobody.acme.example/;", "rewrite ^(.*)$ https://NAME$1x redirect;",
            "ssl_verify_client on; return 200;",
        ]
        for page in pages {
            let leaf = try await scene.hierarchy.leaf(scene.nextName)
            let client =
                page.contains("verify") ? "ssl_client_certificate \(scene.hierarchy.root.path); ssl_verify_client on;" : ""
            let text = page.replacing("NAME", with: scene.nextName).replacing("ssl_verify_client on; ", with: "")
            scene.place(
                try await Nginx.start(
                    """
                    server { listen LISTEN ssl; ssl_certificate \(try scene.hierarchy.fullChain(leaf, in: scene.folder));
                      ssl_certificate_key \(leaf.keyPath); \(client) location / { \(text) } }
                    """))
        }
    }

    /// A second certificate for other clients, and chains that lead to no root, or to the wrong one.
    private static func startChains(_ scene: ServerScene) async throws {
        let mint = scene.hierarchy.mint
        for isSound in [true, false] {
            let first = try await scene.hierarchy.leaf(scene.nextName)
            var wish = scene.wish()
            wish.key = .rsa(2048)
            let second = isSound ? try await mint.mint(wish, by: scene.hierarchy.intermediate) : try await mint.mint(wish)
            scene.place(
                try await Nginx.start(
                    """
                    server { listen LISTEN ssl; ssl_certificate \(try scene.hierarchy.fullChain(first, in: scene.folder));
                      ssl_certificate_key \(first.keyPath); ssl_certificate \(second.path); ssl_certificate_key \(second.keyPath);
                      return 204; }
                    """))
        }
        let foreign = try await mint.authority("CN=Foreign Root")
        let below = try await mint.authority("CN=Foreign Intermediate", by: foreign)
        try await scene.serve(issuer: below)
        let notAuthority = try await mint.mint(scene.wish(), by: scene.hierarchy.intermediate)
        try await scene.serve(issuer: notAuthority)
        let twin = try await mint.authority("CN=Twin", by: scene.hierarchy.root)
        let other = try await mint.authority("CN=Twin", by: scene.hierarchy.root)
        let leaf = try await mint.mint(scene.wish(), by: twin)
        scene.place(try await OpenSSLServer.start(leaf, chain: [other]))
    }

    private static func scripted(_ head: String) throws -> ScriptedStream {
        try ScriptedStream([.readLine, .write(Array("\(head)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8))])
    }

    /// Mail servers, one per domain, and the hosts of their MTA-STS policies.
    private static func mail(_ scene: ServerScene) async throws -> World {
        let hierarchy = scene.hierarchy
        let leaf = try await hierarchy.leaf("*.acme.example")
        let domains = ["*.acme.example", "acme.example"]
        let chain = try hierarchy.fullChain(leaf, in: scene.folder)
        scene.placeMail(try await Exim.start(name: "m1.acme.example", domains: domains, chain: chain, key: leaf.keyPath))
        scene.placeMail(try await Exim.start(name: "localhost.localdomain", domains: ["nobody.example"]))
        scene.placeMail(
            try ScriptedStream([
                .write(Array("220 m3 ESMTP\r\n".utf8)), .readLine, .write(Array("250-m3\r\n250 HELP\r\n".utf8)), .readLine,
                .write(Array("451 4.7.1 greylisted\r\n".utf8)), .readLine,
            ]))
        scene.placeMail(try ScriptedStream([.write(Array("421 m4 too busy\r\n".utf8))]))
        scene.placeMail(try ScriptedStream([.write(Array("554 m5 no service\r\n".utf8))]))
        scene.placeMail(Endpoint(address: Loopback.ipv4, port: try Loopback.closedEndpoint().port))
        scene.placeMail(
            try ScriptedStream([
                .write(Array("220 m7 ESMTP\r\n".utf8)), .readLine, .write(Array("250-m7\r\n250 STARTTLS\r\n".utf8)), .readLine,
                .write(Array("454 4.7.0 TLS not available\r\n".utf8)), .readLine,
            ]))
        scene.placeMail(nil)
        let policies = [
            "return 200 \"version: STSv1\\nmode: enforce\\nmx: *.acme.example\\nmax_age: 1209600\\n\";",
            "return 200 \"version: STSv1\\nmode: testing\\nmx: old.acme.example\\nmax_age: 3600\\n\";",
            "return 200 \"version: STSv1\\nmode: none\\nmax_age: 3600\\n\";", "return 404;",
            "return 301 https://acme.example/;", "return 200 \"mode: enforced\\n\";",
        ]
        for (number, policy) in policies.enumerated() {
            let certificate = try await hierarchy.leaf("mta-sts.d\(number + 1).acme.example")
            let type = number == 1 ? "text/html" : "text/plain"
            scene.placePolicy(
                try await Nginx.start(
                    """
                    server { listen LISTEN ssl; ssl_certificate \(try hierarchy.fullChain(certificate, in: scene.folder));
                      ssl_certificate_key \(certificate.keyPath); default_type \(type); location / { \(policy) } }
                    """))
        }
        let count = scene.mailHosts
        let senders = (1...count).map { number in
            "  - { name: s\(number), addresses: [203.0.113.\(100 + number)], from: [d\(number).acme.example], mail-from: [d\(number).acme.example] }"
        }
        let zone = (1...count).map { number in
            """
            d\(number).acme.example. MX 10 m\(number).acme.example.
            m\(number).acme.example. A 203.0.113.\(100 + number)
            _mta-sts.d\(number).acme.example. TXT "v=STSv1; id=1"
            mta-sts.d\(number).acme.example. A 203.0.113.\(150 + number)
            \(100 + number).113.0.203.in-addr.arpa. PTR m\(number).acme.example.
            """
        }
        let zeros = String(repeating: "00", count: 32)
        var world = World(
            """
            version: 1
            name: mail
            scheme: direct
            networks: { public: [203.0.113.0/24] }
            probes: { smtp: true }
            senders:
            \(senders.joined(separator: "\n"))
              - { name: implicit, addresses: [203.0.113.101], from: [m1.acme.example], mail-from: [m1.acme.example] }
            """,
            [
                .public:
                    (zone + [
                        "_25._tcp.m1.acme.example. TLSA 3 1 1 \(zeros)", "_25._tcp.m1.acme.example. TLSA 1 0 1 \(zeros)",
                        "_25._tcp.m2.acme.example. TLSA 3 1 1 \(zeros)",
                    ]).joined(separator: "\n")
            ])
        world.prober = try scene.prober()
        world.isAuthenticated = true
        return world
    }
}
