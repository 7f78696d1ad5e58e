import AuthoritativeServer
import Facts
import TestPeers
import Testing

/// What reports advise, from the records to the sentence.
@Suite("The advice about policy records", .timeLimit(.minutes(10)))
struct RepairWordsTests {
    /// Message and repair of a rule's first failure, after the audit of a deployment with other records.
    private func advice(
        _ rule: String, removing removed: [String], adding added: [String]
    ) async throws -> (message: String, repair: String, by: String?) {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: removed, adding: added))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        let finding = try run.report()["findings"]?.items?.first { $0["rule"]?.text == rule && $0["outcome"]?.text == "fail" }
        let found = try #require(finding, "\(run.output)")
        return (found["message"]?.text ?? "", found["fix"]?["text"]?.text ?? "", found["by"]?.text)
    }

    @Test("strict alignment and psd are named, with the record that lacks them")
    func alignment() async throws {
        let strict = try await advice(
            "dmarc/spf-not-aligned", removing: ["_dmarc.acme"],
            adding: ["_dmarc.acme.example. TXT \"v=DMARC1; p=reject; aspf=s; rua=mailto:d@acme.example\""])
        #expect(
            strict.repair.hasPrefix(
                "Use acme.example itself as the MAIL FROM domain, as aspf=s at _dmarc.acme.example demands, or publish that "
                    + "record without the tag: v=DMARC1; p=reject; rua=mailto:d@acme.example."), "\(strict.repair)")
        let suffix = try await advice(
            "dmarc/spf-not-aligned", removing: ["_dmarc.acme"],
            adding: ["_dmarc.acme.example. TXT \"v=DMARC1; p=reject; psd=y; rua=mailto:d@acme.example\""])
        #expect(suffix.repair.contains("because of psd=y at _dmarc.acme.example"), "\(suffix.repair)")
        #expect(suffix.repair.contains("without the tag: v=DMARC1; p=reject; rua=mailto:d@acme.example."))
    }

    @Test("a DKIM record's own mistake is named: its type, its version, and the platform where the record is the platform's")
    func keys() async throws {
        let name = "s1._domainkey.acme.example."
        let type = try await advice(
            "dkim/key-unreadable", removing: ["s1._domainkey"],
            adding: ["\(name) TXT \"v=DKIM1; p=MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""])
        #expect(
            type.repair == "Publish this text instead: v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "\(type)")
        let version = try await advice(
            "dkim/syntax-error", removing: ["s1._domainkey"],
            adding: ["\(name) TXT \"k=ed25519; v=DKIM1; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""])
        #expect(version.repair.hasPrefix("Begin the record with v=DKIM1, exactly so"), "\(version)")
        let revoked = try await advice(
            "dkim/revoked", removing: ["s1._domainkey"],
            adding: ["\(name) CNAME s1.acme.vendor.test.", "s1.acme.vendor.test. TXT \"v=DKIM1; p=\""])
        #expect(revoked.message.contains("which is an alias of s1.acme.vendor.test, has an empty"), "\(revoked)")
        #expect(revoked.repair.hasPrefix("Ask whoever runs s1.acme.vendor.test for the key") && revoked.by == "other")
    }

    @Test("a term that lets everyone pass is named, with the record that it stands in")
    func everyone() async throws {
        let halves = try await advice(
            "spf/allows-everyone", removing: ["bounce.acme.example. TXT"],
            adding: ["bounce.acme.example. TXT \"v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ip6:2001:db8::20 -all\""])
        #expect(halves.repair.hasPrefix("Remove ip4:0.0.0.0/1 and ip4:128.0.0.0/1, and name only"), "\(halves)")
        let included = try await advice(
            "spf/allows-everyone", removing: ["bounce.acme.example. TXT"],
            adding: ["bounce.acme.example. TXT \"v=spf1 include:open.test -all\"", "open.test. TXT \"v=spf1 +all\""])
        #expect(included.message.contains(", by +all in the record of open.test:"), "\(included)")
        #expect(included.repair.hasPrefix("Remove what leads to the record of open.test, or ask whoever publishes it"))
    }
}
