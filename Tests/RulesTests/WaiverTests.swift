import Facts
import StrictYAML
import Testing

@testable import Rules

/// Failures that their owner accepts: waivers and the baseline.
@Suite("Waivers and the baseline", .timeLimit(.minutes(10)))
struct WaiverTests {
    /// 2026-11-18T11:06:40Z, the time of `BookFixture.facts`.
    private static let now = Timestamp(seconds: 1_795_000_000)

    private func book() throws -> RuleBook {
        try BookFixture.book(["mx/missing": BookFixture.rule(), "mx/other": BookFixture.rule("assert: target.aaaa.size() > 0")])
    }

    private func target(_ name: String, _ value: FactValue) -> FactObject {
        BookFixture.subject("mx_target", name).setting("a", value).setting("aaaa", .addresses([]))
    }

    private func facts() throws -> FactSet {
        try BookFixture.facts([
            "mx_target": [
                target("a.example", .addresses([])), target("b.example", .addresses([])),
                target("c.example", .unknown(Unknown(.timeout))),
            ]
        ])
    }

    private func judge(_ waivers: String, rules: [String] = ["mx/missing"]) throws -> Judgement {
        var configuration = try RuleConfiguration(book: book(), rules: rules)
        configuration.waivers = try WaiverFile(text: waivers, file: "waivers.yaml", book: book(), now: Self.now).waivers
        return try configuration.judge(facts())
    }

    @Test("a waiver accepts a failure through its last day, with expiry, reason and owner")
    func active() throws {
        let judgement = try judge("- { rule: 'mx/*', subject: a.*, until: 2026-11-18, reason: rebuilt, by: a.admin }\n")
        #expect(judgement.findings.map(\.outcome) == [.waived, .fail, .undetermined])
        let acceptance = try #require(judgement.findings[0].acceptance)
        #expect(acceptance.state == .active)
        #expect(acceptance.until == "2026-11-18")
        #expect(acceptance.reason == "rebuilt")
        #expect(acceptance.owner == "a.admin")
        #expect(acceptance.place == "waivers.yaml:1:11")
        #expect(judgement.remarks.isEmpty)
    }

