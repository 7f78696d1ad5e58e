import Facts
import Rules
import Testing

@testable import Changes

@Suite("The state file", .timeLimit(.minutes(10)))
struct RunStateTests {
    static func memory() -> RunState {
        var series = Series()
        _ = series.looks("FPFU")
        var memory = RunState()
        memory.deployments["acme"] = series.memory
        memory.deployments["empty"] = DeploymentState(lookedAt: series.time)
        return memory
    }

    @Test("it comes back as it was")
    func roundTrip() throws {
        let text = Self.memory().rendered(toolVersion: "0.1.0")
        #expect(try RunState(parsing: text) == Self.memory())
        #expect(Self.memory().deployments["acme"]?.findings.values.first?.staleSince != nil)
    }

    @Test("no damage to any of its bytes is taken for another truth")
    func damage() throws {
        let text = Array(Self.memory().rendered(toolVersion: "0.1.0").utf8)
        for index in text.indices {
            var damaged = text
            damaged[index] ^= 1
            guard let string = String(validating: damaged, as: UTF8.self), let memory = try? RunState(parsing: string) else {
                continue
            }
            #expect(memory == Self.memory(), "octet \(index)")
        }
        for length in [0, 1, text.count / 2, text.count - 3] {
            #expect(throws: RunState.Refusal.self) { try RunState(parsing: String(decoding: text.prefix(length), as: UTF8.self)) }
        }
    }

    @Test("a newer format is refused with both numbers, another file as what it is")
    func refusals() {
        let cases = [
            ("{\"format\": 2}", "format 2 needs a newer sendready; this one reads 1"),
            ("{\"version\": 1}", "this is not a state file of sendready"), ("[]", "this is not a state file of sendready"),
            ("{\"format\": 1, \"deployments\": {}}", "it is damaged: its content does not fit its checksum"),
        ]
        for (text, message) in cases {
            #expect { try RunState(parsing: text) } throws: { "\($0)" == message }
        }
    }
}
