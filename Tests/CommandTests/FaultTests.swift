import Changes
import DNS
import Facts
import Foundation
import History
import ScriptedDNS
import TestPeers
import Testing

/// What goes wrong while a deployment is audited with state and history, each at a moment by chance.
enum RunFault: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case resolverPaused = "the resolver is paused"
    case resolverKilled = "the resolver is killed"
    case killed = "the program is killed"
    case interrupted = "the program is interrupted"
    case diskFull = "the disk is full"
    case fileSize = "files may not grow"
    case memory = "memory is limited"
    case descriptors = "descriptors are few"
    case clock = "the clock jumps"

    var testDescription: String { rawValue }

    /// Debian keeps it in the folder of the machine's architecture.
    private static let library = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketime.so.1" }
        .first(where: FileManager.default.fileExists)

    var isPossible: Bool {
        switch self {
        case .clock: Self.library != nil
        case .diskFull: geteuid() == 0
        default: true
        }
    }

    /// A script of bash that runs `"$@"`, which is the audit, into the file `out`, and ends as it does.
    ///
    /// - Parameter longest: seconds that an audit takes which nothing disturbs.
    func script(_ server: Int32, _ longest: Double, _ random: inout SeededGenerator) -> String {
        let moment = Double.random(in: 0...longest * 1.2, using: &random)
        let later = { (what: String) in "set -m; \"$@\" > out 2> err & pid=$!; sleep \(moment); \(what); wait $pid" }
        let number = { (range: ClosedRange<Int>, random: inout SeededGenerator) in Int.random(in: range, using: &random) }
        switch self {
        case .resolverPaused:
            let pause = Double.random(in: 0...4, using: &random)
            return later("kill -STOP \(server); (sleep \(pause); kill -CONT \(server)) & true") + "; code=$?; wait; exit $code"
        case .resolverKilled: return later("kill -KILL \(server)")
        case .killed: return later("kill -KILL $pid")
        case .interrupted: return later("kill -\(Bool.random(using: &random) ? "INT" : "TERM") $pid")
        case .diskFull:
            // What was written lives as long as the mount: it is copied out before.
            return """
                mkdir -p disk; exec unshare --mount bash -c 'mount -t tmpfs -o size=\(number(1...120, &random))k tmpfs disk
                cp state.json history.db disk/ 2> /dev/null; sed "s,state.json,disk/state.json,; s,history.db,disk/history.db," <<< "$*" > command
                $(cat command) > out 2> err; code=$?; for file in state.json history.db; do [ -e disk/$file ] && cp disk/$file $file.new; done
                for file in state.json history.db; do [ -e $file.new ] && mv $file.new $file; done; exit $code' bash "$@"
                """
        case .fileSize: return "ulimit -f \(number(0...120, &random)); \"$@\" 2> err | cat > out; exit ${PIPESTATUS[0]}"
        case .memory: return "ulimit -v \(number(100_000...900_000, &random)); exec \"$@\" > out 2> err"
        case .descriptors: return "ulimit -n \(number(4...40, &random)); exec \"$@\" > out 2> err"
        case .clock:
            // Beneath `env`, so that the library finds its own variables: where it sets them, Swift finds no arguments.
            let jump = ["+3d", "-3d", "+5s", "-5s", "+400d", "-30y"].randomElement(using: &random) ?? "+3d"
            return """
                echo +0 > faketime; export LD_PRELOAD=\(Self.library ?? "") FAKETIME_TIMESTAMP_FILE=$PWD/faketime FAKETIME_NO_CACHE=1
                export FAKETIME_DONT_FAKE_MONOTONIC=\(number(0...1, &random))
                env "$@" > out 2> err & pid=$!; LD_PRELOAD= sleep \(moment); echo '\(jump)' > faketime; wait $pid
                """
        }
    }

    /// The statuses that a run may end with beside those that its verdict gives.
    var endings: Set<Int32> {
        switch self {
        case .killed: [137]
        case .interrupted: [130, 143]
        case .diskFull, .fileSize: [73, 74]
        // Swift ends a program that gets no memory; where a thread is not to be had it says so.
        case .memory: [4, 5, 6, 9, 11, 70, 74, 127, 132, 133, 134, 135, 136, 137, 139]
        case .descriptors: [65, 69, 70, 73, 74]
        case .clock, .resolverPaused, .resolverKilled: []
        }
    }
}

@Suite(
    "Faults while running lose nothing and tell nothing false", .timeLimit(.minutes(10)),
    .enabled(if: NSD.isInstalled, "NSD is not installed"))
struct FaultTests {
    /// `Scripts/faults` sets both.
    private static let environment = ProcessInfo.processInfo.environment
    private static let rounds = environment["SENDREADY_FAULTS"].flatMap { Int($0) } ?? 2
    private static let seed = environment["SENDREADY_SEED"].flatMap { UInt64($0) } ?? 20_261_128

    /// Two states of the world: all is well, and the record that says who may send is gone.
    private struct World {
        let program: SendreadyProgram
        var servers: [ServerProcess] = []
        /// What an undisturbed audit finds, by world.
        var truths: [Set<String>] = []
        /// Seconds that one takes.
        var longest = 0.0

