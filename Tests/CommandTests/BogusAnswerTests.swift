import DNS
import Facts
import TestPeers
import Testing

/// Signed zones that do not validate, seen by a resolver that validates and by our own validation.
@Suite(
    "What does not validate, on real servers", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct BogusAnswerTests {
    /// Audits the healthy deployment with its zone changed.
    ///
    /// - Parameter hasAuthority: whether the deployment file describes the authoritative view.
    private func audit(
        hasAuthority: Bool, edits: [(String, String)] = [], _ arguments: String..., change: (inout WorldZone) -> Void
    ) async throws -> SendreadyProgram.Run {
        let world = try await DNSWorld.start(AuthoritativeAuditTests.zones(change))
        do {
            let program = try SendreadyProgram()
            let whole = AuthoritativeAuditTests.file(world)
            let file = hasAuthority ? whole : AcmeDeployment.file(resolver: world.publicView)
            try program.folder.write(edits.reduce(file) { $0.replacing($1.0, with: $1.1) }, to: "acme.yaml")
            let run = try await program.run(["audit", "acme.yaml", "--timeout", "60s"] + arguments)
            await world.stop()
            return run
        } catch {
            await world.stop()
            throw error
        }
    }

    @Test(
        "CAA records whose signature does not hold keep every web name from being renewed",
        arguments: [true, false])
    func authorities(_ hasAuthority: Bool) async throws {
        let run = try await audit(
            hasAuthority: hasAuthority,
            edits: [("tls: false", "tls: true"), ("203.0.113.", "127.0.113."), ("2001:db8::11", "::1")],
            "--format", "json", "--rule", "caa/lookup-fails"
        ) { zone in
            // Nobody listens there: what stands in the DNS is found out all the same.
            zone.records = zone.records.replacing("203.0.113.", with: "127.0.113.").replacing("2001:db8::11", with: "::1")
            zone.records += "\nacme.example. CAA 0 issue \"ca.example\""
            zone.tampering = { $0.replacing("\"ca.example\"", with: "\"cb.example\"") }
        }
        let failures = try run.findings("fail")
        #expect(
            failures
                == [
                    "panel/panel.acme.example", "pixel/px.acme.example", "tracking/click.acme.example",
                ].map { "caa/lookup-fails \($0)/public" }, "\(run.output)\(run.error)")
        for finding in try run.all() {
            #expect(finding["severity"]?.text == "error")
            #expect(
                finding["message"]?.text?.contains("gets no usable answer: the answer at acme.example fails DNSSEC validation")
                    == true,
                "\(finding["message"]?.text ?? "")")
            #expect(finding["fix"]?["text"]?.text?.hasPrefix("Sign the zone of ") == true)
        }
        #expect(run.status == 2)
    }

    @Test(
        "a DS record that was left behind is one cause, and bogus, with and without the authoritative view",
        arguments: [true, false])
    func leftover(_ hasAuthority: Bool) async throws {
        let change = { (zone: inout WorldZone) in
            zone.signing = nil
            zone.delegation = .signer(
                "acme.example. DS 12345 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")
        }
        let run = try await audit(hasAuthority: hasAuthority, "--format", "json", change: change)
        let findings = Dictionary(try run.all().map { ($0["fingerprint"]?.text ?? "", $0) }) { first, _ in first }
        let causes = (try run.report()["causes"]?.items ?? []).map { cause in
            (cause["fingerprints"]?.items ?? []).compactMap { $0.text.flatMap { findings[$0] } }
        }
        let rules = causes.map { Set($0.compactMap { $0["rule"]?.text }) }
        #expect(rules == [hasAuthority ? ["dnssec/bogus"] : ["dns/lookup-failed"]], "\(run.output)")
        #expect(causes.first?.first?["subject"]?["name"]?.text == "acme.example")
        let text = try await audit(hasAuthority: hasAuthority, change: change)
        let title = hasAuthority ? "DNSSEC validation fails" : "Name could not be looked up"
        #expect(text.output.contains("\nFirst, of 1 cause, "), "\(text.output)")
        #expect(text.output.contains("\n  1. \(title): acme.example"), "\(text.output)")
        #expect(text.output.contains("DS record"), "\(text.output)")
    }
}
