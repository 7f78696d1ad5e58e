import BuiltinRules
import Changes
import Facts
import Glibc
import History
import Report
import Rules

extension FuzzedParser {
    /// Files that runs leave: facts, state, history; and the JSON under them.
    static let runs: [FuzzedParser] = [
        text("json", jsonTokens) { text in
            guard let value = try? JSONParser.parse(text) else { return nil }
            for isPretty in [true, false] {
                let written = value.rendered(pretty: isPretty)
                guard let again = try? JSONParser.parse(written) else { return "cannot read what it has written: \(written)" }
                guard again == value else { return "reads what it has written as something else: \(written)" }
            }
            return nil
        },
        text("facts", jsonTokens + factTokens, brokenPromise: facts),
        text("state", jsonTokens + stateTokens, brokenPromise: state),
        FuzzedParser(name: "history", shape: .pages, brokenPromise: history),
    ]

    private static let facts: @Sendable (String) -> String? = { text in
        guard let json = try? JSONParser.parse(text), let facts = try? FactSet(json: json) else { return nil }
        let written = facts.json(toolVersion: "1.0.0").rendered()
        guard let again = try? FactSet(json: JSONParser.parse(written)) else {
            return "cannot read what it has written: \(written)"
        }
        guard again == facts else { return "reads what it has written as something else: \(written)" }
        guard let configuration else { return nil }
        let report = Report(facts: facts, judgement: configuration.judge(facts), file: "input.yaml")
        let lines = TextReport(report, width: 80, all: true).rendered.split(separator: "\n")
        let stray = lines.first { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
        return stray.map { "a control character in a report: \($0)" }
    }

    private static let configuration = try? RuleConfiguration(
        book: RuleBook(sources: BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }, parsesTests: false))

    /// As it stands, and with a checksum that fits, which no change would find by chance.
    private static let state: @Sendable (String) -> String? = { text in
        for text in [text, mended(text)] {
            guard let text, let state = try? RunState(parsing: text) else { continue }
            guard let again = try? RunState(parsing: state.rendered(toolVersion: "1.0.0")) else {
                return "cannot read what it has written"
            }
            guard again == state else { return "reads what it has written as something else" }
        }
        return nil
    }

    private static func mended(_ text: String) -> String? {
        guard case .object(var members)? = try? JSONParser.parse(text) else { return nil }
        members["checksum"] = nil
        members["checksum"] = .string(fingerprint(of: JSONValue.object(members).rendered(pretty: false)))
        return JSONValue.object(members).rendered()
    }

    /// Read, appended to and tidied, each from the octets as they are.
    private static let history: @Sendable ([UInt8]) -> String? = { octets in
        let path = "/dev/shm/sendready-fuzz-\(getpid()).db"
        defer { remove(path) }
        for tidies in [false, true] {
            remove(path)
            guard write(octets, to: path) else { return "cannot write \(path)" }
            do {
                try use(path, tidies: tidies)
            } catch {
                guard let failure = error as? HistoryFile.Failure, !failure.description.isEmpty else {
                    return "fails with \(error)"
                }
            }
        }
        return nil
    }

    private static func use(_ path: String, tidies: Bool) throws {
        if tidies {
            _ = try HistoryFile(appendingTo: path).forget(before: Timestamp(seconds: 1_795_348_900))
        } else {
            let report = HistoryReport(try HistoryFile(reading: path).histories())
            _ = (report.text, report.json)
        }
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
    }

    static func write(_ octets: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        defer { fclose(file) }
        return fwrite(octets, 1, octets.count, file) == octets.count
    }

    static let jsonTokens = [
        "{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\n", "null", "true", "false", "-0", "1e400",
        "1.5", "1E-7",
        "9223372036854775807", "9223372036854775808", "\"é\"", "\"e\u{301}\"", "{\"a\":", "[[[[[[[[",
    ]

    private static let factTokens = [
        "\"format\": 1", "\"facts\"", "\"observations\"", "\"$unknown\"", "\"$from\"", "\"cause\"", "\"timeout\"", "\"servfail\"",
        "\"subject\"", "\"key\"",
        "\"name\"", "\"192.0.2.1\"", "\"2026-01-01T00:00:00Z\"", "\"P1D\"", "\"3600s\"", "\"10.0.0.0/8\"", "\"direct\"",
        "\"\\u001b[2J\"", "\"a\\nb\"",
        "[0]", "[-1]", "[99]",
    ]

    private static let stateTokens = [
        "\"format\": 1", "\"deployments\"", "\"findings\"", "\"sight\"", "\"looks\": \"FPFP\"", "\"believed\": true", "\"since\"",
        "\"toldAt\"",
        "\"lookedAt\"", "\"blindSince\"", "\"blindnessWasTold\": true", "\"flapping\"", "\"severity\": \"error\"",
        "\"staleSince\"",
        "\"2026-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"0000-01-01T00:00:00Z\"",
    ]
}
