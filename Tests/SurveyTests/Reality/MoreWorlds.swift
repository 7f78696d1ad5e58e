import DNS
import Deployment

/// Cases that the larger worlds have no room for.
enum MoreWorlds {
    /// A domain on first contact, with all possible records.
    static var firstContact: World {
        let file = """
            version: 1
            name: contact
            scheme: direct
            senders: [{ name: check, addresses: [8.8.4.27], from: [acme.example], mail-from: [acme.example] }]
            """
        var world = World(
            file,
            [
                .public: """
                acme.example. MX 10 aspmx.l.google.com.
                acme.example. TXT "v=spf1 include:_spf.acme.example a:gone.acme.example -all"
                _spf.acme.example. TXT "v=spf1 mx:acme.example -all"
                aspmx.l.google.com. A 8.8.4.26
                _dmarc.acme.example. TXT "v=DMARC1; p=none"
                google._domainkey.acme.example. CNAME key.google.com.
                key.google.com. TXT \(PolicyWorlds.rsa2048)
                """
            ])
        world.firstContact = "acme.example"
        return world
    }

    /// Nothing but the domain is known.
    static var nameAlone: World {
        var world = World(
            firstContact.file,
            [
                .public: """
                acme.example. MX 10 mx.acme.example.
                mx.acme.example. A 8.8.4.26
                acme.example. TXT "v=spf1 a:one.acme.example a:two.acme.example mx:three.acme.example -all"
                _dmarc.acme.example. TXT "v=DMARC1; p=reject; sp=none; adkim=x"
                """
            ])
        world.firstContact = "acme.example"
        world.knowsAddresses = false
        return world
    }

    /// Strict alignment, a MAIL FROM domain below From, an included record that lets everyone pass, and keys whose records
    /// can be repaired.
    static let strict = World(
        """
        version: 1
        name: strict
        scheme: direct
        networks: { public: [203.0.113.0/24] }
        senders:
          - name: bulk
            addresses: [203.0.113.20]
            from: [acme.example]
            mail-from: [bounce.acme.example]
            dkim: [{ domain: acme.example, selector: service }, { domain: acme.example, selector: type }]
        """,
        [
            .public: """
            _dmarc.acme.example. TXT "v=DMARC1; p=reject; aspf=s; adkim=s; rua=mailto:d@acme.example"
            bounce.acme.example. TXT "v=spf1 include:open.test -all"
            open.test. TXT "v=spf1 +all"
            20.113.0.203.in-addr.arpa. PTR mta.acme.example.
            mta.acme.example. A 203.0.113.20
            mta.acme.example. TXT "v=spf1 a -all"
            service._domainkey.acme.example. TXT \(PolicyWorlds.rsa2048.replacing("v=DKIM1; k=rsa;", with: "s=emails;"))
            type._domainkey.acme.example. TXT \(PolicyWorlds.ed25519.replacing("k=ed25519; ", with: ""))
            """
        ])

    /// Two usable keys, one that is missing, and records that are nearly right.
    static let selectors = World(
        """
        version: 1
        name: selectors
        scheme: direct
        networks: { public: [203.0.113.0/24, "2001:db8::/32"] }
        senders:
          - name: two
            addresses: [203.0.113.20, "2001:db8::20"]
            from: [acme.example]
            mail-from: [b.acme.example]
            dkim: [{ domain: acme.example, selector: rsa }, { domain: acme.example, selector: ed }, { domain: acme.example, selector: none }]
          - { name: neutral, addresses: [203.0.113.21], helo: neutral.acme.example, from: [soft.acme.example], mail-from: [soft.acme.example], dkim: [{ domain: acme.example, selector: ed }] }
          - { name: broken, addresses: [203.0.113.22], helo: broken.acme.example, from: [hard.acme.example], mail-from: [hard.acme.example] }
        """,
        [
            .public: """
            rsa._domainkey.acme.example. TXT \(PolicyWorlds.rsa2048)
            ed._domainkey.acme.example. TXT \(PolicyWorlds.ed25519)
            acme.example. MX 10 alias.acme.example.
            acme.example. A 203.0.113.20
            acme.example. AAAA 2001:db8::20
            acme.example. AAAA fd00::20
            alias.acme.example. CNAME mx.acme.example.
            mx.acme.example. A 203.0.113.20
            mx.acme.example. AAAA 2001:db8::20
            mx.acme.example. AAAA fd00::20
            b.acme.example. MX 10 alias.acme.example.
            b.acme.example. TXT "v=spf1 ipv4:203.0.113.20 ip6:2001:db8::20 -all"
            _dmarc.acme.example. TXT "v=DMARC1; p=quarantine; rua=mailto:d@reports.test,mailto:d@deaf.test"
            soft.acme.example. TXT "v=spf1 ~all"
            soft.acme.example. A 10.0.0.1
            neutral.acme.example. A 203.0.113.21
            neutral.acme.example. AAAA fd00::21
            neutral.acme.example. TXT "v=spf1 ?all"
            hard.acme.example. CNAME elsewhere.acme.example.
            elsewhere.acme.example. TXT "v=spf1 ip4:203.0.113.22/33 -all"
            broken.acme.example. A 203.0.113.22
            broken.acme.example. TXT "v=spf1 ip4:203.0.113.22/33 -all"
            20.113.0.203.in-addr.arpa. PTR mx.acme.example.
            """
        ])

