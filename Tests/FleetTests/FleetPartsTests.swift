import Fleet
import Testing

@Suite("Parts of a fleet, and finished lines", .timeLimit(.minutes(1)))
struct FleetPartsTests {
    @Test("every domain is in exactly one part, and parts are about equal", arguments: [1, 2, 7, 64])
    func shards(_ count: Int) throws {
        let shards = try (0..<count).map { try #require(Shard("\($0)/\(count)")) }
        var sizes = Array(repeating: 0, count: count)
        for number in 0..<6_400 {
            let owners = shards.filter { $0.takes("domain-\(number).example") }
            #expect(owners.count == 1)
            for owner in owners { sizes[owner.index] += 1 }
        }
        let fair = 6_400 / count
        #expect(sizes.allSatisfy { $0 > fair / 2 && $0 < fair * 2 }, "\(sizes)")
    }

    @Test("parts are the same on every machine")
    func stable() throws {
        let shard = try #require(Shard("3/16"))
        let taken = (0..<64).filter { shard.takes("d\($0).example") }
        #expect(shard.takes("D17.Example") == shard.takes("d17.example"))
        #expect(taken == Self.taken)
    }

    /// Computed independently (FNV-1a and MurmurHash3's finalizer in Python).
    private static let taken = [14, 42, 46, 58, 59]

    @Test("parts may be counted from 0 or from 1; anything else is refused")
    func words() throws {
        #expect(Shard("4/4") == Shard("0/4") && Shard("1/1") != nil)
        for wrong in ["", "1", "/", "5/4", "-1/4", "1/0", "a/b", "1/2/3", "1/100001", "1/ 2"] {
            #expect(Shard(wrong) == nil, "\(wrong)")
        }
    }

    private static func line(_ key: String?, run: String = "r", type: String = "report", line: Int = 1) -> String {
        "{\"key\":\(key.map { "\"\($0)\"" } ?? "null"),\"line\":\(line),\"run\":\"\(run)\",\"type\":\"\(type)\"}\n"
    }

    @Test(
        "keys with an end line of this run are finished, however the output is split", arguments: [1, 7, 4096])
    func answered(_ size: Int) {
        let whole =
            Self.line("a") + Self.line("b", run: "other") + Self.line("c", type: "finding") + Self.line("c", type: "end")
            + Self.line(nil, line: 9)
        let torn = Self.line("d", type: "finding") + "{\"key\":\"d\",\"run\":\"r\",\"type\":\"end\""
        let octets = Array((whole + torn).utf8)
        var answered = AnsweredLines(run: "r")
        for start in stride(from: 0, to: octets.count, by: size) {
            answered.read(Array(octets[start..<min(start + size, octets.count)]))
        }
        #expect(
            answered.contains(key: "a", line: 1) && answered.contains(key: "c", line: 3) && answered.contains(key: nil, line: 9))
        #expect(
            !answered.contains(key: "b", line: 2) && !answered.contains(key: "d", line: 4)
                && !answered.contains(key: nil, line: 8))
        #expect(answered.count == 3)
        #expect(answered.wholeLength == whole.utf8.count, "findings without their end are cut too")
    }

    @Test("a complete line without a line end is torn: more could have followed")
    func unended() {
        var answered = AnsweredLines(run: "r")
        answered.read(Array(Self.line("a").dropLast().utf8))
        #expect(answered.count == 0 && answered.wholeLength == 0)
    }

    @Test("keys are distinguished")
    func keys() {
        var keys = KeySet()
        let new = (0..<10_000).map { keys.insert("key \($0)") }
        let again = keys.insert("key 77")
        #expect(
            new.allSatisfy { $0 } && !again && keys.contains("key 9999") && !keys.contains("key 10000") && keys.count == 10_000)
    }
}
