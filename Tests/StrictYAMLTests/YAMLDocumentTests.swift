import StrictYAML
import Testing

@Suite("YAML documents, and what they must not contain", .timeLimit(.minutes(1)))
struct YAMLDocumentTests {
    private struct Unexpected: Error { let content: String }

    private func refusal(_ text: String) throws -> Diagnostic {
        let error = try #require(throws: Diagnostics.self) { try YAMLDocument(parsing: text, file: "test.yaml") }
        #expect(error.list.count == 1)
        return try #require(error.list.first)
    }

    @Test("a byte order mark at the start is skipped, and positions do not count it")
    func byteOrderMark() throws {
        #expect(try YAMLDocument(parsing: "\u{FEFF}a: 1\n", file: "test.yaml").lines.first == "a: 1")
        #expect(try refusal("\u{FEFF}a: &x 1\n").position.column == 4)
    }

    @Test(
        "features outside the dialect are refused with their position",
        arguments: [
            ("a: &x 1\n", 1, 4, "anchors and aliases are not allowed here"),
            ("a: 1\nb: *x\n", 2, 4, "anchors and aliases are not allowed here"),
            ("- &x [1]\n", 1, 3, "anchors and aliases are not allowed here"),
            ("? *x\n: 1\n", 1, 3, "anchors and aliases are not allowed here"),
            ("&x a: 1\n", 1, 1, "anchors and aliases are not allowed here"),
            ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, 3, "key 'b' appears twice"),
            ("'a': 1\n\"a\": 2\n", 2, 1, "key 'a' appears twice"),
            ("[a, b]: 1\n", 1, 1, "a key must be text, not a list"),
            ("? {a: b}\n: 1\n", 1, 3, "a key must be text, not a map"),
            ("a: 1\n--- 2\n", 2, 1, "but found another document"),
            ("# nothing\n", 1, 1, "file is empty"),
            ("a: [1\n", 2, 1, "did not find expected ',' or ']'"),
        ])
    func refused(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
        let diagnostic = try refusal(text)
        #expect(diagnostic.position == SourcePosition(line: line, column: column))
        #expect(diagnostic.message == message)
    }

    /// Each level uses the previous one as a key twice; expanded, the last one has 2^40 parts.
    @Test("exponentially growing aliases are refused before expansion")
    func bombs() throws {
        var keys = "a0: &a0 {k: v}\n"
        for level in 1...40 { keys += "a\(level): &a\(level) {? *a\(level - 1) : *a\(level - 1)}\n" }
        #expect(try refusal(keys).position == SourcePosition(line: 1, column: 5))

        // The anchor may come late: nothing before it must be processed again.
        var lists = "["
        for level in 0..<30 { lists += level == 0 ? "&a0 [x]" : ", &a\(level) {? [*a\(level - 1), *a\(level - 1)] : 1}" }
        #expect(try refusal(lists + "]").message == "anchors and aliases are not allowed here")
    }

    @Test("depth is bounded while parsing", arguments: ["[", "{a: ", "- "])
    func depth(_ opening: String) throws {
        let diagnostic = try refusal(String(repeating: opening, count: 500))
        #expect(diagnostic.message == "nested deeper than 32 levels")
        #expect(diagnostic.position.line == 1)
    }

    @Test("keys are compared without Unicode normalization")
    func composition() throws {
        let document = try YAMLDocument(parsing: "\u{e9}: 1\ne\u{301}: 2\n", file: "test.yaml")
        guard case .mapping(let entries) = document.root.content else {
            throw Unexpected(content: "not a map")
        }
        #expect(entries.map { Array($0.key.utf8) } == [Array("\u{e9}".utf8), Array("e\u{301}".utf8)])
    }

    @Test("tags of the file's own are kept, YAML's own are not")
    func tags() throws {
        let document = try YAMLDocument(parsing: "- !unknown timeout\n- !!str 1\n- !own [a]\n- ! x\n- 'x'\n", file: "test.yaml")
        guard case .sequence(let items) = document.root.content else {
            throw Unexpected(content: "not a list")
        }
        #expect(items.map(\.tag) == ["!unknown", nil, "!own", nil, nil])
    }

    @Test("of many mistakes some are reported, and how many more there are")
    func manyUnknownKeys() throws {
        let count = 300_000
        let text = (0..<count).map { "k\($0): 1\n" }.joined()
        let reader = YAMLReader(try YAMLDocument(parsing: text, file: "test.yaml"))
        let map = try #require(reader.map(reader.document.root, "the file", keys: ["version", "kind"]))
        #expect(map.entries.isEmpty && reader.hasErrors)
        let diagnostics = reader.sortedDiagnostics
        #expect(diagnostics.count == YAMLReader.maximumDiagnostics + 1)
        #expect(diagnostics.first?.headline == "test.yaml:1:1: error: unknown key 'k0' in the file")
        #expect(
            diagnostics.last?.message == "this file has \(count - YAMLReader.maximumDiagnostics) more errors, which are not shown"
        )
    }

    @Test("many warnings do not hide an error")
    func errorAfterWarnings() throws {
        let reader = YAMLReader(try YAMLDocument(parsing: "a: 1", file: "test.yaml"))
        let position = SourcePosition(line: 1, column: 1)
        for number in 0...YAMLReader.maximumDiagnostics { reader.report("warning \(number)", at: position, severity: .warning) }
        #expect(!reader.hasErrors)
        reader.report("error", at: SourcePosition(line: 1, column: 4))
        #expect(reader.hasErrors && reader.sortedDiagnostics.contains { $0.message == "error" })
        #expect(reader.sortedDiagnostics.last?.message == "this file has 1 more warning, which is not shown")
    }

    @Test("a very long key or line is shortened in the message")
    func longLine() throws {
        let key = String(repeating: "x", count: 1 << 20)
        let reader = YAMLReader(try YAMLDocument(parsing: "{a: 1, ? \(key) : 1}", file: "test.yaml"))
        _ = reader.map(reader.document.root, "the file", keys: ["a"])
        let diagnostic = try #require(reader.sortedDiagnostics.first)
        #expect(diagnostic.position == SourcePosition(line: 1, column: 10))
        #expect(diagnostic.rendered.utf8.count < 4000)
    }
}
