import Facts
import Rules
import Testing

@testable import Report

@Suite("Long lists are shortened on the page and in the picture", .timeLimit(.minutes(10)))
struct PictureGroupTests {
    private static func name(_ number: Int, _ state: Picture.State = .good, addresses: Int = 0) -> Picture.Name {
        Picture.Name(
            text: "n\(number)", detail: "", state: state,
            addresses: (0..<addresses).map {
                .init(text: "a\($0)", detail: "", state: $0 == 20 ? .missing : .good, destination: nil)
            },
            finding: state == .good ? nil : "f\(number)")
    }

    @Test("twelve rows are drawn; of more, wrong ones come first and one row represents the others")
    func groups() throws {
        let few = Picture.Band(role: "r", names: (0..<12).map { Self.name($0) })
        #expect(few.grouped == few)
        let many = Picture.Band(role: "r", names: (0..<40).map { Self.name($0, $0 == 30 ? .wrong : $0 == 35 ? .unknown : .good) })
        let drawn = many.grouped.names
        #expect(drawn.count == 12 && drawn.prefix(3).map(\.text) == ["n30", "n35", "n0"])
        #expect(drawn.last == Picture.Name(text: "29 more", detail: "as planned", state: .good, addresses: [], finding: nil))
        let broken = Picture.Band(role: "r", names: (0..<20).map { Self.name($0, $0 < 15 ? .missing : .good) }).grouped.names
        #expect(
            broken.last?.detail == "5 as planned, 4 broken" && broken.last?.state == .missing && broken.last?.finding == "f11")
        let addresses = Picture.Band(role: "r", names: [Self.name(0, addresses: 30)]).grouped.names[0].addresses
        #expect(addresses.count == 12 && addresses[0].text == "a20" && addresses.last?.text == "19 more")
    }

    @Test("an edge is drawn as the worst finding about its name: broken for an error alone")
    func severities() throws {
        let finding = { (severity: Severity) in
            Finding(
                rule: "plan/tracking-outside-from", outcome: .fail, severity: severity,
                subject: FindingSubject(kind: "web_host", key: "panel", name: "panel.acme.example"), title: "t", message: "m")
        }
        let facts = FactSet(
            deployment: "d", scheme: "direct", observedAt: Timestamp(seconds: 0), elapsedMilliseconds: 0,
            root: SampleFacts.ready, observations: [])
        let state = { (findings: [Finding]) in
            Picture(facts, findings: findings).bands.flatMap(\.names).first { $0.text == "panel.acme.example" }?.state
        }
        #expect(state([]) == .good && state([finding(.notice)]) == .good)
        #expect(state([finding(.warning)]) == .warned && state([finding(.error), finding(.warning)]) == .wrong)
    }

    @Test("a list of more than ten values gives its length")
    func lists() {
        #expect(Cut.listed((1...11).map(String.init)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11")
        #expect(Cut.listed((1...12).map(String.init)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more")
    }

    private static func way(_ sender: String, _ mailFrom: String, _ number: Int, _ outcome: Outcome) -> Finding {
        Finding(
            rule: "dmarc/path-not-aligned", outcome: outcome, severity: .error,
            subject: FindingSubject(kind: "path", key: "\(sender)/192.0.2.\(number)/a.example/\(mailFrom)"), title: "t",
            message: "m")
    }

    @Test("mail paths are described by what they have in common")
    func ways() {
        let bad = (1...30).map { Self.way("bulk", "b.example", $0, .fail) }
        let good = (1...30).map { Self.way("bulk", "c.example", $0, .pass) }
        let share = { (failing: [Finding], all: [Finding]) in EqualFindings(findings: failing).share(of: all) }
        #expect(share(bad, bad) == "all 30 paths")
        #expect(share(bad, bad + good) == "all 30 paths by MAIL FROM b.example")
        #expect(
            share(bad, bad + good.prefix(2).map { $0 } + [Self.way("bulk", "b.example", 99, .pass)])?.hasPrefix(
                "all paths except 3: ") == true)
        #expect(share(Array(bad.prefix(12)), bad + good)?.hasPrefix("12 of 60 paths: bulk/192.0.2.1/") == true)
    }

    @Test("many findings that differ only in their names are combined, a few stay separate")
    func names() {
        let findings = { (count: Int) in
            (0..<count).map { number in
                Finding(
                    rule: "spf/missing", outcome: .fail, severity: .notice,
                    subject: FindingSubject(
                        kind: "spf_domain", key: "from\(number).example/public", name: "from\(number).example"),
                    title: "t", message: "from\(number).example publishes no SPF record.")
            }
        }
        #expect(FindingKey.groups(findings(6)).count == 6)
        #expect(FindingKey.groups(findings(7)) == [Array(0..<7)])
    }

    @Test("the page can be filtered by role, severity and owner, and has a table of contents")
    func filter() {
        let page = HTMLReport.text(GoldenTests.run([SampleReports.changed]))
        for words in [
            "<select name=\"role\">", "<select name=\"severity\">", "<select name=\"owner\">", "data-severity=\"error\"",
            "data-owner=\"you\"", "data-role=\"MAIL FROM (Return-Path)\"", "<nav class=\"contents\"",
        ] { #expect(page.contains(words), "\(words)") }
    }

    @Test("on a terminal, the verdict is repeated at the end")
    func closing() {
        let run = GoldenTests.run([SampleReports.broken])
        let text = TextReport.text(run, ReportRendering(isTerminal: true))
        #expect(text.hasSuffix("\nNOT READY  acme-production\n"))
        #expect(!TextReport.text(run, ReportRendering()).hasSuffix("acme-production\n"))
    }
}
