import DNS
import Deployment
import MailPolicy

/// Deployments of every scheme as seen through DNS alone: sound, broken in every way, and silent.
enum PolicyWorlds {
    static func all() throws -> [World] {
        [
            try direct(), MoreWorlds.strict, MoreWorlds.selectors, MoreWorlds.silentSelectors, MoreWorlds.roles,
            MoreWorlds.aliases,
            MoreWorlds.unheaded, bare, relay,
            swappedRelay, plainRelay, balanced, announcing, lists,
            MoreWorlds.firstContact, MoreWorlds.nameAlone, MoreWorlds.oddities,
        ] + dead + failing
    }

    static let rsa2048 = """
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3rvBjK0MkmpbogjG1QAIlcNaUQHxojSISyB189d9H4f5BURMFu6fcUDootPVsYPzFSSjoWnIXYMnYR29J0sKraJ0/EzwlVtd6lgM20RFf39nYVVkmnnUbp+/NBk6eb6ubzrRhWQ0M1yNmvo6STTRgKtmaqdN1wr4rQCdx7bQBwsAsgMKEjbJUV5+pJbhTABdM" \
        "P03iR/72vqAJKtJcRwvKQtMR37jRZg5X8uPk3oQcF5OiEsrSdk3EFgONmEUecFjuFW2xYiJCZzBs55IwURP6kTX1yB4lEQ3zRWgvrBltI8MUmHbpCeuZ/0jHDJc/89jhI0f1rrePtrSb/XbURys5wIDAQAB"
        """
    private static let rsa1024 = """
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"
        """
    static let ed25519 = #""v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=""#

