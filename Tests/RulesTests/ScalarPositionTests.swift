import StrictYAML
import Testing

/// Every visible scalar of a value must be found at its position.
@Suite("Positions inside YAML scalars", .timeLimit(.minutes(10)))
struct ScalarPositionTests {
    static let documents = [
        "key: plain täxt # comment", "key: plain\n  over two\n\n  lines   \n  and  more\nother: 1",
        "- - nested: plain\n    other: x",
        "key: 'single ''quoted'' täxt'", "key: 'single\n  over ''two''\n\n  lines'", "key: \"double täxt\"",
        "key: \"double\n  over two\n\n  lines\"", "key: \"joined \\\n   without a space\"", "key: !tag plain",
        "key: !tag 'quoted'",
        "key: |\n  literal täxt\n    deeper\n\n  end\n", "key: |-\n\n  after a blank line\n", "key: |2\n    indented\n   less\n",
        "key: >\n  folded täxt\n  goes on\n\n  paragraph\n    deeper\n    lines\n  end\n",
        "key: >-  # comment\n    far in\n    and on\n",
        "key:\n  - >-\n    in a list\n    of texts\n  - next", "key: !tag |\n  tagged\n", "{ key: in a flow, other: 'x' }",
        "[ 'a', \"b\", c d ]",
    ]

    @Test("lead to the same scalar in the file", arguments: documents)
    func positions(_ text: String) throws {
        let document = try YAMLDocument(parsing: text, file: "test.yaml")
        var checked = 0
        try check(document.root, in: document, &checked)
        #expect(checked > 0)
    }

    private func check(_ value: YAMLValue, in document: YAMLDocument, _ checked: inout Int) throws {
        switch value.content {
        case .scalar(let text, _):
            let positions = document.scalarPositions(of: value)
            try #require(positions.count == text.unicodeScalars.count + 1)
            #expect(positions == positions.sorted())
            for (scalar, position) in zip(text.unicodeScalars, positions) where !scalar.properties.isWhitespace {
                let line = Array(document.lines[position.line - 1].unicodeScalars)
                let found = position.column <= line.count ? line[position.column - 1] : "?"
                #expect(found == scalar, "\(text): \(position)")
                checked += 1
            }
        case .sequence(let items): for item in items { try check(item, in: document, &checked) }
        case .mapping(let entries): for entry in entries { try check(entry.value, in: document, &checked) }
        }
    }

    @Test("escapes are positioned at their backslash")
    func escapes() throws {
        let document = try YAMLDocument(parsing: #"key: "a\tb\x41c\u00e9d\U0001F600e""#, file: "test.yaml")
        let entries = if case .mapping(let entries) = document.root.content { entries } else { [] as [YAMLValue.Entry] }
        let columns = document.scalarPositions(of: try #require(entries.first).value).map(\.column)
        #expect(columns == [7, 8, 10, 11, 15, 16, 22, 23, 33, 34])
    }
}
