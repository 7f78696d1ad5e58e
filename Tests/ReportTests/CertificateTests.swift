import DNS
import Facts
import Testing

@testable import Report

@Suite("The end of certificates", .timeLimit(.minutes(10)))
struct CertificateTests {
    private static let certificate = ObjectType(
        "Certificate", "", [.init("not_after", .timestamp, .dns, ""), .init("self_issued", .boolean, .dns, "")])
    private static let endpoint = ObjectType(
        "TLSEndpoint", "",
        [
            .init("role", .string, .config, ""), .init("name", .string, .config, ""), .init("port", .integer, .config, ""),
            .init("certificate", .object("Certificate"), optional: true, .dns, ""),
            .init("chain", .list(.object("Certificate")), .dns, ""),
        ])
    private static let root = ObjectType(
        "Facts", "", [.init("tls_endpoints", .list(.object("TLSEndpoint")), .dns, "")])

    private static func certificate(_ time: String, selfIssued: Bool = false) -> FactObject {
        FactObject(certificate).setting("not_after", Timestamp(time).map { .timestamp($0) } ?? .absent)
            .setting("self_issued", .boolean(selfIssued))
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

    @Test("the first end of all addresses and of the chain counts, but not a root's; what could not be had is left out")
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

    @Test("a certificate that has ended is told in days that are gone")
    func ended() throws {
        let report = Self.report([Self.endpoint("panel", Self.certificate("2026-11-22T11:00:00Z"))])
        #expect(report.certificates.first?.days(from: SampleReports.time) == -1)
        #expect(HTMLReport.text(GoldenTests.run([report])).contains("ended 1 day ago"))
        let long = try #require(
            Self.report([Self.endpoint("panel", Self.certificate("2026-11-20T11:00:00Z"))]).certificates.first)
        #expect(long.days(from: SampleReports.time) == -3)
    }
}