    @Test("after its expiry the failure is back, and a remark says so")
    func expired() throws {
        let judgement = try judge("- { rule: mx/missing, subject: a.example, until: 2026-11-17, reason: rebuilt }\n")
        #expect(judgement.findings.map(\.outcome) == [.fail, .fail, .undetermined])
        #expect(judgement.findings[0].acceptance?.state == .expired)
        #expect(
            judgement.remarks == [
                Remark(
                    .waiverExpired, "The waiver of mx/missing for a.example ended with 2026-11-17: rebuilt",
                    place: "waivers.yaml:1:11")
            ])
    }

    @Test("one that covers nothing is remarked, but not for undetermined or unevaluated subjects")
    func unused() throws {
        let unused = "- { rule: mx/missing, subject: d.example, until: 2026-12-01, reason: gone }\n"
        #expect(try judge(unused).remarks.map(\.kind) == [.waiverUnused])
        #expect(try judge(unused.replacing("d.example", with: "c.example")).remarks.isEmpty)
        #expect(try judge(unused, rules: ["mx/other"]).remarks.isEmpty)
    }

    @Test("undetermined findings are waived only if the waiver says so")
    func undetermined() throws {
        let text = "- { rule: mx/missing, subject: c.example, until: 2026-12-01, reason: slow, also: [undetermined] }\n"
        #expect(try judge(text).findings.map(\.outcome) == [.fail, .fail, .waived])
    }

    @Test(
        "mistakes are reported with their position",
        arguments: [
            (
                "- { rule: mx/mising, subject: a, until: 2026-12-01, reason: x }",
                "waivers.yaml:1:11: error: there is no rule 'mx/mising'; did you mean 'mx/missing'?"
            ),
            ("- { rule: mx/missing, subject: a, reason: x }", "waivers.yaml:1:3: error: a waiver lacks the key 'until'"),
            ("- { rule: mx/missing, subject: a, until: 2026-12-01 }", "waivers.yaml:1:3: error: a waiver lacks the key 'reason'"),
            (
                "- { rule: mx/missing, subject: a, until: soon, reason: x }",
                "waivers.yaml:1:42: error: 'until' must be a day such as 2027-01-31, not 'soon'"
            ),
            (
                "- { rule: mx/missing, subject: a, until: 2026-02-30, reason: x }",
                "waivers.yaml:1:42: error: 'until' must be a day such as 2027-01-31, not '2026-02-30'"
            ),
            (
                "- { rule: mx/missing, subjct: a, until: 2026-12-01, reason: x }",
                "waivers.yaml:1:23: error: unknown key 'subjct' in a waiver; did you mean 'subject'?"
            ),
            (
                "- { rule: mx/missing, subject: a, until: 2026-12-01, reason: x, also: [error] }",
                "waivers.yaml:1:72: error: 'also' may list undetermined, not 'error'"
            ),
            ("rule: mx/missing", "waivers.yaml:1:1: error: the waivers must be a list, not a map"),
        ])
    func mistakes(_ text: String, _ headline: String) throws {
        let error = #expect(throws: Diagnostics.self) {
            _ = try WaiverFile(text: text + "\n", file: "waivers.yaml", book: book(), now: Self.now)
        }
        #expect(error?.list.map(\.headline).contains(headline) == true, "\(error?.list.map(\.headline) ?? [])")
    }

    @Test("one for more than a year gets a warning; an empty file has none")
    func long() throws {
        let text = "- { rule: mx/missing, subject: a, until: 2027-11-20, reason: x }\n"
        let file = try WaiverFile(text: text, file: "w.yaml", book: book(), now: Self.now)
        #expect(file.warnings.map(\.headline) == ["w.yaml:1:42: warning: the waiver holds for more than a year"])
        #expect(try WaiverFile(text: "# none yet\n\n", file: "w.yaml", book: book(), now: Self.now).waivers.isEmpty)
    }

    @Test("a baseline accepts what failed when it was written, and nothing else")
    func baseline() throws {
        let first = try RuleConfiguration(book: book()).judge(facts()).findings
        var baseline = Baseline(createdAt: Self.now)
        baseline.record(first.filter { $0.subject.key != "b.example" }, of: "test")
        let read = try Baseline(json: try JSONParser.parse(baseline.json.rendered()))
        #expect(read == baseline)
        var configuration = try RuleConfiguration(book: book(), rules: ["mx/missing"])
        configuration.baseline = read
        let judgement = try configuration.judge(facts())
        #expect(judgement.findings.map(\.outcome) == [.waived, .fail, .undetermined])
        #expect(judgement.findings[0].acceptance?.reason == "In the baseline of 2026-11-18.")
    }

    @Test("repaired entries are remarked and can be pruned; unchecked ones stay")
    func prune() throws {
        var baseline = Baseline(createdAt: Self.now)
        var configuration = try RuleConfiguration(book: book(), rules: ["mx/missing"])
        baseline.record(try configuration.judge(facts()).findings, of: "test")
        let address = FactValue.list([.string("x")])
        let repaired = try BookFixture.facts([
            "mx_target": [target("a.example", address), target("b.example", .unknown(Unknown(.timeout)))]
        ])
        configuration.baseline = baseline
        let judgement = configuration.judge(repaired)
        #expect(judgement.remarks.map(\.kind) == [.baselineRepaired])
        #expect(judgement.remarks[0].message == "The baseline holds what no longer fails: prune it (mx/missing a.example).")
        baseline.prune(judgement.findings, of: "test")
        #expect(baseline.entries["test"]?.map(\.subject) == ["b.example"])
    }

    @Test(
        "a foreign, damaged or newer file is refused",
        arguments: [
            ("{}", "this is no baseline file"),
            (
                #"{"format": 2, "createdAt": "2026-11-18T00:00:00Z", "deployments": {}}"#,
                "the baseline has format 2, and this version reads format 1"
            ),
            (#"{"format": 1}"#, "the baseline is damaged: 'createdAt' or 'deployments' is missing"),
            (
                #"{"format": 1, "createdAt": "2026-11-18T00:00:00Z", "deployments": {"a": [{}]}}"#,
                "the baseline is damaged at 'a'"
            ),
        ])
    func refused(_ text: String, _ message: String) throws {
        let json = try JSONParser.parse(text)
        let error = #expect(throws: Baseline.Refusal.self) { _ = try Baseline(json: json) }
        #expect(error?.description == message)
    }
}
