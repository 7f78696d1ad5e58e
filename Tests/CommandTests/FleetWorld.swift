import DNS
import Facts
import Foundation
import TestPeers
import Testing

/// Small deployments that differ only in their domain, with records served by NSD; every fifth lacks its SPF record.
struct FleetWorld {
    let program: SendreadyProgram
    let server: ServerProcess
    let count: Int

    init(_ count: Int) async throws {
        self.count = count
        program = try SendreadyProgram()
        let soa = "@ 300 IN SOA ns.example. hostmaster.example. 1 3600 600 86400 60\n@ 300 IN NS ns.example.\n"
        let domains = (0..<count).map { number in
            """
            d\(number).example. 300 IN MX 10 mta.example.
            d\(number).example. 300 IN TXT "v=spf1 mx -all"
            bounce.d\(number).example. 300 IN MX 10 mta.example.
            \(number % 5 == 4 ? "" : "bounce.d\(number).example. 300 IN TXT \"v=spf1 ip4:203.0.113.20/31 -all\"")
            s1._domainkey.d\(number).example. 300 IN TXT \(AcmeDeployment.publishedKey)
            _dmarc.d\(number).example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:d@d\(number).example"
            """
        }
        let shared = """
            ns.example. 300 IN A 127.0.0.1
            panel.example. 300 IN A 203.0.113.10
            click.example. 300 IN A 203.0.113.11
            px.example. 300 IN A 203.0.113.12
            mta.example. 300 IN A 203.0.113.20
            mta.example. 300 IN TXT "v=spf1 a -all"
            mtb.example. 300 IN A 203.0.113.21
            mtb.example. 300 IN TXT "v=spf1 a -all"

            """
        server = try await NSD.start(zones: [
            "example": soa + shared + domains.joined(separator: "\n"),
            "in-addr.arpa": soa + "20.113.0.203 300 IN PTR mta.example.\n21.113.0.203 300 IN PTR mtb.example.",
        ])
        try program.folder.write(Self.template, to: "template.yaml")
        try program.folder.write((0..<count).map { values($0) }.joined(), to: "fleet.ndjson")
    }

    func stop() async { await server.stop() }

    func values(_ number: Int, resolver: Endpoint? = nil) -> String {
        "{\"key\":\"k\(number)\",\"values\":{\"domain\":\"d\(number).example\",\"resolver\":\"\(resolver ?? server.endpoint)\"}}\n"
    }

    private static let template = """
        version: 1
        name: ${key}
        scheme: direct
        views: { public: { resolvers: ["${resolver}"] } }
        networks: { public: [203.0.113.0/24] }
        probes: { tls: false, http: false }
        panel: [{ host: panel.example, addresses: [203.0.113.10] }]
        tracking: [{ host: click.example, addresses: [203.0.113.11] }]
        pixel: [{ host: px.example, addresses: [203.0.113.12] }]
        senders:
          - name: bulk
            addresses: [203.0.113.20, 203.0.113.21]
            from: ["${domain}"]
            mail-from: ["bounce.${domain}"]
            dkim: [{ domain: "${domain}", selector: s1 }]
        """

    /// Runs the stream over the fleet's file, or over `input`.
    func stream(_ arguments: String..., input: String? = nil) async throws -> SendreadyProgram.Run {
        let head = ["audit", "--stream", input == nil ? "fleet.ndjson" : "-", "--template", "template.yaml"]
        return try await program.run(head + arguments, input: input ?? "")
    }

    /// The lines of an output, as JSON.
    static func lines(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    }

    func lines(of file: String) throws -> [JSONValue] {
        try Self.lines(try String(contentsOf: program.folder.url.appending(path: file), encoding: .utf8))
    }

    /// The stable part of the results, by key: verdict and findings.
    static func essence(_ lines: [JSONValue]) -> [String: String] {
        let pairs = lines.map { line in
            let findings = line["findings"]?.items?.map { "\($0["rule"]?.text ?? "") \($0["fingerprint"]?.text ?? "")" } ?? []
            return (line["key"]?.text ?? "line", "\(line["verdict"]?.text ?? "") \(findings.sorted())")
        }
        return Dictionary(pairs) { "\($0) TWICE \($1)" }
    }
}
