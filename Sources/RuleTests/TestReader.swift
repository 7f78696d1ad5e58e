import Facts
import Rules
import StrictYAML

/// Reads the inline tests of a rule.
struct TestReader {
    private static let keys = [
        "name", "base", "given", "params", "expect", "severity", "message", "message-is", "cause", "failing", "fix",
    ]
    static let outcomes: [Outcome] = [.pass, .fail, .undetermined, .notApplicable, .error]

    let reader: YAMLReader
    let schema: FactSchema
    let kind: SubjectKind
    let fixtures: [String: Fixture]
    let parameters: ParameterReader.Parameters

    func tests(_ value: YAMLValue?) -> [RuleTest] {
        guard let value, let items = reader.list(value, "'tests'") else { return [] }
        var names: Set<String> = []
        return items.compactMap { item in
            guard let map = reader.map(item, "a test", keys: Self.keys) else { return nil }
            guard let nameValue = map.required("name"), let name = reader.text(nameValue, "'name'") else { return nil }
            if !names.insert(name).inserted { reader.report("two tests are called '\(name)'", at: nameValue.position) }
            guard let expectation = expectation(map) else { return nil }
            return RuleTest(
                name: name, position: item.position, situation: situation(map), expectation: expectation)
        }
    }

    private func situation(_ map: YAMLMap) -> Situation {
        var fixture = Fixture()
        if let base = map["base"], let name = reader.text(base, "'base'") {
            if let known = fixtures[name] {
                fixture = known
            } else {
                reader.report(
                    "unknown fixture '\(name)'\(suggestion(for: name, among: fixtures.keys.sorted()))", at: base.position)
            }
        }
        let facts = FixtureReader(reader: reader, schema: schema)
        if let given = map["given"] { facts.assign(given, over: &fixture) }
        let deployment = fixture.objects["deployment"] ?? .notGiven(schema.kind("deployment")?.type ?? schema.root)
        return Situation(
            subject: fixture.objects[kind.variable] ?? .notGiven(kind.type), deployment: deployment,
            now: fixture.now ?? Timestamp(seconds: 0), parameters: parameters(map["params"]))
    }

    private func parameters(_ value: YAMLValue?) -> FactObject {
        var object = parameters.object
        guard let value, let map = reader.map(value, "'params'", keys: parameters.list.map(\.name)) else { return object }
        for entry in map.entries {
            guard let type = parameters.types[entry.key] else { continue }
            if let value = reader.fact(entry.value, type, "parameter '\(entry.key)'") { object.set(entry.key, value) }
        }
        return object
    }

    private func expectation(_ map: YAMLMap) -> RuleTest.Expectation? {
        guard let value = map.required("expect"), let word = reader.text(value, "'expect'") else { return nil }
        guard let outcome = Self.outcomes.first(where: { $0.rawValue == word }) else {
            let words = Self.outcomes.map(\.rawValue)
            reader.report(
                "'expect' must be \(words.joined(separator: ", ")), not '\(word)'\(suggestion(for: word, among: words))",
                at: value.position)
            return nil
        }
        var expectation = RuleTest.Expectation(outcome: outcome)
        expectation.severity = map["severity"].flatMap { reader.word($0, "'severity'", as: Severity.self) }
        expectation.message = map["message"].flatMap { reader.text($0, "'message'") }
        expectation.exactMessage = map["message-is"].flatMap { reader.text($0, "'message-is'") }
        expectation.cause = map["cause"].flatMap { reader.word($0, "'cause'", as: Unknown.Cause.self)?.rawValue }
        expectation.failing = map["failing"].flatMap { value in
            reader.list(value, "'failing'")?.compactMap { reader.text($0, "an entry of 'failing'") }
        }
        if let fix = map["fix"], let part = reader.map(fix, "'fix'", keys: ["owner", "type", "value", "view"]) {
            let text = { (key: String) in part[key].flatMap { reader.text($0, "'\(key)'") } }
            expectation.fix = PublishedRecord(
                owner: text("owner") ?? "", type: text("type") ?? "", value: text("value") ?? "", view: text("view"))
        }
        return expectation
    }
}