        init() async throws {
            program = try SendreadyProgram()
            for removed in [[], ["bounce.acme.example. TXT"]] as [[String]] {
                servers.append(try await NSD.start(zones: [".": AcmeDeployment.zone(removing: removed)]))
            }
            for index in servers.indices {
                try program.folder.write(AcmeDeployment.file(resolver: servers[index].endpoint), to: "acme\(index).yaml")
                let start = ContinuousClock.now
                let run = try await audit(index, timeout: "60s")
                longest = max(longest, (ContinuousClock.now - start) / .seconds(1))
                truths.append(Set(try run.defects()))
                #expect(run.status == (index == 0 ? 0 : 2), "\(run.error)")
            }
        }

        private func arguments(_ index: Int, _ timeout: String) -> [String] {
            [
                "audit", "acme\(index).yaml", "--timeout", timeout, "--format", "json", "--state", "state.json", "--history",
                "history.db",
            ]
        }

        /// An audit that nothing disturbs.
        func audit(_ index: Int, timeout: String = "60s") async throws -> SendreadyProgram.Run {
            try await program.run(arguments(index, timeout))
        }

        func disturbed(_ index: Int, by script: String) async throws -> (status: Int32, output: String, error: String) {
            for file in ["out", "err"] { try program.folder.write("", to: file) }
            let ended = try await Program.run(
                path: "/bin/bash", ["-c", script, "bash", SendreadyProgram.path] + arguments(index, "3s"), in: program.folder.url,
                environment: ["SENDREADY_LOOPBACK_ONLY": "1", "SWIFT_BACKTRACE": "enable=no"])
            return (ended.status, try text("out"), try text("err") + ended.error)
        }

        private func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: program.folder.url.appending(path: file)), as: UTF8.self)
        }

        func state() throws -> RunState { try RunState(parsing: try text("state.json")) }

        func snapshots() throws -> Int {
            let file = try HistoryFile(reading: program.folder.url.appending(path: "history.db").path)
            return try file.histories().reduce(0) { $0 + $1.snapshots }
        }

        func stop() async { for server in servers { await server.stop() } }
    }

    @Test("at moments by chance", arguments: RunFault.allCases.filter(\.isPossible))
    func fault(_ fault: RunFault) async throws {
        var random = SeededGenerator(seed: Self.seed &+ UInt64(RunFault.allCases.firstIndex(of: fault) ?? 0))
        var world = try await World()
        var endings: [Int32: Int] = [:]
        for round in 0..<Self.rounds {
            let index = Int.random(in: 0...1, using: &random)
            let script = fault.script(world.servers[index].processIdentifier, world.longest, &random)
            let what: Comment = "\(fault.rawValue), seed \(Self.seed), round \(round): \(script)"
            let (stateBefore, before) = (try world.state(), try world.snapshots())
            let run = try await world.disturbed(index, by: script)
            endings[run.status, default: 0] += 1
            try Self.check(run, fault, truth: world.truths[index], what)
            // Nothing is lost: the state is the old one or a whole new one, and no look of the history is gone.
            let (stateAfter, after) = (try world.state(), try world.snapshots())
            #expect(stateAfter == stateBefore || stateAfter.deployments["acme"] != nil, what)
            #expect((before...(before + 1)).contains(after), what)
            if run.status == 0 || run.status == 2 {
                #expect(after == before + 1, what)
                // To a run that ends before the last one, by a clock set back a little, the state already is newer.
                #expect(stateAfter != stateBefore || fault == .clock, what)
            }
            if fault == .resolverKilled {
                await world.servers[index].stop()
                let port = world.servers[index].endpoint.port
                world.servers[index] = try await NSD.start(
                    zones: [".": AcmeDeployment.zone(removing: index == 0 ? [] : ["bounce.acme.example. TXT"])], port: port)
            }
            // And the next run goes on as if nothing had happened.
            guard round % 4 == 1 || round == Self.rounds - 1 else { continue }
            let next = try await world.audit(index)
            #expect(next.status == (index == 0 ? 0 : 2), "\(what) \(next.error)")
            #expect(try world.snapshots() == after + 1, what)
        }
        await world.stop()
        print("\(fault.rawValue): seed \(Self.seed), \(Self.rounds) rounds ended with \(endings.sorted { $0.key < $1.key })")
    }

    /// A verdict is right, or undetermined with causes; whatever else ends a run says so and shows no verdict that is wrong.
    private static func check(
        _ run: (status: Int32, output: String, error: String), _ fault: RunFault, truth: Set<String>, _ what: Comment
    ) throws {
        let right: Int32 = truth.isEmpty ? 0 : 2
        #expect([right, 3].contains(run.status) || fault.endings.contains(run.status), "\(what): \(run.status) \(run.error)")
        let parsed = SendreadyProgram.Run(status: run.status, output: run.output, error: run.error)
        guard let findings = try? parsed.all() else {
            // A report is whole or it is not one; its absence has a reason.
            #expect(![0, 2, 3].contains(run.status), "\(what): no report: \(run.output.prefix(200))")
            let hasReason =
                [4, 5, 6, 9, 11, 127, 130, 132, 133, 134, 135, 136, 137, 139, 143].contains(run.status)
                || run.error.contains("sendready: error: ")
            #expect(hasReason, "\(what): \(run.error)")
            return
        }
        let defects = try parsed.defects()
        #expect(Set(defects).isSubset(of: truth), "\(what): \(defects)")
        let undetermined = findings.filter { $0["outcome"]?.text == "undetermined" }
        #expect(undetermined.allSatisfy { $0["cause"]?.text?.isEmpty == false }, what)
        let verdict = try parsed.report()["verdict"]?.text
        #expect(verdict == (truth.isEmpty ? "ready" : "not-ready") || verdict == "undetermined" && !undetermined.isEmpty, what)
    }
}
