import Changes
import Facts
import Testing

@testable import Report
@testable import Rules

/// Three fixed reports for all formats: broken, undetermined, and ready.
enum SampleReports {
    static let time = Timestamp(seconds: 1_795_348_800)

    static func report(
        _ findings: [Finding], name: String = "acme-production", root: FactObject = FactObject(.facts),
        providers: [ProviderReadiness] = [], remarks: [Remark] = []
    ) -> Report {
        let facts = FactSet(
            deployment: name, scheme: "direct", observedAt: time, elapsedMilliseconds: 412, root: root, observations: [])
        return Report(
            facts: facts, findings: findings, providers: providers, remarks: remarks, file: "deployments/acme production.yaml")
    }

    static let broken = report(
        [
            Finding(
                rule: "spf/missing", outcome: .fail, severity: .error,
                subject: FindingSubject(
                    kind: "spf_domain", key: "bounce.acme.example/public", role: "mail-from", name: "bounce.acme.example",
                    view: "public"),
                title: "No SPF record", message: "bounce.acme.example, a mail-from domain, publishes no SPF record.",
                why: "Receivers look for SPF at the MAIL FROM domain.\n\nA second paragraph that the terminal leaves out.",
                fix: Fix(
                    text: "Publish a TXT record.",
                    publish: [
                        PublishedRecord(
                            owner: "bounce.acme.example.", type: "TXT",
                            value: "v=spf1 " + (1...20).map { "ip4:203.0.113.\($0)" }.joined(separator: " ") + " -all",
                            view: "public")
                    ]),
                evidence: [observation("bounce.acme.example. TXT", "nodata", [])], references: ["RFC 7208 §4.5"]),
            Finding(
                rule: "address/unexpected", outcome: .fail, severity: .warning,
                subject: FindingSubject(
                    kind: "web_name", key: "panel/panel.acme.example/public", role: "panel", name: "panel.acme.example",
                    view: "public"),
                // What a hostile zone would like to print on an operator's terminal.
                title: "Name leads elsewhere",
                message: "TXT says \u{1b}[2J\u{1b}]0;owned\u{7} \u{202e}evil\u{202c} <script>alert(1)</script>",
                evidence: [observation("panel.acme.example. TXT", "noerror", ["\u{1b}[31mred\u{0}\u{85}", "日本語のとても長い文字列"])]),
            Finding(
                rule: "ptr/missing", outcome: .undetermined, severity: .error,
                subject: FindingSubject(
                    kind: "sending_address", key: "bulk/203.0.113.20", role: "sending-address", address: "203.0.113.20",
                    sender: "bulk"),
                title: "No PTR", message: "unknown", unknown: unknown),
            Finding(
                rule: "mx/target-missing", outcome: .pass, severity: .error,
                subject: FindingSubject(kind: "mx_target", key: "a/b/public"), title: "MX host without an address", message: ""),
        ], root: SampleFacts.broken)

    static let unknown = Unknown(
        .timeout, question: "20.113.0.203.in-addr.arpa. PTR", view: "public", detail: "192.0.2.53:53 over udp: timeout (3 times)")

    static let undetermined = report(
        [
            Finding(
                rule: "dns/resolver-unreachable", outcome: .undetermined, severity: .error,
                subject: FindingSubject(kind: "resolver", key: "192.0.2.53:53/public", view: "public"),
                title: "Resolver does not answer",
                message: "The resolver 192.0.2.53:53 of the public view answers nothing.", unknown: Unknown(.timeout)),
            lookupFailed("a.example"), lookupFailed("b.example"),
            Finding(
                rule: "ptr/missing", outcome: .undetermined, severity: .error,
                subject: FindingSubject(kind: "sending_address", key: "bulk/203.0.113.20"), title: "No PTR", message: "unknown",
                unknown: unknown),
        ], root: SampleFacts.undetermined)

