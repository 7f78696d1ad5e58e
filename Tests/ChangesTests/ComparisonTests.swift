import Facts
import Rules
import Testing

@testable import Changes

/// A deployment that is checked every five minutes; each snapshot gives what fails, passes, and is unknown.
struct Series {
    private(set) var state: DeploymentState?
    private(set) var time = Timestamp(seconds: 1_795_348_800)
    var confirm = 1
    var remind = TrackedSight.remind
    var interval: Int64 = 300

    static let rule = "spf/missing"
    static let key = "bounce.acme.example/public"

    static func finding(
        _ outcome: Outcome, rule: String = rule, key: String = key, severity: Severity = .error, message: String = "m",
        role: String? = nil, unknown: Unknown? = nil
    ) -> Finding {
        Finding(
            rule: rule, outcome: outcome, severity: severity,
            subject: FindingSubject(kind: "spf_domain", key: key, role: role, view: "public"), title: "t", message: message,
            unknown: outcome == .undetermined ? unknown ?? Unknown(.timeout, question: "\(key). TXT", view: "public") : nil)
    }

    mutating func look(
        _ findings: [Finding], rules: Set<String> = [rule], known: Set<String> = [rule], views: Set<String>? = nil
    ) -> Changes {
        time = Timestamp(seconds: time.seconds + interval)
        let look = Snapshot(
            deployment: "acme", observedAt: time, findings: findings,
            scope: Snapshot.Scope(rules: rules, knownRules: known, views: views))
        let (changes, next) = DeploymentState.comparing(look, with: state, confirm: confirm, remind: remind)
        state = next
        return changes
    }

    /// One snapshot per letter: `F`ails, `P`asses, `U`nknown; returns the announcements, `-` for silence.
    mutating func looks(_ letters: String) -> [String] {
        letters.map { letter in
            let outcome: Outcome = letter == "F" ? .fail : letter == "P" ? .pass : .undetermined
            return look([Self.finding(outcome)]).news.first?.change.rawValue ?? "-"
        }
    }
}

@Suite("Changes between two snapshots", .timeLimit(.minutes(10)))
struct ComparisonTests {
    @Test("new once, resolved once, silent in between")
    func life() throws {
        var series = Series()
        #expect(series.looks("PFFFPP") == ["-", "new", "-", "-", "resolved", "-"])
        #expect(series.state?.findings.count == 1)
        #expect(series.looks("PPPPPPPPPPPP").allSatisfy { $0 == "-" })
        #expect(series.state?.findings.isEmpty == true)
    }

    @Test("a changed value is not news")
    func value() {
        var series = Series()
        #expect(series.look([Series.finding(.fail, message: "198.51.100.7")]).news.count == 1)
        let changes = series.look([Series.finding(.fail, message: "198.51.100.8")])
        #expect(changes.isSilent)
        #expect(changes.findings.map(\.change) == [.persisting])
    }

    @Test("an unchecked finding keeps its state, is stale, and does not flap")
    func stale() throws {
        var series = Series()
        #expect(series.looks("FUFUFUFUFU").dropFirst().allSatisfy { $0 == "-" })
        let stale = try #require(series.look([Series.finding(.undetermined)]).findings.first)
        #expect(stale.isStale && stale.change == .persisting && stale.since.seconds == 1_795_349_100)
        #expect(series.looks("FPUP") == ["-", "resolved", "-", "-"])
        var unseen = Series()
        #expect(unseen.looks("UUPU").allSatisfy { $0 == "-" })
    }

    @Test("a higher severity is news, a lower one is not")
    func severity() {
        var series = Series()
        #expect(series.look([Series.finding(.fail, severity: .warning)]).news.map(\.change) == [.new])
        #expect(series.look([Series.finding(.fail, severity: .error)]).news.map(\.change) == [.escalated])
        #expect(series.look([Series.finding(.fail, severity: .notice)]).isSilent)
    }

    @Test("a failure is confirmed after the given number of consecutive snapshots")
    func confirm() {
        var series = Series(confirm: 3)
        #expect(series.looks("FFPFFFFP") == ["-", "-", "-", "-", "-", "new", "-", "resolved"])
        var blind = Series(confirm: 2)
        #expect(blind.looks("FUUF") == ["-", "-", "-", "new"])
        #expect(Series(confirm: 2).lookedOnce.findings.map(\.change) == [.unconfirmed])
    }

