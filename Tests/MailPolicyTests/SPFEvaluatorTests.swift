import DNS
import MailPolicy
import ScriptedDNS
import Testing

@Suite("check_host() (RFC 7208 §4)", .timeLimit(.minutes(10)))
struct SPFEvaluatorTests {
    private func check(
        _ zone: String, from address: String = "9.9.9.9", sender: String = "user@d.example", helo: String = "mail.d.example",
        adjust: (inout SPFEvaluator) -> Void = { _ in }
    ) async throws -> SPFEvaluation {
        var evaluator = SPFEvaluator(lookup: try ScriptedZone(zone), view: "public")
        adjust(&evaluator)
        return await evaluator.checkHost(try #require(IPAddress(address)), sender: sender, helo: helo)
    }

    @Test(
        "a failed query is a temperror with its cause, in any term",
        arguments: [
            "d.example TIMEOUT", "d.example TXT v=spf1 a:x.example -all\nx.example TIMEOUT",
            "d.example TXT v=spf1 mx -all\nd.example TIMEOUT",
            "d.example TXT v=spf1 mx -all\nd.example MX 10 h.example\nh.example TIMEOUT",
            "d.example TXT v=spf1 exists:x.example -all\nx.example TIMEOUT",
            "d.example TXT v=spf1 include:i.example -all\ni.example TIMEOUT",
            "d.example TXT v=spf1 redirect=i.example\ni.example TIMEOUT",
            "d.example TXT v=spf1 include:i.example -all\ni.example TXT v=spf1 a:x.example\nx.example TIMEOUT",
        ])
    func temperrors(_ zone: String) async throws {
        let evaluation = try await check(zone)
        #expect(evaluation.result == .temperror)
        #expect(evaluation.problem?.code == .lookupFailed)
        #expect(evaluation.problem?.cause == .timeout)
        #expect(evaluation.problem?.answer?.status == "timeout")
    }

    @Test("each failure keeps its cause", arguments: LookupResult.Failure.allCases)
    func causes(_ failure: LookupResult.Failure) async throws {
        let evaluation = try await check("d.example TXT v=spf1 a:x.example -all\nx.example \(failure.rawValue)")
        #expect(evaluation.result == .temperror)
        #expect(evaluation.problem?.cause == failure)
    }

    @Test("a match before the failure is a match; later terms are not queried")
    func matchFirst() async throws {
        let evaluation = try await check("d.example TXT v=spf1 ip4:9.9.9.9 a:x.example -all\nx.example TIMEOUT")
        #expect(evaluation.result == .pass)
        #expect(evaluation.lookups == 0)
    }

    @Test("failures that ptr ignores are recorded")
    func passedOver() async throws {
        let evaluation = try await check("d.example TXT v=spf1 ptr -all\n9.9.9.9.in-addr.arpa TIMEOUT")
        #expect(evaluation.result == .fail)
        #expect(evaluation.passedOver.map(\.failure) == [.timeout])
    }

    @Test(
        "permerrors give problem and place",
        arguments: [
            ("d.example TXT v=spf1 moo -all", .syntaxError, "d.example", nil),
            ("d.example TXT v=spf1 a\nd.example TXT v=spf1 mx", .multipleRecords, "d.example", nil),
            ("d.example TXT v=spf1 include:i.example -all", .includeWithoutRecord, "d.example", "include:i.example"),
            ("d.example TXT v=spf1 redirect=i.example", .redirectWithoutRecord, "d.example", "redirect=i.example"),
            ("d.example TXT v=spf1 include:i.example -all\ni.example TXT v=spf1 moo", .syntaxError, "i.example", nil),
            (
                "d.example TXT v=spf1 a:1.x.example a:2.x.example a:3.x.example -all", .tooManyVoidLookups, "d.example",
                "a:3.x.example"
            ),
            ("d.example TXT v=spf1 include:d.example -all", .tooManyLookups, "d.example", "include:d.example"),
        ] as [(String, SPFEvaluationProblem.Code, String, String?)])
    func permerrors(_ zone: String, _ code: SPFEvaluationProblem.Code, _ domain: String, _ term: String?) async throws {
        let evaluation = try await check(zone)
        #expect(evaluation.result == .permerror)
        #expect(evaluation.problem?.code == code)
        #expect(evaluation.problem?.domain == domain)
        #expect(evaluation.problem?.term?.text == term)
        #expect(evaluation.problem?.cause == nil)
    }

    @Test("eleven hosts of an mx are a permerror, ten are not")
    func exchanges() async throws {
        for count in [10, 11] {
            let hosts = (1...count).map { "d.example MX \($0) h\($0).example\nh\($0).example A 9.9.9.\($0)" }
            let zone = "d.example TXT v=spf1 mx -all\n" + hosts.joined(separator: "\n")
            let evaluation = try await check(zone, from: "9.9.9.1")
            #expect(evaluation.result == (count == 10 ? .pass : .permerror))
            #expect(evaluation.problem?.code == (count == 10 ? nil : .tooManyExchanges))
        }
    }

    @Test("ten lookups are allowed and counted through includes, the eleventh is not")
    func lookups() async throws {
        let inner = (1...8).map { "a:d.example" + String(repeating: ".", count: $0 % 2) }.joined(separator: " ")
        let zone = "d.example A 9.9.9.1\ni.example TXT v=spf1 \(inner) -all\nd.example TXT v=spf1 include:i.example a"
        let allowed = try await check("\(zone) -all")
        #expect(allowed.result == .fail)
        #expect(allowed.lookups == 10)
        let exceeded = try await check("\(zone) mx -all")
        #expect(exceeded.result == .permerror)
        #expect(exceeded.problem?.code == .tooManyLookups)
        #expect(exceeded.problem?.term?.text == "mx")
    }

    @Test("mx hosts without an address are not void lookups, an mx without hosts is one")
    func voids() async throws {
        let hosts = "d.example MX 1 a.example\nd.example MX 2 b.example\nd.example MX 3 c.example"
        let evaluation = try await check("d.example TXT v=spf1 mx mx:x.example -all\n\(hosts)")
        #expect(evaluation.result == .fail)
        #expect(evaluation.voidLookups == 1)
    }

    @Test("a name with IPv4 addresses alone is void for an IPv6 client")
    func otherFamily() async throws {
        let zone = "d.example TXT v=spf1 a -all\nd.example A 9.9.9.9"
        #expect(try await check(zone).voidLookups == 0)
        let evaluation = try await check(zone, from: "2a00::1")
        #expect(evaluation.result == .fail)
        #expect(evaluation.voidLookups == 1)
        #expect(try await check(zone, from: "::ffff:9.9.9.9").result == .pass)
    }

    @Test("the match is reported down to the term with the address")
    func matches() async throws {
        let evaluation = try await check(
            """
            d.example TXT v=spf1 include:a.example redirect=r.example
            r.example TXT v=spf1 ~include:b.example -all
            a.example TXT v=spf1 ip4:9.9.8.0/24 -all
            b.example TXT v=spf1 ip4:9.9.9.0/24 -all
            """)
        #expect(evaluation.result == .softfail)
        #expect(evaluation.matches.map(\.owner.text) == ["r.example", "b.example"])
        #expect(evaluation.matches.map(\.term.text) == ["~include:b.example", "ip4:9.9.9.0/24"])
        #expect(evaluation.matched?.term.text == "~include:b.example")
        #expect(evaluation.lookups == 3)
        let trace = try #require(evaluation.trace)
        #expect(trace.steps.map(\.outcome) == [.notMatched, .followed])
        #expect(trace.steps[0].inner.first?.steps.map(\.term.text) == ["ip4:9.9.8.0/24", "-all"])
        #expect(trace.steps[0].answers.map(\.question.description) == ["a.example. TXT"])
        #expect(trace.steps[1].inner.first?.steps.map(\.outcome) == [.matched])
        #expect(trace.steps.map(\.lookups) == [1, 1])
    }

    @Test("the trace of an evaluation that ends early shows the term that ended it")
    func brokenTrace() async throws {
        let evaluation = try await check(
            "d.example TXT v=spf1 mx include:i.example -all\ni.example TXT v=spf1 a:x.example\nx.example SERVFAIL")
        #expect(evaluation.trace?.steps.map(\.outcome) == [.notMatched, .temperror])
        #expect(evaluation.trace?.steps[0].voidLookups == 1)
        #expect(evaluation.trace?.steps[1].inner.first?.steps.map(\.outcome) == [.temperror])
        #expect(evaluation.problem?.domain == "i.example")
        #expect(evaluation.problem?.term?.text == "a:x.example")
    }

    @Test(
        "without a domain to query, the result is none",
        arguments: ["user@localhost", "user@[192.0.2.1]", "user@a..example", "user@", "user@192.0.2.1", "@"])
    func none(_ sender: String) async throws {
        let evaluation = try await check("", sender: sender)
        #expect(evaluation.result == .none)
        #expect(evaluation.problem?.code == .invalidDomain)
    }

    @Test("no record is none, and so is a name that does not exist")
    func noRecord() async throws {
        for zone in ["", "d.example A 9.9.9.9", "d.example TXT hello"] {
            let evaluation = try await check(zone)
            #expect(evaluation.result == .none)
            #expect(evaluation.problem?.code == .noRecord)
        }
    }

    @Test("an empty sender is the HELO name's postmaster")
    func helo() async throws {
        let zone = "mail.d.example TXT v=spf1 exists:%{l}.%{h}.x.example -all\npostmaster.mail.d.example.x.example A 127.0.0.2"
        let evaluation = try await check(zone, sender: "")
        #expect(evaluation.result == .pass)
        #expect(evaluation.domain == "mail.d.example")
    }

    @Test("a Unicode sender domain is queried as A-labels")
    func unicode() async throws {
        let zone = "xn--bcher-kva.example TXT v=spf1 ip4:9.9.9.9 -all"
        let evaluation = try await check(zone, sender: "user@b\u{fc}cher.example")
        #expect(evaluation.result == .pass)
        #expect(evaluation.domain == "xn--bcher-kva.example")
    }

    @Test("an explanation may use every macro, and an invalid one is ignored")
    func explanations() async throws {
        let zone = "d.example TXT v=spf1 -all exp=e.example\ne.example TXT %{s} %{L} %{c} %{r} %{t} %{o1} 100%%"
        let evaluation = try await check(zone, sender: "a b@d.example") { evaluator in
            evaluator.receiver = "mx.r.example"
            evaluator.now = 1_700_000_000
        }
        #expect(evaluation.explanation == "a b@d.example a%20b 9.9.9.9 mx.r.example 1700000000 example 100%")
        #expect(try await check("d.example TXT v=spf1 -all exp=e.example").explanation == nil)
        let silent = try await check("d.example TXT v=spf1 -all exp=e.example\ne.example TIMEOUT")
        #expect(silent.result == .fail)
        #expect(silent.passedOver.count == 1)
    }

    @Test("a local part outside ASCII never makes a name (RFC 8616 §4)")
    func internationalLocalPart() async throws {
        let evaluation = try await check("d.example TXT v=spf1 exists:%{l}.x.example -all", sender: "\u{fc}@d.example")
        #expect(evaluation.result == .fail)
        #expect(evaluation.voidLookups == 0)
    }

    @Test("expansions are limited in length")
    func expansion() async throws {
        let macros = String(repeating: "%{l}", count: 4000)
        let local = String(repeating: "x", count: 60_000)
        let evaluation = try await check(
            "d.example TXT v=spf1 exists:\(macros).x.example -all exp=e.example\ne.example TXT \(macros)",
            sender: "\(local)@d.example")
        #expect(evaluation.result == .fail)
        #expect(evaluation.explanation == nil)
    }

    @Test("an exceeded deadline is a temperror")
    func deadline() async throws {
        let evaluation = try await check("d.example TXT v=spf1 -all") { $0.deadline = .now }
        #expect(evaluation.result == .temperror)
        #expect(evaluation.problem?.code == .deadline)
    }

    @Test("limits are configurable")
    func limits() async throws {
        let evaluation = try await check("d.example TXT v=spf1 a:x.example -all") { $0.limits.voidLookups = 0 }
        #expect(evaluation.result == .permerror)
    }
}
