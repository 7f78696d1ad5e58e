import DNS
import Facts
import Rules
import Testing

@testable import Report

@Suite("Certificate expiry", .timeLimit(.minutes(10)))
struct CertificateTests {
    private static let certificate = ObjectType(
        "Certificate", "",
        [
            .init("not_after", .timestamp, .dns, ""), .init("self_issued", .boolean, .dns, ""),
            .init("lifetime", .duration, optional: true, .dns, ""),
        ])
    private static let endpoint = ObjectType(
        "TLSEndpoint", "",
        [
            .init("role", .string, .config, ""), .init("name", .string, .config, ""), .init("port", .integer, .config, ""),
            .init("certificate", .object("Certificate"), optional: true, .dns, ""),
            .init("chain", .list(.object("Certificate")), .dns, ""),
        ])
    private static let root = ObjectType(
        "Facts", "", [.init("tls_endpoints", .list(.object("TLSEndpoint")), .dns, "")])

    private static func certificate(_ time: String, selfIssued: Bool = false, hours: Int? = nil) -> FactObject {
        FactObject(certificate).setting("not_after", Timestamp(time).map { .timestamp($0) } ?? .absent)
            .setting("self_issued", .boolean(selfIssued))
            .setting("lifetime", hours.map { .duration(.seconds($0 * 3_600)) } ?? .absent)
    }

    private static func endpoint(_ role: String, _ own: FactObject?, _ chain: [FactObject] = []) -> FactObject {
        FactObject(endpoint).setting("role", .string(role)).setting("name", .string("\(role).acme.example"))
            .setting("port", .integer(443)).setting("certificate", own.map { .object($0) } ?? .unknown(Unknown(.timeout)))
            .setting("chain", .objects(chain))
    }

    private static func report(_ endpoints: [FactObject]) -> Report {
        let facts = FactSet(
            deployment: "acme", scheme: "direct", observedAt: SampleReports.time, elapsedMilliseconds: 0,
            root: FactObject(root).setting("tls_endpoints", .objects(endpoints)), observations: [])
        return Report(facts: facts, findings: [])
    }

    @Test("the first expiry of all addresses and of the chain counts, but not a root's; unknown ones are left out")
    func ends() {
        let report = Self.report([
            Self.endpoint("tracking", Self.certificate("2027-01-01T00:00:00Z")),
            Self.endpoint("tracking", Self.certificate("2026-12-24T12:00:00Z")),
            Self.endpoint(
                "panel", Self.certificate("2027-01-01T00:00:00Z"),
                [
                    Self.certificate("2026-12-01T00:00:00Z"),
                    Self.certificate("2020-01-01T00:00:00Z", selfIssued: true),
                ]),
            Self.endpoint("pixel", nil), Self.endpoint("mx", Self.certificate("2026-12-01T00:00:00Z")),
        ])
        #expect(
            report.certificates.map { "\($0.role) \($0.name):\($0.port) \($0.notAfter)" } == [
                "panel panel.acme.example:443 2026-12-01T00:00:00Z", "tracking tracking.acme.example:443 2026-12-24T12:00:00Z",
            ])
        #expect(report.certificates.map { $0.days(from: SampleReports.time) } == [8, 32])
        let run = GoldenTests.run([report])
        #expect(
            PrometheusReport.text(run).contains(
                """
                \nsendready_certificate_expiry_timestamp_seconds{deployment="acme",role="panel",name="panel.acme.example",port="443"} \
                1796083200\n
                """))
        #expect(HTMLReport.text(run).contains("port 443, until 2026-12-01T00:00:00Z: 8 days left"))
    }

    @Test("an expired certificate has negative days")
    func ended() throws {
        let report = Self.report([Self.endpoint("panel", Self.certificate("2026-11-22T11:00:00Z"))])
        #expect(report.certificates.first?.days(from: SampleReports.time) == -1)
        #expect(HTMLReport.text(GoldenTests.run([report])).contains("ended 1 day ago"))
        let long = try #require(
            Self.report([Self.endpoint("panel", Self.certificate("2026-11-20T11:00:00Z"))]).certificates.first)
        #expect(long.days(from: SampleReports.time) == -3)
    }

    @Test("the lifetime is that of the name's own certificate at the address whose chain expires first")
    func lifetime() {
        let report = Self.report([
            Self.endpoint("tracking", Self.certificate("2026-12-30T00:00:00Z", hours: 2_160)),
            Self.endpoint(
                "tracking", Self.certificate("2026-12-29T00:00:00Z", hours: 160),
                [Self.certificate("2026-12-01T00:00:00Z", hours: 40_000)]),
            Self.endpoint("panel", Self.certificate("2027-01-01T00:00:00Z")),
        ])
        #expect(report.certificates.map(\.lifetime) == [nil, 576_000])
        let metrics = PrometheusReport.text(GoldenTests.run([report]))
        let series = metrics.split(separator: "\n").filter { $0.hasPrefix("sendready_certificate_lifetime_seconds{") }
        #expect(
            series == [
                "sendready_certificate_lifetime_seconds{deployment=\"acme\",role=\"tracking\",name=\"tracking.acme.example\",port=\"443\"} 576000"
            ])
    }
}

@Suite("Metrics stay bounded", .timeLimit(.minutes(10)))
struct MetricBoundTests {
    @Test("no series for rules without a finding")
    func zeros() {
        let metrics = PrometheusReport.text(GoldenTests.run([SampleReports.broken]))
        let series = metrics.split(separator: "\n").filter {
            $0.hasPrefix("sendready_findings{") || $0.hasPrefix("sendready_undetermined_findings{")
        }
        #expect(series.count == 3)
        #expect(series.allSatisfy { !$0.hasSuffix(" 0") })
    }

    @Test("beyond the limit, only the worst have their own series, and totals cover all")
    func limit() {
        let limit = PrometheusReport.maximumDeployments
        let ready = (0..<limit).map { SampleReports.report(SampleReports.ready.findings, name: "ready\($0)") }
        let broken = (0..<3).map { SampleReports.report(SampleReports.broken.findings, name: "broken\($0)") }
        let metrics = PrometheusReport.text(GoldenTests.run(ready + broken))
        let lines = metrics.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("sendready_check_timestamp_seconds{") } == limit)
        for index in 0..<3 {
            #expect(metrics.contains("sendready_verdict{deployment=\"broken\(index)\",verdict=\"not-ready\"} 1\n"))
        }
        #expect(metrics.contains("sendready_deployments{verdict=\"ready\"} \(limit)\n"))
        #expect(metrics.contains("sendready_deployments{verdict=\"not-ready\"} 3\n"))
        #expect(metrics.contains("sendready_deployments_without_series 3\n"))
    }
}

@Suite("A report for GitHub Actions", .timeLimit(.minutes(10)))
struct GitHubReportTests {
    @Test("external text never becomes a command or a property")
    func escaping() {
        let finding = Finding(
            rule: "spf/missing", outcome: .fail, severity: .error, subject: FindingSubject(kind: "spf_domain", key: "a"),
            title: "a: b, c", message: "100 %\n::error::planted\r\n::stop-commands::x")
        let text = GitHubReport.text(GoldenTests.run([SampleReports.report([finding], name: "::error::x\n::warning::y")]))
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == "sendready: ::error::x\\u{a}::warning::y: NOT READY")
        #expect(
            lines[1].hasPrefix("::error file=deployments/acme production.yaml,line=1,title=a%3A b%2C c (spf/missing)::100 %25%0A")
        )
        #expect(!lines[1].contains("\r"))
    }
}
