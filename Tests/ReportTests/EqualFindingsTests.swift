import Facts
import Rules
import Testing

@testable import Report

@Suite("Equal failures of several addresses are combined", .timeLimit(.minutes(10)))
struct EqualFindingsTests {
    private static func finding(
        _ address: String, _ outcome: Outcome = .fail, message: String? = nil, sender: String = "bulk", value: String = "x"
    ) -> Finding {
        Finding(
            rule: "ptr/missing", outcome: outcome, severity: .error,
            subject: FindingSubject(
                kind: "sending_address", key: "\(sender)/\(address)", role: "sending-address", address: address, sender: sender),
            title: "No PTR", message: message ?? "The address \(address) of sender \(sender) has no PTR record at \(address).",
            why: "", fix: Fix(text: "", publish: [PublishedRecord(owner: "\(value).", type: "PTR", value: value)]), evidence: [],
            references: [])
    }

    @Test("three of five addresses: every failing one is listed, every record is shown once")
    func share() throws {
        let failing = ["203.0.113.2", "203.0.113.20", "2001:db8::20"].map { Self.finding($0, value: $0) }
        let all =
            failing + [Self.finding("203.0.113.21", .pass), Self.finding("203.0.113.22", .undetermined)]
            + [Self.finding("203.0.113.23", sender: "other"), Self.finding("203.0.113.24", .notApplicable)]
        let groups = EqualFindings.groups(failing + [failing[0]].map { _ in Self.finding("203.0.113.23", sender: "other") })
        #expect(groups.map(\.findings.count) == [3, 1])
        #expect(groups[0].share(of: all) == "3 of 5 addresses: 203.0.113.2, 203.0.113.20, 2001:db8::20")
        #expect(groups[0].share(of: failing) == "all 3 addresses: 203.0.113.2, 203.0.113.20, 2001:db8::20")
        #expect(groups[0].publish.map(\.value) == ["203.0.113.2", "203.0.113.20", "2001:db8::20"])
        #expect(groups[1].share(of: all) == nil)
    }

    @Test("text, Markdown and HTML combine the same findings, and name every address once")
    func everyFormat() {
        let findings = (20...29).map { Self.finding("203.0.113.\($0)", value: "v\($0)") }
        let run = RunReport([SampleReports.report(findings)], toolVersion: "0.1.0")
        for format in [TextReport.self, MarkdownReport.self, HTMLReport.self] as [any ReportFormat.Type] {
            let text = format.text(run, ReportRendering())
            #expect(text.ranges(of: "has no PTR record at").count == 1, "\(format.name): \(text)")
            #expect(text.contains("all 10 addresses: 203.0.113.20, 203.0.113.21"), "\(format.name): \(text)")
        }
    }

    @Test("a different message about one address is shown separately")
    func different() {
        let first = Self.finding("203.0.113.2", message: "203.0.113.2 is near 203.0.113.20.")
        let second = Self.finding("203.0.113.20", message: "203.0.113.20 is near 203.0.113.20.")
        #expect(EqualFindings.groups([first, second]).count == 2)
    }

    @Test("equal messages about subjects without addresses are counted")
    func times() {
        let findings = ["a", "b"].map { key in
            Finding(
                rule: "spf/syntax-error", outcome: .fail, severity: .error, subject: FindingSubject(kind: "spf_domain", key: key),
                title: "", message: "broken", why: "", fix: nil, evidence: [], references: [])
        }
        #expect(EqualFindings.groups(findings).first?.share(of: findings) == "2 times: a, b")
    }
}
