import Facts
import Testing

@Suite("JSON numbers and names by RFC 8259", .timeLimit(.minutes(10)))
struct JSONDetailTests {
    @Test(
        "numbers",
        arguments: [
            ("0", 0), ("-0", 0), ("10", 10), ("-12", -12), ("9223372036854775807", .integer(.max)), ("1.5", .double(1.5)),
            ("-0.25", .double(-0.25)), ("1e5", .double(1e5)), ("1E+5", .double(1e5)), ("12.5e-1", .double(1.25)),
            ("0e0", .double(0)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ] as [(String, JSONValue)])
    func numbers(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
        #expect(try JSONParser.parse("[\(text)]") == .array([value]))
    }

    @Test(
        "malformed numbers",
        arguments: [
            "1.e5", "1.", ".5", "-", "-.5", "+1", "01", "-01", "00", "1e", "1e+", "1e5.5", "1.5.5", "--1", "1-1", "0x10", "1_000",
            "1e400", "-1e400", "Infinity", "NaN", "1e-", "٣",
        ])
    func noNumbers(_ text: String) {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse("{\"a\": \(text)}") }
    }

    @Test("names are compared octet by octet, without normalization")
    func composition() throws {
        let text = "{\"\u{e9}\":1,\"e\u{301}\":2}"
        let value = try JSONParser.parse(text)
        #expect(value["\u{e9}"] == 1 && value["e\u{301}"] == 2)
        #expect(Array(value.rendered(pretty: false).utf8) == Array("{\"e\u{301}\":2,\"\u{e9}\":1}".utf8))
        #expect(try JSONParser.parse(value.rendered()) == value)
    }

    @Test(
        "a duplicate name is refused, in any spelling",
        arguments: ["{\"a\":1,\"a\":2}", "{\"\u{e9}\":1,\"\\u00e9\":2}", "{\"\":1,\"\":2}"])
    func twice(_ text: String) throws {
        let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
        #expect(failure?.message.hasSuffix("appears twice") == true)
    }
}
