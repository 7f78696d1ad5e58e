import StrictYAML
import Testing

@Suite("Values in templates", .timeLimit(.minutes(1)))
struct YAMLSubstitutionTests {
    private static func filled(_ text: String, _ values: [String: String]) throws -> YAMLValue {
        try YAMLSubstitution(values)(try YAMLDocument(parsing: text, file: "t.yaml")).root
    }

    private static func scalar(_ text: String, _ values: [String: String]) throws -> String? {
        guard case .mapping(let entries) = try filled(text, values).content, let first = entries.first,
            case .scalar(let text, _) = first.value.content
        else { return nil }
        return text
    }

    @Test(
        "are replaced within scalars, any number of times",
        arguments: [
            ("a: ${x}", "1"), ("a: p.${x}.${x}.q", "p.1.1.q"), ("a: '${x}'", "1"), ("a: \"${x}\"", "1"), ("a: $${x}", "${x}"),
            ("a: $x {y}", "$x {y}"), ("a: cost $", "cost $"), ("a: ${long-name_2.b}", "z"),
        ])
    func places(_ text: String, _ expected: String) throws {
        #expect(try Self.scalar(text, ["x": "1", "long-name_2.b": "z"]) == expected)
    }

    @Test(
        "add no structure, whatever they contain",
        arguments: [
            "[1, 2]", "{ a: b }", "x\ny: z", "'", "\"", "- a", "# no comment", "&anchor", "*alias", "!tag x", "${x}", "null", "~",
            "",
        ])
    func structure(_ value: String) throws {
        let root = try Self.filled("a: ${x}\nb: 1", ["x": value])
        guard case .mapping(let entries) = root.content else {
            Issue.record("no map")
            return
        }
        #expect(entries.map(\.key) == ["a", "b"])
        guard case .scalar(let text, _)? = entries.first?.value.content else {
            Issue.record("no scalar")
            return
        }
        #expect(text == value)
        #expect(entries.first?.value.isNull == false, "text, not nothing")
    }

    @Test("that are missing, and invalid names, are reported with their position")
    func mistakes() {
        let message = { (text: String) -> String in
            do {
                _ = try Self.filled(text, ["domain": "x"])
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            message("a:\n  - ${domian}").hasPrefix("t.yaml:2:5: error: no value for '${domian}'; did you mean 'domain'?")
        )
        #expect(message("a: ${domain").contains("'${' is not closed"))
        #expect(message("a: '${1x}'").contains("'1x' is not a valid value name"))
        #expect(message("${domain}: 1").isEmpty, "keys stay as they are")
    }

    @Test("the names of a template are known before it is filled in")
    func names() throws {
        let document = try YAMLDocument(parsing: "a: ${x}-${y}\nb: [{ c: \"${z}\" }]\nd: $${no}", file: "t.yaml")
        #expect(try YAMLSubstitution.names(in: document) == ["x", "y", "z"])
    }
}
