import Facts
import Testing

@testable import RuleLanguage
@testable import Rules

@Suite("Facts in expressions", .timeLimit(.minutes(10)))
struct FactTests {
    /// Evaluates with `path`-addressed facts of a `dmarc` object, whose `record` is optional.
    private func run(_ text: String, record: FactValue, found: FactValue = .boolean(true)) throws -> String {
        let type = try #require(FactSchema.current.type("DMARC"))
        let object = FactObject(type).setting("record", record).setting("found", found)
        return Evaluation(variables: [("dmarc", .object(type), .object(object))]).shown(text)
    }

    @Test("has() is true, false or unknown")
    func has() throws {
        #expect(try run("has(dmarc.record)", record: .string("v=DMARC1")) == "true")
        #expect(try run("has(dmarc.record)", record: .absent) == "false")
        #expect(try run("has(dmarc.record)", record: .unknown(Unknown(.timeout))) == "unknown timeout")
        #expect(try run("!has(dmarc.record) || dmarc.record == 'x'", record: .absent) == "true")
        #expect(try run("has(dmarc.record) ? dmarc.record : 'none'", record: .absent) == "\"none\"")
        #expect(try run("has(dmarc.record) && dmarc.record == 'x'", record: .unknown(Unknown(.bogus))) == "unknown bogus")
    }

    @Test("an unknown object has unknown fields, and causes are merged")
    func unknownObject() throws {
        let domain = try #require(FactSchema.current.kind("mail_domain"))
        let object = FactObject(domain.type).setting("dmarc", .unknown(Unknown(.servfail)))
            .setting("a", .unknown(Unknown(.timeout)))
        let evaluation = Evaluation(variables: [("domain", .object(domain.type), .object(object))])
        #expect(evaluation.shown("domain.dmarc.found") == "unknown servfail")
        #expect(evaluation.shown("has(domain.dmarc.record)") == "unknown servfail")
        #expect(evaluation.shown("domain.dmarc.found && domain.a.size() > 0") == "unknown servfail timeout")
        #expect(evaluation.shown("domain.a.size() + domain.aaaa.size() > 0") == "unknown not-probed timeout")
    }

    @Test("the checker records what an expression reads")
    func reads() throws {
        let text = """
            engine: 1
            title: A title
            severity: error
            for_each: mail_domain
            applies: '"from" in domain.roles'
            assert: domain.mx.exists(m, !m.is_null) && (!has(domain.dmarc.record) || domain.dmarc.found) && now > now
            message: '{domain.name}: {domain.mx.map(m, m.exchange)} in {deployment.name}'
            """
        let rule = try #require(try BookFixture.book(["from/test": text]).rules.first)
        #expect(
            rule.reads == [
                "deployment.name", "domain.dmarc.found", "domain.dmarc.record", "domain.mx", "domain.mx.exchange",
                "domain.mx.is_null", "domain.name", "domain.roles",
            ])
    }
}
