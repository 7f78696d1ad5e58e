import Synchronization
import Testing

@testable import Sockets

@Suite("Shared work", .timeLimit(.minutes(10)))
struct SharedWorkTests {
    private final class Counter: Sendable {
        let count = Atomic(0)
    }

    @Test("runs once for all concurrent and later callers")
    func once() async {
        let work = SharedWork<Int, String>()
        let counter = Counter()
        let values = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await work.value(for: 1) {
                        counter.count.add(1, ordering: .relaxed)
                        await Task.yield()
                        return "done"
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values.allSatisfy { $0 == "done" })
        #expect(await work.value(for: 1) { "again" } == "done" && counter.count.load(ordering: .relaxed) == 1)
        #expect(await work.value(for: 2) { "other" } == "other")
    }

    @Test("ends when no one waits for it, and starts again on demand")
    func cancelled() async throws {
        let work = SharedWork<Int, String>()
        let cancellations = Counter()
        let asker = Task {
            await work.value(for: 1) {
                while !Task.isCancelled { await Task.yield() }
                cancellations.count.add(1, ordering: .relaxed)
                return "too late"
            }
        }
        await Task.yield()
        asker.cancel()
        #expect(await asker.value == nil)
        #expect(await work.value(for: 1) { "fresh" } == "fresh")
        while cancellations.count.load(ordering: .relaxed) == 0 { await Task.yield() }
        #expect(await work.value(for: 1) { "other" } == "fresh")
    }

    @Test("a task cancelled before it asks gets nothing")
    func cancelledBefore() async {
        let work = SharedWork<Int, String>()
        let asker = Task {
            while !Task.isCancelled { await Task.yield() }
            return await work.value(for: 1) {
                while !Task.isCancelled { await Task.yield() }
                return "too late"
            }
        }
        asker.cancel()
        #expect(await asker.value == nil)
    }
}