    /// The same, where everything besides the keys is unknown.
    static var silentSelectors: World {
        var world = selectors
        world.failures = [
            "ed._domainkey.acme.example": .timeout, "_adsp._domainkey.acme.example": .timeout,
            "_domainkey.acme.example": .timeout, "rsa._domainkey.acme.example.acme.example": .timeout,
            "none._domainkey.acme.example.acme.example": .timeout, "reports.test": .timeout, "deaf.test": .timeout,
            "acme.example._report._dmarc.reports.test": .timeout, "acme.example._report._dmarc.deaf.test": .timeout,
        ]
        return world
    }

    /// Every role of a web name, at separate addresses and at a shared one.
    static let roles = World(
        """
        version: 1
        name: roles
        scheme: direct
        networks: { public: [203.0.113.0/24], internal: [203.0.113.128/25] }
        panel: [{ host: panel.acme.example, addresses: [203.0.113.1] }]
        tracking: [{ host: click.acme.example, addresses: [203.0.113.1] }]
        pixel: [{ host: px.acme.example, addresses: [203.0.113.1] }]
        unsubscribe: [{ host: unsub.acme.example, addresses: [203.0.113.1] }, { host: panel.acme.example, addresses: [203.0.113.1] }, { host: media.acme.example, addresses: [203.0.113.1] }]
        media: [{ host: media.acme.example, addresses: [203.0.113.1] }, { host: unsub.acme.example, addresses: [203.0.113.1] }, { host: click.acme.example, addresses: [203.0.113.1] }]
        """,
        [
            .public: """
            panel.acme.example. A 203.0.113.1
            panel.acme.example. A 203.0.113.130
            click.acme.example. A 203.0.113.1
            px.acme.example. A 203.0.113.1
            unsub.acme.example. A 203.0.113.1
            media.acme.example. A 203.0.113.1
            """
        ])

    /// Web names that lead to their aliases, to another place, and to nobody knows where.
    static var aliases: World {
        var world = World(
            """
            version: 1
            name: aliases
            scheme: direct
            networks: { public: [203.0.113.0/24] }
            tracking: [{ host: click.acme.example, alias: d1.cdn.example }]
            pixel: [{ host: px.acme.example, alias: d1.cdn.example }]
            media: [{ host: media.acme.example, alias: d2.cdn.example }]
            """,
            [
                .public: """
                click.acme.example. CNAME d1.cdn.example.
                px.acme.example. A 203.0.113.9
                media.acme.example. A 203.0.113.9
                d1.cdn.example. A 203.0.113.1
                """
            ])
        world.failures = ["d2.cdn.example": .timeout]
        return world
    }

    /// A record beside an alias, an address of the internal network, a block list's policy, and more report addresses than are
    /// looked at.
    static var oddities: World {
        // Each in a string of its own: together they are longer than one may be.
        let reports = (1...20).map { "mailto:d@r\($0).test" }.joined(separator: #"," ""#)
        var world = World(
            """
            version: 1
            name: oddities
            scheme: direct
            networks: { public: [8.8.4.0/24], internal: [8.8.4.128/25] }
            panel: [{ host: panel.acme.example, addresses: [8.8.4.10] }]
            senders:
              - { name: bulk, addresses: [8.8.4.20], from: [acme.example], mail-from: [b.acme.example], dkim: [{ domain: acme.example, selector: s1 }] }
            dnsbl: [zen.spamhaus.org]
            """,
            [
                .public: """
                panel.acme.example. A 8.8.4.130
                _dmarc.acme.example. TXT "v=DMARC1; p=none; rua=\(reports)"
                s1._domainkey.acme.example. CNAME s1.keys.test.
                s1.keys.test. TXT \(PolicyWorlds.rsa2048)
                2.0.0.127.zen.spamhaus.org. A 127.0.0.2
                20.4.8.8.zen.spamhaus.org. A 127.0.0.10
                """
            ])
        world.besideAliases = "s1._domainkey.acme.example. TXT \"v=DKIM1; p=\""
        return world
    }

    /// A balancer that passes no address on, and trusts nobody too many.
    static let unheaded = World(
        """
        version: 1
        name: unheaded
        scheme: load-balanced
        networks: { public: [203.0.113.0/24] }
        balancer: { addresses: [203.0.113.5], sources: [10.0.0.5], trusted: [10.0.0.5/32] }
        panel: [{ host: panel.acme.example, bind: [10.0.0.10] }]
        """,
        [.public: "panel.acme.example. A 203.0.113.5"])
}
