import Facts
import Rules
import Testing

@testable import Changes

@Suite("The state file", .timeLimit(.minutes(10)))
struct RunStateTests {
    static func state() -> RunState {
        var series = Series()
        _ = series.looks("FPFU")
        var state = RunState()
        state.deployments["acme"] = series.state
        state.deployments["empty"] = DeploymentState(lookedAt: series.time)
        return state
    }

    @Test("it round-trips")
    func roundTrip() throws {
        let text = Self.state().rendered(toolVersion: "0.1.0")
        #expect(try RunState(parsing: text) == Self.state())
        #expect(Self.state().deployments["acme"]?.findings.values.first?.staleSince != nil)
    }

    @Test("damage to any byte is detected")
    func damage() throws {
        let text = Array(Self.state().rendered(toolVersion: "0.1.0").utf8)
        for index in text.indices {
            var damaged = text
            damaged[index] ^= 1
            guard let string = String(validating: damaged, as: UTF8.self), let state = try? RunState(parsing: string) else {
                continue
            }
            #expect(state == Self.state(), "octet \(index)")
        }
        for length in [0, 1, text.count / 2, text.count - 3] {
            #expect(throws: RunState.Refusal.self) { try RunState(parsing: String(decoding: text.prefix(length), as: UTF8.self)) }
        }
    }

    @Test("a newer format is refused with both numbers, and so is another file")
    func refusals() {
        let cases = [
            ("{\"format\": 2}", "format 2 needs a newer sendready; this one reads 1"),
            ("{\"version\": 1}", "this is not a state file of sendready"), ("[]", "this is not a state file of sendready"),
            ("{\"format\": 1, \"deployments\": {}}", "it is damaged: its content does not match its checksum"),
        ]
        for (text, message) in cases {
            #expect { try RunState(parsing: text) } throws: { "\($0)" == message }
        }
    }

    @Test("a state of the released version is read, including its sight")
    func released() throws {
        let text = """
            {"checksum": "CHECKSUM", "deployments": {"acme": {"blindSince": "2026-11-22T12:00:00Z", "blindnessWasTold": true,
            "findings": {"0123456789abcdef": {"believed": true, "flapping": false, "looks": "PF", "rule": "spf/missing",
            "severity": "error", "since": "2026-11-22T11:00:00Z", "subject": {"key": "a", "kind": "spf_domain"}, "title": "t"}},
            "lookedAt": "2026-11-22T13:00:00Z"}}, "format": 1, "tool": {"name": "sendready", "version": "0.1.0"}}
            """
        guard case .object(var members) = try JSONParser.parse(text) else { return }
        members["checksum"] = nil
        let checksum = fingerprint(of: JSONValue.object(members).rendered(pretty: false))
        let state = try #require(try RunState(parsing: text.replacing("CHECKSUM", with: checksum)).deployments["acme"])
        #expect(state.findings.values.map(\.status.looks) == [[false, true]])
        #expect(state.sight?.status.isBelieved == true && state.sight?.status.since == Timestamp("2026-11-22T12:00:00Z"))
        let again = RunState(deployments: ["acme": state]).rendered(toolVersion: "0.2.0")
        #expect(try RunState(parsing: again).deployments["acme"] == state)
        #expect(again.contains("\"blindnessWasTold\": true"), "0.1.0 reads it too")
    }
}
