import AuthoritativeServer
import BuiltinRules
import Facts
import Foundation
import Rules
import TestPeers
import Testing

/// The verdict under a provider's profile, and that provider's line in an audit without it.
@Suite("A provider's line and its profile", .serialized, .timeLimit(.minutes(10)))
struct ReadinessAgreementTests {
    private static let faults = [
        "a healthy deployment", "no PTR record", "no SPF record at the MAIL FROM domain", "two SPF records", "no DKIM key",
        "SPF forgot the IPv6 address", "DMARC asks for nothing", "no DMARC policy", "the From domain takes no mail",
        "the panel's name was forgotten",
    ]

    private static let book = Result {
        try RuleBook(sources: BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) })
    }

    /// Records that receivers discard: they do not count.
    private static let discardedRecords = ["v=DMARC1; p=reject; sp=jerect", "v=DMARC1; p=rejct"]

    @Test("agree for every provider on every world", arguments: faults)
    func agree(_ name: String) async throws {
        let fault = try #require(Fault.all.first { $0.name == name })
        _ = try await agreement(removing: fault.removed, adding: fault.added)
    }

    @Test("agree where a record is missing at a domain that receivers do not check: a provider makes no more of it")
    func notDemanded() async throws {
        // The From domain is never MAIL FROM here.
        let lines = try await agreement(removing: ["acme.example. TXT"], adding: [])
        #expect(lines.values.allSatisfy { $0 == "ready" }, "\(lines)")
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["acme.example. TXT"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--profile", "gmail", "--format", "json")
        #expect(run.status == 0, "\(run.output)")
        let found = try run.all().filter { $0["rule"]?.text == "spf/missing" }
        #expect(found.map { $0["severity"]?.text } == ["notice"])
    }

    @Test("count a DMARC record that receivers discard as none", arguments: discardedRecords)
    func discarded(_ record: String) async throws {
        let none = try await agreement(removing: ["_dmarc"], adding: [])
        let lines = try await agreement(removing: ["_dmarc"], adding: ["_dmarc.acme.example. TXT \"\(record)\""])
        #expect(lines == none)
        #expect(lines["gmail"] == "not-ready" && lines["outlook"] == "not-ready")
    }

    /// The verdict of each provider's line.
    private func agreement(removing removed: [String], adding added: [String]) async throws -> [String: String] {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: removed, adding: added))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json", "--facts-out", "facts.json")
        let providers = try #require(try run.report()["providers"]?.elements)
        let file = program.folder.url.appendingPathComponent("facts.json")
        let facts = try FactSet(json: JSONParser.parse(String(contentsOf: file, encoding: .utf8)))
        var lines: [String: String] = [:]
        for provider in providers {
            let id = try #require(provider["profile"]?.text)
            let configuration = try RuleConfiguration(book: Self.book.get(), profiles: [RuleConfiguration.ProfileName(id)])
            #expect(configuration.judge(facts).verdict.rawValue == provider["verdict"]?.text, "\(id)")
            lines[id] = provider["verdict"]?.text
        }
        #expect(lines.count == 9)
        return lines
    }
}
