import DNS
import Deployment
import Facts
import ScriptedDNS
import Survey

/// A deployment of one sender with two addresses that is ready, as those of `Scripts/bench-fleet` are, and its answers.
enum BenchWorld {
    static let now = Timestamp(seconds: 1_795_348_800)
    static let server = Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 53)

    static func deployment() throws -> Deployment {
        try DeploymentFile.parse(text: file, file: "bench.yaml", folder: "/").deployment
    }

    private static let file = """
        version: 1
        name: bench
        scheme: direct
        views: { public: { resolvers: [127.0.0.1] } }
        networks: { public: [127.0.0.0/8] }
        probes: { tls: false, http: false }
        panel: [{ host: panel.d1.example, addresses: [127.1.0.2] }]
        tracking: [{ host: click.d1.example, addresses: [127.61.0.2] }]
        senders:
          - name: bulk
            addresses: [127.121.0.2, 127.181.0.2]
            from: [d1.example]
            mail-from: [bounce.d1.example]
            dkim: [{ domain: d1.example, selector: s1 }]
        """

    static let zone = """
        $TTL 300
        example. SOA ns.example. hostmaster.example. 1 3600 600 86400 60
        example. NS ns.example.
        ns.example. A 127.0.0.1
        panel.d1.example. A 127.1.0.2
        click.d1.example. A 127.61.0.2
        d1.example. MX 10 mta1.d1.example.
        d1.example. TXT "v=spf1 mx -all"
        bounce.d1.example. MX 10 mta1.d1.example.
        bounce.d1.example. MX 10 mta2.d1.example.
        bounce.d1.example. TXT "v=spf1 ip4:127.121.0.2 ip4:127.181.0.2 -all"
        s1._domainkey.d1.example. TXT "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAo/oOC0UxKxDO08AUG+7x3BrRVfM/2TKT2n9+C9qselM32fcIVLXPN2My" "R3NzawJGTAGbp1uNZ97M2I6UttDe1thzc8/vD1+bZQz7l/nVT4YL/Wqzttjc0e9CvVdDsJOuH0zc6Xir/OnUK8obFV9eTkbvuXuG" "+fgwRH+IIKcl2alu2MpIZIbHhBMv8QL6lEma4cMCTr6FSqX+zbOoLLbAXsbW15B+BMtLv3Jwefr+HlZuXBi04E590odSb22jo3ZU" "I+Dp9jbsrmOUpYYSOnLhHmI5WU23cBgtpyVE8nV3024bMlblX0A+AFcLrZXJZOWJNmg6yZOPrhtYh3MbyYdqWQIDAQAB"
        _dmarc.d1.example. TXT "v=DMARC1; p=reject; rua=mailto:d@d1.example"
        mta1.d1.example. A 127.121.0.2
        mta1.d1.example. TXT "v=spf1 a -all"
        mta2.d1.example. A 127.181.0.2
        mta2.d1.example. TXT "v=spf1 a -all"
        2.0.121.127.in-addr.arpa. PTR mta1.d1.example.
        2.0.181.127.in-addr.arpa. PTR mta2.d1.example.
        in-addr.arpa. SOA ns.example. hostmaster.example. 1 3600 600 86400 60
        """

    /// Answers from the zone, at once.
    struct Network: SurveyNetwork {
        private var zone = ScriptedZone()

        init(_ records: [Record]) { for record in records { zone.add(record) } }

        func lookup(_ question: Question, in view: String) async -> LookupResult { await zone.lookup(question, in: view) }

        func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
            await lookup(question, in: view)
        }
    }
}
