import AuthoritativeServer
import DNS
import LDNSCodec
import TestPeers
import Testing

/// A healthy direct deployment, whose records tests break one by one.
enum AcmeDeployment {
    static func file(resolver: Endpoint) -> String { file(resolvers: "\"\(resolver)\"") }

    static func file(resolvers: String) -> String {
        """
        version: 1
        name: acme
        scheme: direct
        views: { public: { resolvers: [\(resolvers)] } }
        networks: { public: [192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, "2001:db8::/32"] }
        probes: { tls: false, http: false }
        panel:    [{ host: panel.acme.example, addresses: [203.0.113.10] }]
        tracking: [{ host: click.acme.example, addresses: [203.0.113.11, "2001:db8::11"] }]
        pixel:    [{ host: px.acme.example, addresses: [203.0.113.12] }]
        senders:
          - name: bulk
            addresses: [203.0.113.20, "2001:db8::20"]
            from: [acme.example]
            mail-from: [bounce.acme.example]
            dkim: [{ domain: acme.example, selector: s1 }]
        """
    }

    /// A key of 2048 bits, whose private half was thrown away, in two strings.
    static let publishedKey = """
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3rvBjK0MkmpbogjG1QAIlcNaUQHxojSISyB189d9H4f5BURMFu6fcUDootPVsYPzFSSjoWnIXYMnYR29J0sKraJ0/EzwlVtd6lgM20RFf39nYVVkmnnUbp+/NBk6eb6ubzrRhWQ0M1yNmvo6STTRgKtmaqdN1wr4rQCdx7bQBwsAsgMKEjbJUV5+pJbhTABdM" \
        "P03iR/72vqAJKtJcRwvKQtMR37jRZg5X8uPk3oQcF5OiEsrSdk3EFgONmEUecFjuFW2xYiJCZzBs55IwURP6kTX1yB4lEQ3zRWgvrBltI8MUmHbpCeuZ/0jHDJc/89jhI0f1rrePtrSb/XbURys5wIDAQAB"
        """

    /// Every record, one per line; the root zone serves the whole name space.
    static let records = """
        . SOA ns.example. hostmaster.example. 1 3600 600 86400 60
        . NS ns.example.
        ns.example. A 127.0.0.1
        panel.acme.example. A 203.0.113.10
        click.acme.example. CNAME web.acme.example.
        web.acme.example. A 203.0.113.11
        web.acme.example. AAAA 2001:db8::11
        px.acme.example. A 203.0.113.12
        acme.example. MX 10 mx.acme.example.
        mx.acme.example. A 203.0.113.30
        acme.example. TXT "v=spf1 mx -all"
        bounce.acme.example. MX 10 mta1.acme.example.
        bounce.acme.example. TXT "v=spf1 ip4:203.0.113.20 ip6:2001:db8::20 -all"
        mta1.acme.example. A 203.0.113.20
        mta1.acme.example. AAAA 2001:db8::20
        mta1.acme.example. TXT "v=spf1 a -all"
        s1._domainkey.acme.example. TXT \(publishedKey)
        _dmarc.acme.example. TXT "v=DMARC1; p=reject; rua=mailto:d@acme.example"
        20.113.0.203.in-addr.arpa. PTR mta1.acme.example.
        0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR mta1.acme.example.
        """

    /// The records without those that begin with one of `removed`, plus `added`.
    static func zone(removing removed: [String] = [], adding added: [String] = []) -> String {
        let kept = records.split(separator: "\n").filter { line in !removed.contains { line.hasPrefix($0) } }
        return "$TTL 300\n" + (kept.map(String.init) + added).joined(separator: "\n") + "\n"
    }

    /// A server that acts as a resolver.
    static func server(_ zone: String, behaviour: (@Sendable (Question) -> Behaviour)? = nil) throws -> (
        AuthoritativeServer, Endpoint
    ) {
        let records = try ZoneFile(parsing: zone).records
        let data = AuthoritativeData(zones: [try Zone(origin: .root, records: records)])
        let server = AuthoritativeServer(data: data, recursionAvailable: true, behaviour: behaviour)
        return (server, try #require(try server.start().first))
    }
}
