import Foundation
import TestPeers
import Testing

@Suite("Programs that tests start", .timeLimit(.minutes(2)))
struct ProgramTests {
    @Test("input, separate output and error, and status")
    func run() async throws {
        let shell = try #require(Program.path("sh"))
        let ended = try await Program.run(
            path: shell, ["-c", "cat; echo $WORD >&2; pwd; exit 3"], input: "in\n", in: URL(filePath: "/usr"),
            environment: ["WORD": "error"])
        #expect(ended.status == 3 && ended.output == "in\n/usr\n" && ended.error == "error\n")
        await #expect(throws: Program.Failure.self) { try await Program.run("sh", ["-c", "exit 1"]) }
    }

    @Test("the end of a program is reported, even of many at once, and of one that leaves a child with its output")
    func many() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 { group.addTask { try await Program.run("sh", ["-c", "sleep 5 & echo \(number)"]) } }
            var numbers: Set<String> = []
            for try await text in group { numbers.insert(text) }
            #expect(numbers.count == 40)
        }
    }

    @Test("a killed program is reported as such")
    func killed() async throws {
        let ended = try await Program.run(
            path: try #require(Program.path("sleep")), ["60"], killedAfter: .milliseconds(50))
        #expect(ended.status == SIGKILL)
    }

    @Test("a cancelled test ends its program")
    func cancelled() async throws {
        let task = Task { try await Program.run("sleep", ["60"]) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
    }
}
