import Facts
import Testing

@testable import Report
@testable import Rules

/// What the lines under First say.
@Suite("A cause in one line", .timeLimit(.minutes(1)))
struct HeadlineTests {
    private static let subject = FindingSubject(kind: "mx_target", key: "a/b/public", role: "mx", name: "mx.acme.example")

    private static func undetermined(_ reason: Unknown) -> Finding {
        Finding(
            rule: "dane/not-secure", outcome: .undetermined, severity: .warning, subject: subject,
            title: "TLSA records without DNSSEC", message: "Undetermined.", unknown: reason)
    }

    @Test(
        "what could not be decided claims no fault, and says for each reason what to do",
        arguments: [
            (
                Unknown(
                    .notProbed, question: "_25._tcp.mx.acme.example. TLSA", view: "public",
                    detail: "the resolver does not validate: name one that does, or the authoritative view"),
                "Not checked: the resolver does not validate: name one that does, or the authoritative view."
            ),
            (Unknown(.notProbed), "It was not checked."),
            (
                Unknown(.timeout, question: "mx.acme.example. A", view: "public", detail: "192.0.2.53:53 over udp: timeout"),
                "Find out why mx.acme.example. A gets no answer in time, and audit again."
            ),
            (
                Unknown(.timeout, question: "SMTP 192.0.2.25:25 mx.acme.example", detail: "the server is silent"),
                "Find out why SMTP at 192.0.2.25:25 gets no answer in time, and audit again."
            ),
            (
                Unknown(.servfail, question: "mx.acme.example. A", view: "public"),
                "Find out why the name servers fail on mx.acme.example. A, and audit again."
            ),
            (
                Unknown(.refused, view: "public", detail: "zen.list.example: public resolvers are not answered"),
                "Find out why the public view is refused (zen.list.example: public resolvers are not answered), and audit again."
            ),
            (
                Unknown(.bogus, question: "mx.acme.example. A", view: "public"),
                "Have the zone signed again, or its DS record removed: DNSSEC validation of mx.acme.example. A fails."
            ),
            (
                Unknown(.network, question: "TLS 192.0.2.10:443 panel.acme.example", detail: "the flight was cut short"),
                "Find out why there is no usable answer to TLS at 192.0.2.10:443 (the flight was cut short), and audit again."
            ),
        ])
    func reasons(_ reason: Unknown, _ sentence: String) {
        let headline = Headline(Self.undetermined(reason))
        #expect(headline.what == "Undetermined: TLSA records without DNSSEC (mx.acme.example)")
        #expect(headline.repair == sentence)
    }

    @Test("many paths of mail are a domain and a share of its addresses")
    func paths() {
        let path = { (number: Int, from: String, outcome: Outcome) in
            Finding(
                rule: "spf/sender-not-authorised", outcome: outcome, severity: .error,
                subject: FindingSubject(
                    kind: "path", key: "bulk/203.0.113.\(number)/\(from)/bounce.acme.example", name: "bounce.acme.example",
                    address: "203.0.113.\(number)"),
                title: "SPF does not authorise a sending address", message: "m",
                fix: Fix(text: "Let the SPF record of bounce.acme.example authorise 203.0.113.\(number), or send elsewhere."))
        }
        let froms = ["a.example", "b.example"]
        let bad = (1...93).flatMap { number in froms.map { path(number, $0, .fail) } }
        let good = (94...100).flatMap { number in froms.map { path(number, $0, .pass) } }
        let headline = Headline(bad, among: bad + good)
        #expect(headline.what == "SPF does not authorise a sending address: bounce.acme.example, for 93 of 100 addresses")
        #expect(
            headline.repair == "Let the SPF record of bounce.acme.example authorise 203.0.113.1 and 92 more, or send elsewhere.")
        let all = Headline([bad[0], bad[1]], among: [bad[0], bad[1]])
        #expect(all.what == "SPF does not authorise a sending address: bounce.acme.example")
        #expect(all.repair.contains("authorise 203.0.113.1, or"))
    }

    @Test("every cause of the unknown has a sentence")
    func causes() {
        for cause in Unknown.Cause.allCases { #expect(!Headline(Self.undetermined(Unknown(cause))).repair.isEmpty, "\(cause)") }
    }

    @Test("a rule that failed to run is called that, and not the fault that it looks for")
    func defective() {
        let finding = Finding(
            rule: "own/rule", outcome: .error, severity: .error, subject: Self.subject, title: "No SPF record",
            message: "The rule is defective: it divides by zero.")
        let headline = Headline(finding, others: 2)
        #expect(headline.what == "Rule failed to run: own/rule (mx.acme.example and 2 more)")
        #expect(headline.repair == "The rule is defective: it divides by zero.")
    }

    @Test("a failure has its title, its place, the first sentence of its repair, and whom to ask, once")
    func failures() {
        func failure(_ owner: RepairOwner, _ repair: String) -> Finding {
            Finding(
                FindingText(rule: "ptr/missing", title: "No PTR", why: "", references: [], tags: [], owner: owner),
                RuleVerdict(outcome: .fail, severity: .error, message: "", fix: Fix(text: repair)), subject: Self.subject,
                evidence: [])
        }
        let other = Headline(failure(.other, "Have it corrected.\nThen wait. And look."), others: 1)
        #expect(other.what == "No PTR: mx.acme.example and 1 more")
        #expect(other.repair == "Have it corrected. This is somebody else's to repair.")
        #expect(Headline(failure(.you, "Have it corrected. Wait.")).repair == "Have it corrected.")
        #expect(Headline(failure(.addressOwner, "Ask whoever gave it. Wait.")).repair == "Ask whoever gave it.")
    }
}
