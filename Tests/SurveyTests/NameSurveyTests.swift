import DNS
import Deployment
import Facts
import MailPolicy
import Testing

@testable import Survey

@Suite("A survey classifies every answer", .timeLimit(.minutes(10)))
struct NameSurveyTests {
    private static let file = """
        version: 1
        name: t
        scheme: direct
        panel: [{ host: panel.a.example, addresses: [203.0.113.10] }]
        senders:
          - name: bulk
            addresses: [203.0.113.20]
            from: [a.example]
            mail-from: [b.a.example]
            dkim: [{ domain: a.example, selector: s1 }]
        """
    private static let key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    private static let probe = "sendready-wildcard-probe"

    /// Answers with aliases in addition to a table, by name and type: `a.example TXT`, or for every type by name.
    private struct Network: SurveyNetwork {
        var table = MemoryNetwork()
        var answers: [String: Answer] = [:]

        struct Answer {
            var aliases: [String] = []
            var outcome = LookupResult.Outcome.nonexistent
            var conflicts: [Record] = []
            var limits: [AnswerLimit] = []
        }

        func lookup(_ question: Question, in view: String) async -> LookupResult {
            let name = question.name.lowercased.text
            guard let answer = answers["\(name) \(question.type)"] ?? answers[name] else {
                return await table.lookup(question, in: view)
            }
            var owner = question.name
            let aliases = answer.aliases.compactMap(DomainName.init).map { target in
                defer { owner = target }
                return Record(name: owner, type: .cname, ttl: 60, data: .name(target))
            }
            return LookupResult(
                question: question, view: view, outcome: answer.outcome, aliases: aliases, ttl: 60,
                aliasConflicts: answer.conflicts, limitsReached: answer.limits)
        }