    @Test("flapping: announced once, and again when settled")
    func flapping() {
        var series = Series()
        #expect(series.looks("FPFPF") == ["new", "resolved", "new", "resolved", "flapping"])
        #expect(series.looks("PFPFPFPFP").allSatisfy { $0 == "-" })
        #expect(series.looks("PPPPPPPPPP") == ["-", "-", "-", "-", "-", "-", "-", "-", "-", "resolved"])
        #expect(series.looks("F") == ["new"])
    }

    @Test("settling in failure is new again")
    func settledInFailure() {
        var series = Series()
        _ = series.looks("FPFPF")
        #expect(series.looks("FFFFFFFFFF").filter { $0 != "-" } == ["new"])
        #expect(series.state?.findings.values.first?.status.isFlapping == false)
    }

    @Test("a rule skipped because of a failed requirement announces nothing", arguments: [Outcome.skipped])
    func skipped(_ outcome: Outcome) {
        var series = Series()
        _ = series.looks("F")
        #expect(series.look([Series.finding(outcome)]).findings.map(\.isStale) == [true])
        #expect(series.look([Series.finding(.notApplicable)]).news.map(\.change) == [.resolved])
    }

    @Test("a waiver resolves a finding, its end makes it new")
    func waived() {
        var series = Series()
        _ = series.looks("F")
        #expect(series.look([Series.finding(.waived)]).news.map(\.change) == [.resolved])
        #expect(series.looks("F") == ["new"])
    }

    @Test("a vanished MX host is resolved if the MX records are known, and stale if not")
    func vanished() {
        let host = Series.finding(.fail, key: "acme.example/mx.acme.example/public")
        let unknown = { (question: String) in
            Series.finding(.undetermined, key: "other", unknown: Unknown(.servfail, question: question, view: "public"))
        }
        for (question, isStale) in [("ACME.example. MX", true), ("mx.acme.example. A", true), ("elsewhere.example. MX", false)] {
            var series = Series()
            _ = series.look([host])
            let changes = series.look([unknown(question)])
            #expect(changes.findings.map(\.isStale) == [isStale], "\(question)")
            #expect(changes.news.map(\.change) == (isStale ? [] : [.resolved]), "\(question)")
        }
    }

    @Test("an announced name depends on PTR records")
    func announced() {
        var series = Series()
        _ = series.look([Series.finding(.fail, key: "mta1.acme.example/public", role: "helo")])
        let unknown = Unknown(.timeout, question: "20.113.0.203.in-addr.arpa. PTR", view: "public")
        #expect(series.look([Series.finding(.undetermined, key: "x", unknown: unknown)]).news.isEmpty)
        #expect(series.look([]).news.map(\.change) == [.resolved])
    }

    @Test("a run with other rules or views leaves the rest as it was; a rule that no longer exists is forgotten")
    func scope() {
        var series = Series()
        _ = series.looks("F")
        #expect(series.look([], rules: ["mx/other"], known: ["mx/other", Series.rule]).findings.map(\.change) == [.persisting])
        #expect(series.look([], views: ["internal"]).findings.map(\.isStale) == [false])
        #expect(series.look([], known: ["mx/other"]).findings.isEmpty)
        #expect(series.state?.findings.isEmpty == true)
    }

    @Test("an older snapshot changes nothing")
    func older() {
        var series = Series()
        _ = series.looks("F")
        series.interval = -600
        #expect(series.look([Series.finding(.pass)]).findings.map(\.change) == [.persisting])
        #expect(series.state?.findings.count == 1)
    }

    @Test("a clock a year ahead does not silence later snapshots")
    func clock() {
        var series = Series()
        _ = series.looks("P")
        series.interval = 31_536_000
        _ = series.looks("P")
        series.interval = -31_536_000
        #expect(series.looks("F") == ["new"])
        series.interval = 300
        #expect(series.looks("FP") == ["-", "resolved"])
    }

