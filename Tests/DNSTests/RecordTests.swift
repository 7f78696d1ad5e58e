import DNS
import Testing

@Suite("Records and types", .timeLimit(.minutes(10)))
struct RecordTests {
    @Test("types have names, and unnamed numbers are kept")
    func types() {
        #expect(RecordType("mx") == .mx && RecordType("TYPE15") == .mx && RecordType.mx.description == "MX")
        #expect(RecordType(rawValue: 65_280).description == "TYPE65280" && RecordType("nonsense") == nil)
    }

    @Test("data that does not fit its type is kept as octets")
    func misfit() {
        #expect(RecordData(type: .a, octets: [1, 2, 3], text: "x") == .other(octets: [1, 2, 3], text: "x"))
        #expect(RecordData(type: .mx, octets: [0, 10, 0, 0], text: "x") == .other(octets: [0, 10, 0, 0], text: "x"))
        #expect(RecordData(type: .txt, octets: [5, 1], text: "x") == .other(octets: [5, 1], text: "x"))
        #expect(RecordData(type: .txt, octets: [], text: "x") == .text([]))
    }

    @Test("octets outside printable ASCII are escaped in zone text")
    func escaping() {
        #expect(RecordData.text([Array("a\"b\\c".utf8), [0, 200]]).zoneText == "\"a\\\"b\\\\c\" \"\\000\\200\"")
        #expect(RecordData.genericText([10, 255]) == "\\# 2 0aff" && RecordData.genericText([]) == "\\# 0")
    }

    @Test("a cookie has eight client octets and none or 8 to 32 server octets")
    func cookies() {
        #expect(EDNS.Cookie(client: Array(0..<8), server: []) != nil)
        #expect(EDNS.Cookie(client: Array(0..<8), server: Array(0..<7)) == nil)
        #expect(EDNS.Cookie(client: Array(0..<7), server: []) == nil)
        #expect(EDNS.Cookie(client: Array(0..<8), server: Array(0..<33)) == nil)
    }
}