        func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
            await lookup(question, in: view)
        }
    }

    private func network() throws -> Network {
        var network = Network()
        for (name, text) in [
            ("a.example", "v=spf1 -all"), ("b.a.example", "v=spf1 ip4:203.0.113.20 -all"), ("s1._domainkey.a.example", Self.key),
            ("_dmarc.a.example", "v=DMARC1; p=reject"),
        ] {
            try network.table.add(name, .txt, .text([Array(text.utf8)]))
        }
        try network.table.add("panel.a.example", .a, .address(try #require(IPAddress("203.0.113.10"))))
        return network
    }

    private func run(_ network: Network) async throws -> FactSet {
        let survey = Survey(
            plan: try SurveyTests.plan(Self.file), resolvers: [.public: [network.table.server]], network: network,
            publicSuffixes: PublicSuffixList("example\n"))
        return await survey.run(observedAt: Timestamp(seconds: 0))
    }

    private func name(_ text: String, _ network: Network) async throws -> TypedObject<NameFacts> {
        try subject(NameFacts.self, "\(text)/public", try await run(network))
    }

    private func subject<Subject: SubjectDeclaration>(
        _ type: Subject.Type, _ key: String, _ facts: FactSet
    ) throws -> TypedObject<Subject> {
        let all = facts.subjects(of: Subject.kind).compactMap { TypedObject<Subject>($0) }
        return try #require(all.first { $0[\.subject]?[\.key] == key }, "\(key)")
    }

    private func kinds(_ name: TypedObject<NameFacts>) -> [String: AnswerKind] {
        let answers = (name[\.answers].value ?? []).compactMap { answer -> (String, AnswerKind)? in
            guard let type = answer[\.type].value, let kind = answer[\.kind].value else { return nil }
            return (type, kind)
        }
        return Dictionary(answers) { first, _ in first }
    }

    @Test("an alias to nothing is the name's own, unless a sibling name and a name below have it too")
    func danglingAliases() async throws {
        var network = try network()
        network.answers["_dmarc.a.example"] = .init(aliases: ["_dmarc.gone.example"])
        let written = try await name("_dmarc.a.example", network)
        #expect(written[\.dangling] == .known(true) && written[\.isOptional] == false)
        #expect(kinds(written) == ["TXT": .danglingAlias])
        network.answers["\(Self.probe).a.example"] = .init(aliases: ["_dmarc.gone.example"])
        // To a name below one that exists, a wildcard above it does not apply.
        #expect(try await name("_dmarc.a.example", network)[\.dangling] == .known(true))
        network.answers["\(Self.probe)._dmarc.a.example"] = .init(aliases: ["_dmarc.gone.example"])
        let made = try await name("_dmarc.a.example", network)
        #expect(made[\.dangling] == .known(false) && kinds(made) == ["TXT": .wildcardAlias])
        network.answers["\(Self.probe).a.example"] = .init(aliases: ["elsewhere.example"], outcome: .noData)
        #expect(try await name("_dmarc.a.example", network)[\.dangling] == .known(true))
        network.answers["\(Self.probe).a.example"] = .init(outcome: .failed(.timeout))
        #expect(try await name("_dmarc.a.example", network)[\.dangling].unknown?.cause == .timeout)
        network.answers["\(Self.probe).a.example"] = .init(aliases: ["_dmarc.gone.example"])
        network.answers["\(Self.probe)._dmarc.a.example"] = .init(outcome: .failed(.servfail))
        #expect(try await name("_dmarc.a.example", network)[\.dangling].unknown?.cause == .servfail)
    }

    @Test("optional names are distinguished from required ones")
    func optional() async throws {
        let facts = try await run(try network())
        for name in ["_mta-sts.a.example", "_smtp._tls.a.example", "default._bimi.a.example", "_dmarc.b.a.example"] {
            #expect(try subject(NameFacts.self, "\(name)/public", facts)[\.isOptional] == true, "\(name)")
        }
        for name in ["_dmarc.a.example", "s1._domainkey.a.example", "panel.a.example", "b.a.example"] {
            #expect(try subject(NameFacts.self, "\(name)/public", facts)[\.isOptional] == false, "\(name)")
        }
    }

    @Test("an alias and data in one answer are a conflict, at the name or further down the chain")
    func conflicts() async throws {
        var network = try network()
        let owner = try #require(DomainName("_dmarc.a.example"))
        let text = LookupResult.Outcome.records([
            Record(name: owner, type: .txt, ttl: 60, data: .text([Array("v=DMARC1; p=none".utf8)]))
        ])
        let conflict = Record(name: owner, type: .txt, ttl: 60, data: .text([Array("x".utf8)]))
        network.answers["_dmarc.a.example TXT"] = .init(aliases: ["d.example"], outcome: text, conflicts: [conflict])
        let own = try await name("_dmarc.a.example", network)
        #expect(kinds(own) == ["TXT": .conflict] && own[\.dataBesideAlias] == .known(["TXT"]))
        #expect(own[\.conflictAt] == .known("_dmarc.a.example"))
        let further = Record(name: try #require(DomainName("d.example")), type: .txt, ttl: 60, data: conflict.data)
        network.answers["_dmarc.a.example TXT"] = .init(aliases: ["d.example", "e.example"], outcome: text, conflicts: [further])
        let below = try await name("_dmarc.a.example", network)
        #expect(below[\.dataBesideAlias] == .known(["TXT"]) && below[\.conflictAt] == .known("d.example"))
        #expect(try await name("_dmarc.a.example", try self.network())[\.dataBesideAlias] == .known([]))
    }

    @Test("an alias at a zone's apex conflicts with SOA and NS records")
    func apexAlias() async throws {
        let apex = try #require(DomainName("a.example"))
        let target = try #require(DomainName("shop.example"))
        let alias = Record(name: apex, type: .cname, ttl: 60, data: .name(target))
        let result = LookupResult(question: Question(apex, .mx), view: "public", outcome: .noData, aliases: [alias])
        let names = { (apexes: [DomainName: DomainName]) async in
            NameCollector(
                results: [result], needed: [0], required: [0],
                classification: await AnswerClassification(ObservationLog()) { _ in nil },
                limits: [], authority: [:], apexAliases: apexes
            ).collect([]) { $0 }
        }
        let top = try #require(await names([apex: target]).first)
        #expect(top[\.dataBesideAlias] == .known(["NS", "SOA"]) && top[\.conflictAt] == .known("a.example"))
        #expect(await names([:]).first?[\.dataBesideAlias] == .known([]))
    }

    @Test("the same data through another alias does not come from the wildcard, and other texts are no key")
    func wildcards() async throws {
        var network = try network()
        let address = LookupResult.Outcome.records([
            Record(
                name: try #require(DomainName("www.a.example")), type: .a, ttl: 60,
                data: .address(try #require(IPAddress("203.0.113.10"))))
        ])
        network.answers["\(Self.probe).a.example A"] = .init(aliases: ["www.a.example"], outcome: address)
        #expect(try await name("panel.a.example", network)[\.onlyByWildcard] == .known(false))
        network.answers["panel.a.example A"] = .init(aliases: ["www.a.example"], outcome: address)
        #expect(try await name("panel.a.example", network)[\.onlyByWildcard] == .known(false))
        network.answers["\(Self.probe).panel.a.example A"] = .init(aliases: ["www.a.example"], outcome: address)
        #expect(try await name("panel.a.example", network)[\.onlyByWildcard] == .known(true))
        var texts = try self.network()
        texts.table.records["s1._domainkey.a.example"] = nil
        for owner in ["s1", Self.probe, "\(Self.probe).s1"].map({ "\($0)._domainkey.a.example" }) {
            try texts.table.add(owner, .txt, .text([Array("v=spf1 -all".utf8)]))
        }
        #expect(try await name("s1._domainkey.a.example", texts)[\.onlyByWildcard] == .known(false))
        let key = try subject(DKIMKeyFacts.self, "s1._domainkey.a.example", try await run(texts))
        #expect(key[\.onlyByWildcard] == .known(true))
    }

    @Test("a denied name exists if a name below it does; a domain without any does not")
    func existence() async throws {
        var network = try network()
        network.table.records["a.example"] = nil
        #expect(kinds(try await name("a.example", network))["MX"] == .noData)
        let organization = { (network: Network) in
            try self.subject(OrganizationFacts.self, "a.example/public", try await self.run(network))
        }
        #expect(try await organization(network)[\.exists] == .known(true))
        let empty = try await organization(Network())
        #expect(empty[\.exists] == .known(false))
        #expect(empty[\.names] == ["a.example", "b.a.example", "panel.a.example"])
        #expect(kinds(try await name("a.example", Network()))["MX"] == .nonexistent)
        var silent = Network()
        silent.table.failures["a.example SOA"] = .servfail
        #expect(try await organization(silent)[\.exists].unknown?.cause == .servfail)
        var registered = Network()
        registered.answers["a.example SOA"] = .init(outcome: .noData)
        #expect(try await organization(registered)[\.exists] == .known(true))
    }

    @Test("cuts by a limit are reported with the limit and the name")
    func limits() async throws {
        var network = try network()
        network.answers["a.example MX"] = .init(outcome: .failed(.limitReached), limits: [.recordsPerAnswer])
        let uris = (0..<20).map { "mailto:d@r\($0).example" }.joined(separator: ",")
        network.table.records["_dmarc.a.example"] = nil
        try network.table.add("_dmarc.a.example", .txt, .text([Array("v=DMARC1; p=reject; rua=\(uris)".utf8)]))
        for host in 0..<12 {
            let target = try #require(DomainName("h\(host).a.example"))
            try network.table.add("20.113.0.203.in-addr.arpa", .ptr, .name(target))
        }
        let cut = try #require(try await name("a.example", network)[\.limits].value)
        #expect(cut.count == 1 && cut[0].hasPrefix("the answer to MX was cut: the limit records-per-answer (512)"))
        let reports = try await name("_dmarc.a.example", network)[\.limits]
        #expect(
            reports == .known(["4 of 20 report addresses were not checked: the limit report-destinations (16, RFC 7489 §6.2)"]))
        let pointers = try await name("20.113.0.203.in-addr.arpa", network)[\.limits]
        #expect(pointers == .known(["2 of 12 PTR names were not checked: the limit pointer-names (10, RFC 7208 §4.6.4)"]))
        #expect(try await name("b.a.example", network)[\.limits] == .known([]))
    }
}