    /// Many From domains, each with its own faults, and selectors of every kind of key.
    private static func direct() throws -> World {
        let selectors = [
            ("rsa", rsa2048), ("short", rsa1024), ("ed", ed25519), ("revoked", #""v=DKIM1; p=""#),
            ("testing", rsa2048.replacing("k=rsa;", with: "t=y;")),
            ("strict", rsa2048.replacing("k=rsa;", with: "t=s;")), ("junk", #""v=DKIM1; p=AAAA""#),
            ("text", #""google-site-verification=x""#),
        ]
        let senders =
            (0..<20).map { number in
                """
                  - name: s\(number)
                    addresses: [203.0.113.\(20 + number), "2001:db8::\(20 + number)"]
                    from: [d\(number).acme.example]
                    mail-from: [d\(number).acme.example]
                """
            }.joined(separator: "\n")
        let names = selectors.map(\.0) + ["halves", "several", "missing", "wild", "bad", "moved"]
        let keys = names.map { "{ domain: acme.example, selector: \($0) }" }.joined(separator: ", ")
        let file = """
            version: 1
            name: direct
            scheme: direct
            dmarc: { policy: none }
            networks: { public: [203.0.113.0/24, "2001:db8::/32"] }
            infrastructure: { domains: [esp.test] }
            panel: [{ host: panel.acme.example, addresses: [203.0.113.1] }, { host: nat.acme.example, addresses: [203.0.113.2], bind: [10.0.0.2] }]
            tracking: [{ host: click.acme.example, addresses: [203.0.113.3, "2001:db8::3"] }, { host: shared.acme.example, addresses: [203.0.113.1] }]
            pixel: [{ host: px.acme.example, addresses: [203.0.113.5] }, { host: shared.acme.example, addresses: [203.0.113.1] }, { host: far.test, addresses: [203.0.113.6] }]
            senders:
              - name: bulk
                addresses: [203.0.113.20, "2001:db8::20", 203.0.113.3]
                from: [acme.example, news.acme.example]
                mail-from: [bounce.acme.example, other.test]
                dkim: [\(keys)]
            \(senders)
            """
        var world = World(file, [.public: directZone(selectors)])
        world.keys = [
            try name("rsa._domainkey.acme.example"): .ed25519(Array(repeating: 7, count: 32)),
            try name("ed._domainkey.acme.example"): try publicKey(ed25519),
            try name("missing._domainkey.acme.example"): .ed25519(Array(repeating: 7, count: 32)),
        ]
        world.failures = ["bad._domainkey.acme.example": .servfail, "silent.vendor.test": .servfail]
        return world
    }

    private static func name(_ text: String) throws -> DomainName {
        guard let name = DomainName(text) else { throw MemoryNetwork.NotAName(text: text) }
        return name
    }

    private static func publicKey(_ record: String) throws -> DKIMPublicKey {
        let text = record.trimming("\"")
        guard case .record(let found) = DKIMAnswer([text]), let key = found.key else { throw MemoryNetwork.NotAName(text: text) }
        return key
    }

    private static func directZone(_ selectors: [(String, String)]) -> String {
        let keys = selectors.map { "\($0)._domainkey.acme.example. TXT \($1)" }.joined(separator: "\n")
        let includes = (0..<12).map { "i\($0).acme.example. TXT \"v=spf1 ip4:198.51.100.\($0) ~all\"" }.joined(separator: "\n")
        let many = [0..<6, 6..<12].map { part in part.map { "include:i\($0).acme.example" }.joined(separator: " ") }
        let hosts = (0..<12).map { "many.acme.example. MX 10 m\($0).acme.example." }.joined(separator: "\n")
        return """
            \(keys)
            halves._domainkey.acme.example. TXT "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPa"
            halves._domainkey.acme.example. TXT "piMlrwIaaPcHURo="
            several._domainkey.acme.example. TXT \(ed25519)
            several._domainkey.acme.example. TXT "v=DKIM1; p="
            *._domainkey.acme.example. TXT \(ed25519)
            moved._domainkey.acme.example.acme.example. TXT \(ed25519)
            _domainkey.acme.example. TXT "o=~; t=y"
            _adsp._domainkey.acme.example. TXT "dkim=all"
            panel.acme.example. A 203.0.113.1
            panel.acme.example. A 10.0.0.9
            panel.acme.example. A 127.0.0.1
            panel.acme.example. A 0.0.0.0
            panel.acme.example. A 169.254.1.1
            panel.acme.example. A 100.64.0.1
            panel.acme.example. A 198.18.0.1
            panel.acme.example. A 198.51.100.1
            panel.acme.example. A 224.0.0.1
            panel.acme.example. A 240.0.0.1
            panel.acme.example. A 255.255.255.255
            panel.acme.example. AAAA fd00::1
            panel.acme.example. AAAA 100::1
            nat.acme.example. A 203.0.113.2
            click.acme.example. CNAME edge.acme.example.
            edge.acme.example. CNAME edge2.acme.example.
            edge2.acme.example. A 203.0.113.3
            edge2.acme.example. AAAA 2001:db8::3
            shared.acme.example. A 203.0.113.1
            px.acme.example. CNAME gone.acme.example.
            far.test. CNAME loop.test.
            loop.test. CNAME far.test.
            *.test. A 203.0.113.6
            acme.example. MX 10 mx.acme.example.
            acme.example. MX 20 192.0.2.7.
            acme.example. MX 30 .
            acme.example. TXT "v=spf1 +all"
            acme.example. SOA ns hostmaster 1 2 3 4 5
            mx.acme.example. A 203.0.113.20
            mx.acme.example. AAAA fd00::9
            _25._tcp.mx.acme.example. TLSA 3 1 1 \(String(repeating: "00", count: 32))
            _25._tcp.mx.acme.example. TLSA 1 0 1 \(String(repeating: "00", count: 32))
            news.acme.example. TXT "v=spf1 include:i1.acme.example ~all"
            bounce.acme.example. MX 10 mta.acme.example.
            mta.acme.example. A 203.0.113.20
            mta.acme.example. A 10.0.0.20
            bounce.acme.example. TXT "v=spf1 ip4:203.0.113.20 -all"
            bounce.acme.example. TXT "spf2.0/pra -all"
            bounce.acme.example. TXT "v=spf1.0 -all"
            bounce.acme.example. SPF "v=spf1 -all"
            _dmarc.acme.example. TXT "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@acme.example,mailto:d@reports.test,mailto:d@deaf.test; pct=100"
            acme.example._report._dmarc.reports.test. TXT "v=DMARC1"
            reports.test. MX 10 mx.acme.example.
            deaf.test. MX 0 .
            _mta-sts.acme.example. TXT "v=STSv1; id=1"
            _mta-sts.news.acme.example. TXT "v=STSv1; id=bad!"
            _smtp._tls.acme.example. TXT "v=TLSRPTv1; rua=mailto:t@acme.example"
            _smtp._tls.news.acme.example. TXT "v=TLSRPTv1; rua=x"
            default._bimi.acme.example. TXT "v=BIMI1; l=https://acme.example/l.svg"
            default._bimi.news.acme.example. TXT "v=BIMI1; l=http://acme.example/l.png"
            \(includes)
            \(hosts)
            d0.acme.example. TXT "v=spf1 ip4:203.0.113.20 ip6:2001:db8::20 -all"
            _dmarc.d0.acme.example. TXT "v=DMARC1; p=none; t=y"
            d1.acme.example. TXT "v=spf1 ip4:203.0.113.21 ~all"
            _dmarc.d1.acme.example. TXT "v=DMARC1; p=quarantine"
            _dmarc.d1.acme.example. TXT "v=DMARC1; p=reject"
            d2.acme.example. TXT "v=spf1 ?all ip4=203.0.113.22"
            d2.acme.example. TXT "v=DMARC1; p=none"
            _dmarc.d2.acme.example.d2.acme.example. TXT "v=DMARC1; p=none"
            d3.acme.example. TXT "v=spf1 -all"
            d3.acme.example. TXT "v=spf1 ip4:203.0.113.23 ~all"
            _dmarc.d3.acme.example. TXT "v=DMARC1; p=rejct; rua=mailto:d@acme.example"
            d4.acme.example. TXT "v=spf1 ip4:203.0.113.24/33 -all"
            _dmarc.d4.acme.example. TXT "v=DMARC1; p=reject; sp=jerect"
            d5.acme.example. TXT "v=spf1 \(many[0]) " "\(many[1]) -all"
            d6.acme.example. TXT "v=spf1 a:nosuch1.test-zone mx:nosuch2.test-zone include:d6.acme.example -all"
            d7.acme.example. TXT "v=spf1 include:d4.acme.example include:none.acme.example redirect=d7.acme.example"
            d8.acme.example. TXT "v=spf1 mx:many.acme.example -all"
            d9.acme.example. TXT "v=spf1 include:i3.acme.example ip4:203.0.113.29 ip6:2001:db8::29 -all"
            *.d10.acme.example. TXT "v=DMARC1; p=none"
            _dmarc.d11.acme.example. TXT "v=DMARC1; p=none; psd=n"
            d12.acme.example. TXT "v=spf1 include:two.vendor.test include:bad.vendor.test include:dead.vendor.test -all"
            two.vendor.test. TXT "v=spf1 -all"
            two.vendor.test. TXT "v=spf1 ?all"
            bad.vendor.test. TXT "v=spf1 ip4:203.0.113.300 -all"
            dead.vendor.test. TXT "v=spf1 include:gone.vendor.test -all"
            d13.acme.example. TXT "v=spf1 include:silent.vendor.test -all"
            \(pointers)
            """
    }

    private static let pointers = """
        20.113.0.203.in-addr.arpa. PTR mta.acme.example.
        21.113.0.203.in-addr.arpa. PTR 203-0-113-21.provider.test.
        22.113.0.203.in-addr.arpa. PTR broken.acme.example.
        3.113.0.203.in-addr.arpa. PTR click.acme.example.
        """

    /// Nothing is published, and nothing is installed.
    private static var bare: World {
        var world = World(
            """
            version: 1
            name: bare
            scheme: direct
            senders:
              - { name: bulk, addresses: [10.0.0.1], from: [acme.example], mail-from: [b.acme.example] }
              - { name: fixed, addresses: [203.0.113.3], helo: localhost, from: [acme.example], mail-from: [b.acme.example] }
            """)
        world.hasSuffixes = false
        return world
    }

    private static let relayFile = """
        version: 1
        name: relay
        scheme: relay
        networks: { public: [203.0.113.0/24, 198.51.100.0/24] }
        views: { public: { resolvers: [127.0.0.1] }, internal: { resolvers: [127.0.0.2] } }
        panel: [{ host: panel.acme.example, addresses: [10.0.0.10], exposure: internal }]
        tracking: [{ host: click.acme.example, addresses: [203.0.113.11] }]
        relay: { host: relay.acme.example, addresses: [198.51.100.25], split-dns: true }
        senders:
          - { name: bulk, addresses: [10.0.0.20], from: [acme.example], mail-from: [b.acme.example] }
        """
    private static let relayOutside = """
        click.acme.example. A 203.0.113.11
        b.acme.example. MX 10 relay.acme.example.
        relay.acme.example. A 198.51.100.25
        b.acme.example. TXT "v=spf1 ip4:198.51.100.25 -all"
        _dmarc.acme.example. TXT "v=DMARC1; p=reject"
        25.100.51.198.in-addr.arpa. PTR relay.acme.example.
        """

    private static let relay = World(
        relayFile,
        [
            .public: relayOutside,
            .internal: """
            acme.example. SOA ns hostmaster 1 2 3 4 5
            panel.acme.example. A 10.0.0.10
            b.acme.example. MX 10 sender.acme.example.
            sender.acme.example. A 10.0.0.20
            """,
        ])
    private static let swappedRelay = World(
        relayFile, [.public: relayOutside, .internal: relayOutside + "\npanel.acme.example. A 10.0.0.10"])
    /// Bounces bypass the relay.
    private static let plainRelay = World(
        relayFile.replacing(", split-dns: true", with: ""), [.public: relayOutside, .internal: ""])

    private static var balanced: World {
        var world = World(
            """
            version: 1
            name: balanced
            scheme: load-balanced
            dmarc: { policy: quarantine }
            networks: { public: [203.0.113.0/24] }
            balancer: { addresses: [203.0.113.5], sources: [10.0.0.5], trusted: [10.0.0.5/32, 10.0.0.0/8], client-address-header: X-Forwarded-For }
            panel: [{ host: panel.acme.example, bind: [10.0.0.10] }]
            tracking: [{ host: click.acme.example, bind: [10.0.0.11] }]
            senders:
              - { name: bulk, addresses: [{ address: 10.0.0.20, public: 203.0.113.20 }], from: [acme.example], mail-from: [b.acme.example], helo: from }
            """,
            [
                .public: """
                panel.acme.example. A 203.0.113.5
                click.acme.example. A 203.0.113.5
                b.acme.example. MX 10 acme.example.
                acme.example. A 203.0.113.20
                20.113.0.203.in-addr.arpa. PTR acme.example.
                """
            ])
        world.platform = """
            { "web": { "WEBCONTROL_HOSTNAME": "panel.acme.example", "WEBCONTROL_PUBLIC_IP": "203.0.113.5" },
              "TRACKING_HOSTNAME": "other.acme.example" }
            """
        return world
    }

    /// Names announced in every way.
    private static let announcing = World(
        """
        version: 1
        name: announcing
        scheme: direct
        networks: { public: [203.0.113.0/24] }
        senders:
          - { name: name, addresses: [203.0.113.3, 203.0.113.4], helo: mta.acme.example, from: [acme.example], mail-from: [b.acme.example] }
          - { name: local, addresses: [203.0.113.6], helo: mta.local, from: [acme.example], mail-from: [b.acme.example] }
          - { name: from, addresses: [203.0.113.7], helo: from, from: [acme.example], mail-from: [b.acme.example] }
          - { name: ptr, addresses: [203.0.113.8, 203.0.113.9], from: [acme.example], mail-from: [b.acme.example] }
        """,
        [
            .public: """
            mta.acme.example. A 203.0.113.3
            mta.acme.example. TXT "v=spf1 a -all"
            acme.example. A 203.0.113.7
            acme.example. TXT "v=spf1 ip4:203.0.113.99 ~all"
            8.113.0.203.in-addr.arpa. PTR ptr.acme.example.
            9.113.0.203.in-addr.arpa. PTR ptr.acme.example.
            ptr.acme.example. A 203.0.113.8
            ptr.acme.example. TXT "v=spf1 -all"
            3.113.0.203.in-addr.arpa. PTR mta.acme.example.
            """
        ])

    private static let lists = World(
        """
        version: 1
        name: lists
        scheme: direct
        networks: { public: [203.0.113.0/24] }
        tracking: [{ host: click.acme.example, addresses: [203.0.113.12] }]
        senders:
          - { name: bulk, addresses: [203.0.113.20, 203.0.113.21, 203.0.113.22], from: [acme.example], mail-from: [b.acme.example] }
        dnsbl: [zen.test, dbl.test, dead.test, refusing.test]
        """,
        [
            .public: """
            2.0.0.127.zen.test. A 127.0.0.2
            20.113.0.203.zen.test. A 127.0.0.3
            20.113.0.203.zen.test. TXT "spam trap"
            21.113.0.203.zen.test. A 127.0.0.10
            test.dbl.test. A 127.0.1.2
            acme.example.dbl.test. A 127.0.1.4
            2.0.0.127.refusing.test. A 127.255.255.254
            1.0.0.127.refusing.test. A 127.255.255.254
            test.refusing.test. A 127.255.255.254
            invalid.refusing.test. A 127.255.255.254
            """
        ])

    /// No answers, for every possible cause.
    private static var dead: [World] {
        let causes: [LookupResult.Failure] = [.timeout, .servfail, .refused, .bogus, .unreachable, .aliasLoop, .limitReached]
        return causes.flatMap { failure in
            [relay, lists, announcing].map { world in
                var world = world
                world.failures = ["*": failure]
                return world
            }
        }
    }

    /// Some queries of a sound deployment fail.
    private static var failing: [World] {
        let failures: [[String: LookupResult.Failure]] = [
            ["_dmarc.acme.example": .timeout], ["b.acme.example": .servfail], ["acme.example": .timeout],
            ["20.113.0.203.zen.test": .timeout], ["relay.acme.example AAAA": .timeout], ["click.acme.example A": .servfail],
            ["mta.acme.example": .timeout], ["internal b.acme.example MX": .timeout],
        ]
        return failures.flatMap { failures in
            [relay, lists, announcing, balanced].map { world in
                var world = world
                world.failures = failures
                return world
            }
        }
    }
}

extension String {
    fileprivate func trimming(_ character: Character) -> String { filter { $0 != character } }
}