    static let ready = report(
        [
            Finding(
                rule: "mx/target-missing", outcome: .pass, severity: .error,
                subject: FindingSubject(kind: "mx_target", key: "a/b/public"), title: "MX host without an address", message: "")
        ], root: SampleFacts.ready)

    /// The broken one, an hour after a run in which only the address was wrong, and something else.
    static let changed: Report = {
        var report = SampleReports.report(
            broken.findings + [waived], root: SampleFacts.broken, providers: providers, remarks: [remark])
        let (_, first) = look(
            [
                broken.findings[0],
                Finding(
                    rule: "mx/target-missing", outcome: .fail, severity: .error,
                    subject: FindingSubject(kind: "mx_target", key: "a/b/public"), title: "MX host without an address",
                    message: "m"),
                Finding(
                    rule: "ptr/missing", outcome: .fail, severity: .error,
                    subject: FindingSubject(
                        kind: "sending_address", key: "bulk/203.0.113.20", role: "sending-address", address: "203.0.113.20",
                        sender: "bulk"),
                    title: "No PTR", message: "203.0.113.20 has no PTR record."),
            ], at: time.seconds - 3_600, nil)
        report.changes = look(report.findings, at: time.seconds, first).0
        return report
    }()

    private static let waived = Finding(
        rule: "dmarc/policy-none", outcome: .waived, severity: .warning,
        subject: FindingSubject(
            kind: "mail_domain", key: "acme.example/public", role: "from", name: "acme.example", view: "public"),
        title: "DMARC policy asks for nothing", message: "acme.example asks receivers to do nothing.",
        acceptance: Acceptance(
            state: .active, until: "2027-01-31", reason: "the reports are <read> first", owner: "postmaster",
            place: "waivers.yaml:1:3"))

    private static let remark = Remark(
        .waiverExpired, "The waiver of spf/* ended with 2026-11-01.", place: "waivers.yaml:9:3")

    private static let providers = [
        ProviderReadiness(
            profile: "gmail", title: "Gmail", verdict: .notReady, failing: ["spf/missing"], undetermined: ["ptr/missing"],
            paths: [
                .init(key: "bulk/203.0.113.20/a/b", verdict: .notReady, failing: ["spf/missing"], undetermined: ["ptr/missing"]),
                .init(key: "bulk/203.0.113.21/a/b", verdict: .notReady, failing: ["spf/missing"], undetermined: []),
            ], unchecked: ["One-click unsubscription (RFC 8058)"]),
        ProviderReadiness(
            profile: "gmx", title: "GMX and WEB.DE", verdict: .ready, failing: [], undetermined: [],
            paths: [.init(key: "bulk/203.0.113.20/a/b", verdict: .ready, failing: [], undetermined: [])], unchecked: []),
    ]

    private static func look(_ findings: [Finding], at seconds: Int64, _ memory: DeploymentState?) -> (Changes, DeploymentState) {
        let rules = Set(broken.findings.map(\.rule))
        let look = Snapshot(
            deployment: "acme-production", observedAt: Timestamp(seconds: seconds), findings: findings,
            scope: Snapshot.Scope(rules: rules, knownRules: rules))
        return DeploymentState.comparing(look, with: memory)
    }

    private static func lookupFailed(_ name: String) -> Finding {
        Finding(
            rule: "dns/lookup-failed", outcome: .undetermined, severity: .error,
            subject: FindingSubject(kind: "name", key: "\(name)/public", name: name, view: "public"),
            title: "Name could not be looked up", message: "…", evidence: [observation("\(name). A", "timeout", [])],
            unknown: Unknown(.timeout), question: "\(name). A")
    }

    private static func observation(_ question: String, _ status: String, _ answer: [String]) -> Observation {
        Observation(
            question: question, view: "public", server: status == "timeout" ? nil : "192.0.2.53:53", status: status,
            answer: answer, ttl: 300, attempts: status == "timeout" ? ["192.0.2.53:53 over udp: timeout (3 times)"] : [])
    }
}
