import Facts
import Fleet
import Testing

@Suite("Lines of a fleet", .timeLimit(.minutes(1)))
struct FleetInputTests {
    private static func read(_ text: String, template: Bool = false) -> (readings: [FleetInput.Reading], input: FleetInput) {
        var splitter = LineSplitter()
        var input = FleetInput(hasTemplate: template)
        var lines = splitter.append(Array(text.utf8))
        if let rest = splitter.finish() { lines.append(rest) }
        var readings = lines.compactMap { input.read($0) }
        if let rest = input.finish() { readings.append(rest) }
        return (readings, input)
    }

    private static func errors(_ reading: FleetInput.Reading?) -> String {
        guard case .failure(let refusal)? = reading else { return "no refusal" }
        return "\(refusal.line) \(refusal.key ?? "-") \(refusal.errors.joined(separator: " | "))"
    }

    @Test("JSON objects, with blank lines between and no end of the last line")
    func json() throws {
        let text =
            "{\"key\":\"a\",\"file\":\"a.yaml\"}\r\n\n{\"key\":\"b\",\"values\":{\"domain\":\"b.example\",\"port\":443,\"on\":true,\"no\":null}}"
        let readings = Self.read(text, template: true).readings
        #expect(
            readings == [
                .success(FleetEntry(line: 1, key: "a", source: .file("a.yaml"))),
                .success(
                    FleetEntry(line: 3, key: "b", source: .values(["domain": "b.example", "port": "443", "on": "true"]))),
            ])
        let deployment = Self.read("{\"deployment\":{\"version\":1},\"key\":\"c\"}").readings
        #expect(deployment == [.success(FleetEntry(line: 1, key: "c", source: .deployment(["version": 1])))])
    }

    @Test(
        "an invalid line is refused, with its number and a suggestion",
        arguments: [
            ("{\"key\":\"a\",\"fiel\":\"x\"}", "1 a line 1: unknown key 'fiel'; did you mean 'file'?"),
            ("{\"file\":\"x\"}", "1 - line 1: the key 'key' is missing"),
            ("{\"key\":1,\"file\":\"x\"}", "1 - line 1: 'key' is not text"),
            ("{\"key\":\"\",\"file\":\"x\"}", "1 - line 1: the key is empty"),
            ("{\"key\":\"a\\n\",\"file\":\"x\"}", "1 - line 1: the key contains a control character"),
            ("{\"key\":\"a\"}", "1 a line 1: exactly one of deployment, file and values is needed"),
            ("{\"key\":\"a\",\"file\":\"x\",\"values\":{}}", "1 a line 1: exactly one of deployment, file and values is needed"),
            ("{\"key\":\"a\",\"deployment\":\"x\"}", "1 a line 1: 'deployment' is not an object"),
            ("{\"key\":\"a\",\"values\":{\"x\":\"y\"}}", "1 a line 1: values need a template: --template FILE"),
            ("{\"key\":\"a\",", "1 - line 1: column 12: expected a key in quotes"),
            ("{\"key\":\"a\"} {}", "1 - line 1: column 13: unexpected text after the value"),
        ])
    func refused(_ line: String, _ expected: String) {
        let readings = Self.read(line).readings
        #expect(readings.count == 1)
        #expect(Self.errors(readings.first) == expected)
    }

    @Test("a value adds no structure")
    func structure() {
        let readings = Self.read("{\"key\":\"a\",\"values\":{\"x\":[1]}}", template: true).readings
        #expect(Self.errors(readings.first).hasSuffix("neither text nor a number: values cannot add structure"))
    }

    @Test("CSV with quotes, commas, and a line end within a cell; an empty cell is a missing value")
    func csv() {
        let text = "\u{feff}key,domain,note\r\na,a.example,\"x, \"\"y\"\"\"\r\nb,b.example,\"two\nlines\"\nc,,plain\n"
        let (readings, input) = Self.read(text, template: true)
        #expect(input.columns == ["key", "domain", "note"] && input.headerFault == nil)
        #expect(
            readings == [
                .success(FleetEntry(line: 2, key: "a", source: .row(["key": "a", "domain": "a.example", "note": "x, \"y\""]))),
                .success(FleetEntry(line: 3, key: "b", source: .row(["key": "b", "domain": "b.example", "note": "two\nlines"]))),
                .success(FleetEntry(line: 5, key: "c", source: .row(["key": "c", "note": "plain"]))),
            ])
    }

    @Test("rows that do not fit the header are refused one by one")
    func rows() {
        let readings = Self.read("key,domain\na\n,b.example\nc,\"x\"y\nd,\"open", template: true).readings
        #expect(
            readings.map(Self.errors) == [
                "2 a line 2: 1 fields where the header has 2", "3 - line 3: the key is empty",
                "4 - line 4: there is text after a closing quote", "5 - line 5: a quote is not closed",
            ])
    }

    @Test("a header without keys, or with a column twice, is told")
    func headers() {
        #expect(Self.read("kay,domain\n", template: true).input.headerFault?.contains("did you mean 'kay'?") == true)
        #expect(Self.read("key,a,a\n", template: true).input.headerFault == "the CSV header has the column 'a' twice")
    }

    @Test("paths, each its own key")
    func paths() {
        let readings = Self.read("one.yaml\n\nfolder/two.yaml\n").readings
        #expect(
            readings == [
                .success(FleetEntry(line: 1, key: "one.yaml", source: .file("one.yaml"))),
                .success(FleetEntry(line: 3, key: "folder/two.yaml", source: .file("folder/two.yaml"))),
            ])
    }

    @Test("a line beyond a mebibyte is refused, and the next is read; invalid UTF-8 too")
    func limits() {
        let long = "{\"key\":\"" + String(repeating: "x", count: LineSplitter.maximumLength) + "\"}"
        let readings = Self.read("{\"key\":\"a\",\"file\":\"x\"}\n\(long)\n{\"key\":\"b\",\"file\":\"x\"}\n").readings
        #expect(readings.count == 3)
        #expect(Self.errors(readings.dropFirst().first) == "2 - line 2: longer than 1 MiB")
        var input = FleetInput(hasTemplate: false)
        let refusal = input.read(.text([0xff]))
        #expect(Self.errors(refusal) == "1 - line 1: not UTF-8")
    }

    @Test("lines do not depend on how the octets are split")
    func pieces() {
        let text = Array("one\r\ntwo\n\nthree".utf8)
        let whole = [LineSplitter.Line.text(Array("one".utf8)), .text(Array("two".utf8)), .text([]), .text(Array("three".utf8))]
        for size in 1...text.count {
            var splitter = LineSplitter()
            var lines: [LineSplitter.Line] = []
            for start in stride(from: 0, to: text.count, by: size) {
                lines += splitter.append(text[start..<min(start + size, text.count)])
            }
            if let rest = splitter.finish() { lines.append(rest) }
            #expect(lines == whole, "\(size)")
        }
    }
}
