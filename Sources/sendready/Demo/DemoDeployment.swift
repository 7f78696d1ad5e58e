/// A deployment with the most common mistakes of operators, and its records.
enum DemoDeployment {
    /// The deployment file; `resolver` is the endpoint of the demonstration's name server.
    static func file(resolver: String) -> String {
        """
        # A direct deployment before go-live. Everything in it is made up; the addresses are documentation blocks.
        version: 1
        name: demo
        scheme: direct
        views:
          public: { resolvers: ["\(resolver)"] }
        networks:
          public: [192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, "2001:db8::/32"]
        panel:
          - { host: panel.acme.example, addresses: [203.0.113.10] }
          - { host: api.acme.example, addresses: [203.0.113.10] }
        tracking:
          - { host: click.news.acme.example, addresses: [203.0.113.11] }
        pixel:
          - { host: px.acme.example, addresses: [203.0.113.12] }
        senders:
          - name: bulk
            addresses: [203.0.113.20, 203.0.113.21, "2001:db8::20"]
            from: [news.acme.example]
            mail-from: [bounce.news.acme.example]
            dkim:
              - { domain: news.acme.example, selector: s2026 }
          - name: shop
            addresses: [203.0.113.22]
            from: [acme-shop.example]
            mail-from: [bounce.acme-shop.example]
            dkim:
              - { domain: acme-shop.example, selector: s2026 }
        probes: { tls: true, smtp: false, http: false }

        """
    }

    /// The records as published, mistakes included. One zone serves the whole name space.
    static let zone = """
        $ORIGIN .
        $TTL 3600
        @ SOA ns.example. hostmaster.example. 1 3600 600 86400 60

        ; The private address of the panel got into public DNS.
        panel.acme.example. A 10.0.0.10
        ; Its server sends its certificate without the intermediate one.
        api.acme.example. A 203.0.113.10
        ; An old server, whose certificate nobody renews, was left beside the new one.
        click.news.acme.example. A 203.0.113.11
        click.news.acme.example. A 198.51.100.9
        ; px.acme.example, the pixel's name, was forgotten.

        news.acme.example. MX 10 mx.news.acme.example.
        ; An MX host must not be an alias.
        mx.news.acme.example. CNAME mail.office.example.
        mail.office.example. A 198.51.100.25
        news.acme.example. TXT "v=spf1 include:bounce.news.acme.example -all"
        s2026._domainkey.news.acme.example. TXT "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC"
        _dmarc.acme.example. TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.example"

        ; Bounces go to the office instead of the sender.
        bounce.news.acme.example. MX 10 mail.office.example.
        ; Two products each printed an SPF record, and both were pasted.
        bounce.news.acme.example. TXT "v=spf1 ip4:203.0.113.20 ip4:203.0.113.21 -all"
        bounce.news.acme.example. TXT "v=spf1 include:_spf.office.example ~all"

        ; The shop's From domain says that it takes no mail, has no DMARC policy and no DKIM key.
        acme-shop.example. MX 0 .
        acme-shop.example. TXT "google-site-verification=123"
        ; bounce.acme-shop.example was never published.

        20.113.0.203.in-addr.arpa. PTR mta1.acme.example.
        mta1.acme.example. A 203.0.113.20
        ; The name of this one leads elsewhere.
        21.113.0.203.in-addr.arpa. PTR mta2.acme.example.
        mta2.acme.example. A 203.0.113.99
        ; 203.0.113.22 and 2001:db8::20 have no PTR record.

        """

    /// A name whose server is broken, so that something is undetermined.
    static let brokenName = "s2026._domainkey.acme-shop.example."
}
