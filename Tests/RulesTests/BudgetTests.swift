import DNS
import Facts
import Testing

@testable import RuleTests
@testable import Rules

/// Shipped rules on the largest realistic deployments.
@Suite("The step budget", .timeLimit(.minutes(10)))
struct BudgetTests {
    /// List lengths by depth in a subject: 60 hosts with 12 addresses each.
    private static let lengths = [60, 12, 3]

    private static func object(_ type: ObjectType, number: Int, depth: Int) -> FactObject {
        type.fields.reduce(into: FactObject(type)) { object, field in
            object.set(field.name, value(field.type, field, number: number, depth: depth))
        }
    }

    private static func value(_ type: FactType, _ field: ObjectType.Field, number: Int, depth: Int) -> FactValue {
        switch type {
        case .boolean: .boolean(number % 3 != 0)
        case .integer: .integer(Int64(number))
        case .double: .double(Double(number))
        case .string:
            .string(
                field.allowedValues.isEmpty
                    ? "host-number-\(number).mail.example" : field.allowedValues[number % field.allowedValues.count])
        case .address: .address(IPAddress(family: .ipv4, number: 0xcb00_7100 + UInt128(number)))
        case .network: Network("203.0.113.0/24").map(FactValue.network) ?? .absent
        case .timestamp: .timestamp(Timestamp(seconds: 1_795_348_800 + Int64(number) * 86_400))
        case .duration: .duration(.seconds(number * 3_600))
        case .list(let element):
            .list((0..<lengths[min(depth, lengths.count - 1)]).map { value(element, field, number: $0, depth: depth + 1) })
        case .object(let name):
            FactSchema.current.type(name).map { .object(object($0, number: number, depth: depth)) } ?? .absent
        }
    }

    @Test("no shipped rule reaches it at 60 hosts with 12 addresses each")
    func large() throws {
        let schema = FactSchema.current
        var root = FactObject(schema.root)
        for kind in schema.kinds {
            let object = Self.object(kind.type, number: 1, depth: 0)
            root.set(kind.field, kind.field == "deployment" ? .object(object) : .objects([object]))
        }
        let facts = FactSet(
            deployment: "large", scheme: "direct", observedAt: Timestamp(seconds: 1_795_348_800), elapsedMilliseconds: 0,
            root: root, observations: [])
        let book = try RuleBook(sources: RulesFolder.sources())
        let findings = try book.judge(facts, rules: "*")
        #expect(Set(findings.map(\.rule)) == Set(book.rules.map(\.id)))
        #expect(findings.filter { $0.outcome == .error }.map { "\($0.rule): \($0.message)" } == [])
    }

    @Test("a rule that could not run makes the verdict undetermined if its failure would be an error")
    func couldNotRun() throws {
        let target = BookFixture.subject("mx_target", "a").setting("a", .list([])).setting("preference", .integer(1))
        let facts = try BookFixture.facts(["mx_target": [target]])
        let verdict = { (severity: String) in
            let rule = BookFixture.rule("severity: \(severity)", "assert: target.preference / target.a.size() > 5")
            let fine = BookFixture.rule("assert: target.preference == 1")
            return try RuleConfiguration(book: BookFixture.book(["mx/broken": rule, "mx/fine": fine])).judge(facts).verdict
        }
        #expect(try verdict("error") == .undetermined)
        #expect(try verdict("warning") == .ready)
    }

    @Test("without any results the verdict is not ready")
    func nothing() throws {
        let target = BookFixture.subject("mx_target", "a").setting("a", .unknown(Unknown(.timeout)))
        let book = try BookFixture.book(["mx/mild": BookFixture.rule("severity: warning")])
        #expect(try RuleConfiguration(book: book).judge(BookFixture.facts(["mx_target": [target]])).verdict == .undetermined)
    }
}