    @Test("a loss of sight is announced at once, again daily while it lasts, and when it ends")
    func sight() throws {
        var series = Series()
        #expect(series.look([Series.finding(.pass)]).sight == nil)
        let lost = Timestamp(seconds: series.time.seconds + 300)
        guard case .lost(lost, let reasons, isReminder: false)? = series.look([Series.finding(.undetermined)]).sight else {
            Issue.record("the loss is not announced")
            return
        }
        #expect(reasons.map(\.question) == ["bounce.acme.example/public. TXT"])
        var told: [Int] = []
        for index in 1...600 {
            guard let sight = series.look([Series.finding(.undetermined)]).sight else { continue }
            guard case .lost(lost, _, isReminder: true) = sight else {
                Issue.record("\(sight)")
                return
            }
            told.append(index)
        }
        #expect(told == [288, 576], "every 24 hours of five minutes")
        #expect(series.look([Series.finding(.pass)]).sight == .regained(since: lost))
        #expect(series.look([Series.finding(.pass)]).sight == nil)
    }

    @Test("the reminder interval is configurable")
    func remind() {
        var series = Series(remind: 3_600)
        let told = (0..<25).filter { _ in series.look([Series.finding(.undetermined)]).sight != nil }
        #expect(told == [0, 12, 24])
    }

    @Test("an unconfirmed loss is not news, nor is its end")
    func confirmedSight() {
        var series = Series(confirm: 3)
        #expect(
            "UUPUUPUUUP".map { letter in series.look([Series.finding(letter == "U" ? .undetermined : .pass)]).sight?.word } == [
                nil, nil, nil, nil, nil, nil, "unsteady", nil, nil, nil,
            ])
        var steady = Series(confirm: 2)
        #expect(
            "UPPPPPUUUP".map { letter in steady.look([Series.finding(letter == "U" ? .undetermined : .pass)]).sight?.word } == [
                nil, nil, nil, nil, nil, nil, nil, "lost", nil, "regained",
            ])
    }

    @Test("alternating loss is announced once, and again when settled")
    func unsteadySight() {
        var series = Series()
        let said = { (letters: String, series: inout Series) in
            letters.map { letter in series.look([Series.finding(letter == "U" ? .undetermined : .pass)]).sight?.word ?? "-" }
        }
        #expect(said("UPUPUPUPUP", &series) == ["lost", "regained", "lost", "regained", "unsteady", "-", "-", "-", "-", "-"])
        #expect(said("PPPPPPPPPPPP", &series).filter { $0 != "-" } == ["regained"])
    }

    @Test("where something was missing all along, resolvers that no longer answer are news, and so is their return")
    func darkness() throws {
        var series = Series(confirm: 2)
        let resolver = { (outcome: Outcome) in
            Finding(
                rule: "dns/resolver-unreachable", outcome: outcome, severity: .error,
                subject: FindingSubject(kind: "resolver", key: "192.0.2.53:53/public", view: "public"), title: "t", message: "m",
                unknown: outcome == .undetermined ? Unknown(.timeout, view: "public") : nil)
        }
        let said = { (letters: String, series: inout Series) in
            // One name never answers; at `U`, nothing does.
            letters.map { letter in
                series.look([Series.finding(.undetermined), resolver(letter == "U" ? .undetermined : .pass)]).sight?.word ?? "-"
            }
        }
        #expect(said("PPPPPP", &series) == ["-", "lost", "-", "-", "-", "-"])
        #expect(said("UUUU", &series) == ["-", "lost", "-", "-"])
        let state = try #require(series.state)
        let file = RunState(deployments: ["acme": state]).rendered(toolVersion: "0.2.0")
        #expect(try RunState(parsing: file).deployments["acme"] == state)
        #expect(said("PPPPPPPPPPPP", &series) == ["lost"] + Array(repeating: "-", count: 11))
        // One look without an answer is not confirmed.
        #expect(said("UPP", &series) == ["-", "-", "-"])
    }

    @Test("checks that a deployment excludes are not a loss of sight")
    func notProbed() {
        var series = Series()
        series.interval = 7_200
        for _ in 0..<3 {
            #expect(series.look([Series.finding(.undetermined, unknown: Unknown(.notProbed, question: "x"))]).isSilent)
        }
    }
}

extension Series {
    fileprivate var lookedOnce: Changes {
        var copy = self
        return copy.look([Self.finding(.fail)])
    }
}
