import Testing

@Suite("Nothing blocks the threads that all tasks share", .timeLimit(.minutes(10)))
struct BlockingTests {
    /// Files with calls that wait for somebody, and the thread that they run on.
    private static let allowed = [
        "Sources/Probes/AddressPacing.swift": "the probes' pool",
        "Sources/Probes/Connections/TCPStream.swift": "the probes' pool",
        "Sources/Sockets/Poller.swift": "the resolver's own",
        "Sources/SystemIO/AppendedFile.swift": "any: it takes the lock or fails",
        "Sources/SystemIO/Descriptor.swift": "the command's, or the queue of a stream's output",
        "Sources/SystemIO/OutputFile.swift": "the command's", "Sources/sendready/Init/Interview.swift": "the command's",
        "Sources/sendready/StateFile.swift": "the command's",
        "Sources/sendready/Stream/StreamInput.swift": "one of its own",
    ]

    @Test("sleeping, waiting for locks, polling and asking people have a thread of their own")
    func calls() throws {
        let calls = ["usleep(", "flock(", "readLine()", " poll(&", "epoll_wait(", "DispatchSemaphore", "pthread_cond_wait("]
        var found: Set<String> = []
        for file in try House.swiftFiles(in: "Sources") where !House.tools.contains(where: { file.hasPrefix("Sources/\($0)/") }) {
            for (number, line) in try House.lines(of: file, with: calls) {
                found.insert(file)
                #expect(Self.allowed[file] != nil, "\(file):\(number) may hold up every task: \(line)")
            }
        }
        #expect(found == Set(Self.allowed.keys))
    }

    @Test("commands run beside that pool")
    func commands() throws {
        #expect(
            try !House.lines(of: "Sources/sendready/Sendready.swift", with: ["withTaskExecutorPreference(CommandThread())"])
                .isEmpty)
    }
}
