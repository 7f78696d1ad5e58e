import AuthoritativeServer
import DNS
import Facts
import LDNSCodec
import TestPeers
import Testing

/// Answers that no zone file can make, from servers that are wrong.
@Suite("Aliases beside other records, end to end", .timeLimit(.minutes(10)))
struct OddAnswerTests {
    typealias Script = @Sendable ([UInt8], Int) -> [LyingServer.Step]

    /// What a zone says, with replies changed on their way.
    private static func script(_ zone: Zone, _ edit: @escaping @Sendable (inout Message, Question) -> Void) -> Script {
        let data = AuthoritativeData(zones: [zone])
        return { query, _ in
            guard var reply = try? MessageCodec.decode(query), let question = reply.question else { return [] }
            let answer = data.answer(question)
            reply.flags = answer.flags.union([.response, .recursionAvailable])
            (reply.code, reply.answers, reply.authorities) = (answer.code, answer.answers, answer.authorities)
            reply.edns = reply.edns.map { _ in EDNS() }
            edit(&reply, question)
            return [.reply(MessageCodec.encode(reply) ?? [])]
        }
    }

    @Test("an answer with an alias and a record of the same name: receivers see one or the other, so the alias is an error")
    func besideInOneAnswer() async throws {
        let records = try ZoneFile(parsing: AcmeDeployment.zone()).records
        let odd = try ZoneFile(
            parsing: """
                _dmarc.acme.example. 300 CNAME _dmarc.vendor.example.
                _dmarc.acme.example. 300 TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.example"
                _dmarc.vendor.example. 300 TXT "v=DMARC1; p=none"

                """
        ).records
        let server = try LyingServer(
            datagram: Self.script(try Zone(origin: .root, records: records)) { reply, question in
                guard question.name.lowercased.text == "_dmarc.acme.example" else { return }
                reply.answers = question.type == .cname ? [odd[0]] : odd
            })
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: server.endpoint), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        #expect(try run.findings("fail").contains("name/alias-beside-data _dmarc.acme.example/public"), "\(run.output)")
        let finding = try run.all().first { $0["rule"]?.text == "name/alias-beside-data" }
        #expect(finding?["severity"]?.text == "error")
        #expect(finding?["message"]?.text == "_dmarc.acme.example has a CNAME record beside TXT in the public view.")
        #expect(run.status == 2)
        // The step that looks closer shows every record of the answer.
        let query = try await program.run("dns", "query", "_dmarc.acme.example", "TXT", "--resolver", "\(server.endpoint)")
        for text in ["_dmarc.vendor.example.", "p=quarantine"] { #expect(query.output.contains(text), "\(query.output)") }
    }

    @Test(
        "servers that give an alias for everything at the zone's top: one cause, and what is missed there follows from it",
        .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
    func apex() async throws {
        let zones = AuthoritativeAuditTests.zones { zone in
            zone.signing = nil
            let top = DomainName("acme.example") ?? .root
            let target = DomainName("www.elsewhere.example") ?? .root
            let text = "$ORIGIN acme.example.\n$TTL 300\n" + zone.records + "\n"
            guard let records = try? ZoneFile(parsing: text).records, let own = try? Zone(origin: top, records: records) else {
                return
            }
            let script = Self.script(own) { reply, question in
                reply.flags.remove(.recursionAvailable)
                guard question.name.lowercased == top else { return }
                reply.code = .noError
                reply.authorities = []
                reply.answers = [Record(name: question.name, type: .cname, ttl: 60, data: .name(target))]
            }
            zone.servers = [.init("ns1", host: 67, .script(script)), .init("ns2", host: 68, .script(script))]
        }
        let world = try await DNSWorld.start(
            zones + [WorldZone("elsewhere.example", "www A 203.0.113.10", servers: [.init("ns1", host: 69)], signing: nil)])
        let program = try SendreadyProgram()
        try program.folder.write(AuthoritativeAuditTests.file(world), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json", "--timeout", "60s")
        let text = try await program.run("audit", "acme.yaml", "--timeout", "60s")
        await world.stop()
        let findings = Dictionary(try run.all().map { ($0["fingerprint"]?.text ?? "", $0) }) { first, _ in first }
        let causes = (try run.report()["causes"]?.items ?? []).compactMap { cause in
            (cause["fingerprints"]?.items ?? []).first?.text.flatMap { findings[$0] }
        }.filter { $0["severity"]?.text != "notice" }.map { "\($0["rule"]?.text ?? "") \($0["subject"]?["name"]?.text ?? "")" }
        #expect(causes == ["name/alias-beside-data acme.example"], "\(text.output)")
        #expect(
            text.output.contains("\n  1. Alias beside other records: acme.example. Remove the CNAME record"), "\(text.output)")
        #expect(!run.output.contains("zone/servers-unreachable acme"))
    }
}
