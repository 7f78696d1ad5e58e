import DNS
import Deployment
import Testing

@testable import Facts

@Suite("Fact files are complete, and are read strictly", .timeLimit(.minutes(10)))
struct FactSetTests {
    private struct NoObject: Error { let json: JSONValue }

    private static func members(_ json: JSONValue) throws -> [JSONKey: JSONValue] {
        guard case .object(let members) = json else { throw NoObject(json: json) }
        return members
    }

    private func sample() -> FactSet {
        let unknown = Unknown(.timeout, question: "a.example. AAAA", view: "public", detail: "no reply")
            .merged(with: Unknown(.refused, question: "b.example. A", view: "internal"))
        let web = TypedObject<WebNameFacts> {
            $0.set(\.role, .panel)
            $0.set(\.resolved.a, [IPAddress(family: .ipv4, number: 0x0a00_0001)], from: [0])
            $0.set(\.resolved.aaaa, .unknown(unknown), from: [1])
        }
        let dmarc = TypedObject<DMARCFacts> {
            $0.set(\.found, false)
            $0.set(\.record, nil)
        }
        let domain = TypedObject<MailDomainFacts> { $0.set(\.dmarc, dmarc) }
        let root = FactObject(.facts).setting([web]).setting([domain])
        let observations = ["A", "AAAA"].map {
            Observation(
                question: "a.example. \($0)", view: "public", server: nil, status: "timeout", answer: ["x"], ttl: 5,
                attempts: ["y"])
        }
        return FactSet(
            deployment: "t", scheme: "direct", observedAt: Timestamp(seconds: 1), elapsedMilliseconds: 7, root: root,
            observations: observations)
    }

    @Test("a fact set round-trips: present, absent and unknown, causes and sources included")
    func roundTrip() throws {
        let facts = sample()
        let text = facts.json(toolVersion: "0").rendered()
        #expect(try FactSet(json: JSONParser.parse(text)) == facts)
    }

    @Test("a newer format is refused with both numbers")
    func newerFormat() throws {
        var members = try Self.members(sample().json(toolVersion: "0"))
        members["format"] = 2
        #expect(throws: FactSet.Refusal.self) { try FactSet(json: .object(members)) }
        do { _ = try FactSet(json: .object(members)) } catch {
            #expect(error.description == "format: format 2 needs a newer sendready; this one reads 1")
        }
    }

    @Test(
        "a mistake is reported with its path",
        arguments: [
            (["facts": ["web_nams": []]], "facts: Facts has no field 'web_nams'"),
            (["facts": ["web_names": [["a": "10.0.0.1"]]]], "facts.web_names[0].a: must be of type list(ip)"),
            (["facts": ["web_names": [["a": ["10.0.0"]]]]], "facts.web_names[0].a[0]: must be of type ip"),
            (["facts": ["names": ["$unknown": [["cause": "weather"]]]]], "facts.names: an unknown value needs a cause"),
            (["facts": ["names": [], "$from": ["names": [9]]]], "facts.names: refers to an observation that does not exist"),
            (["observedAt": "yesterday"], "observedAt: must be a time such as 2026-11-22T12:00:00Z"),
        ] as [(JSONValue, String)])
    func mistakes(_ change: JSONValue, _ message: String) throws {
        let (base, change) = (try Self.members(sample().json(toolVersion: "0")), try Self.members(change))
        do {
            _ = try FactSet(json: .object(base.merging(change) { $1 }))
            Issue.record("accepted")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("a fact that was not set is unknown, not missing")
    func notGiven() {
        #expect(TypedObject<WebNameFacts>()[\.resolved.a] == .unknown(Unknown(.notProbed)))
    }

    @Test("every referenced type exists, and all subjects have an identity")
    func schema() {
        let schema = FactSchema.current
        func check(_ type: FactType) {
            switch type {
            case .list(let element): check(element)
            case .object(let name): #expect(schema.type(name) != nil, "\(name)")
            default: break
            }
        }
        for type in schema.types { for field in type.fields { check(field.type) } }
        for kind in schema.kinds {
            #expect(kind.type.field("subject")?.type == .object("Subject"))
            #expect(schema.root.field(kind.field) != nil, "\(kind.name)")
        }
    }
}

@Suite("JSON is written and read strictly", .timeLimit(.minutes(10)))
struct JSONTests {
    @Test("hostile text stays text")
    func escapes() throws {
        let text = "\u{0}\u{1b}\"\\\u{202e}\u{2028}é😀\u{9b}"
        let rendered = JSONValue.string(text).rendered()
        #expect(rendered == "\"\\u0000\\u001b\\\"\\\\\\u202e\\u2028é😀\\u009b\"")
        #expect(try JSONParser.parse(rendered) == .string(text))
        #expect(try JSONParser.parse("\"\\ud83d\\ude00\"") == "😀")
    }

    @Test(
        "broken text is refused with its place",
        arguments: [
            ("{\"a\":1,\n \"a\":2}", "2:5: key 'a' appears twice"), ("[1,]", "1:4: unexpected character"),
            ("[1] 2", "1:5: unexpected text after the value"), ("01", "1:1: unexpected character"),
            ("\"\\ud800\"", "1:8: lone surrogate"), ("\"a", "1:3: text does not end"), ("", "1:1: unexpected end"),
            (String(repeating: "[", count: 100), "1:66: nested deeper than 64 levels"), ("nul", "1:1: unexpected character"),
            ("1e999", "1:1: unexpected character"), ("-", "1:1: unexpected character"),
        ])
    func failures(_ text: String, _ message: String) {
        do {
            _ = try JSONParser.parse(text)
            Issue.record("accepted \(text)")
        } catch {
            #expect(error.description == message)
        }
    }
}

@Suite("Timestamps", .timeLimit(.minutes(10)))
struct TimestampTests {
    @Test(
        "text and number agree",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-22T12:00:00Z", 1_795_348_800), ("2000-02-29T23:59:59Z", 951_868_799),
            ("1969-12-31T23:59:59Z", -1), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ] as [(String, Int64)])
    func known(_ text: String, _ seconds: Int64) {
        #expect(Timestamp(text)?.seconds == seconds)
        #expect(Timestamp(seconds: seconds).description == text)
    }

    @Test("offsets and fractions are parsed, nonsense is refused")
    func forms() {
        #expect(Timestamp("2026-11-22T13:00:00+01:00") == Timestamp("2026-11-22T12:00:00Z"))
        #expect(Timestamp("2026-11-22T12:00:00.25Z")?.nanoseconds == 250_000_000)
        for text in ["2026-02-30T00:00:00Z", "2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T12:00:00", "x"] {
            #expect(Timestamp(text) == nil, "\(text)")
        }
    }
}
