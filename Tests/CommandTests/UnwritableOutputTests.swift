import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

/// Every command of the program, each with a command line that prints something.
private enum EveryCommand {
    /// The arguments of each one; a command without an entry fails the tests. `R` is a resolver that answers, `H` one of
    /// its hosts.
    static let arguments: [String: [String]] = [
        "audit": ["acme.yaml"], "judge": ["facts.json"], "check": ["acme.example", "--resolver", "R"],
        "history": ["history.db"], "rules list": ["ptr/*"], "rules explain": ["ptr/missing"], "rules show": ["ptr/missing"],
        "rules facts": [], "rules new": ["web/one", "--rules", "own"], "rules lint": [], "rules test": [],
        "rules docs": ["pages"], "manual": ["."], "version": [],
        "dns query": ["acme.example", "MX", "--resolver", "R"], "plan": ["acme.yaml"],
        "init": [
            "--no-dns", "--scheme", "direct", "--from", "bücher.example", "--mail-from", "bounce.bücher.example", "--panel",
            "panel.acme.example=203.0.113.10", "--tracking", "click.acme.example=203.0.113.11", "--pixel",
            "px.acme.example=203.0.113.12", "--sender-address", "203.0.113.20", "--dkim-selector", "-", "--output", "-",
        ],
        "spf eval": ["--ip", "203.0.113.20", "--mail-from", "bounce.acme.example", "--resolver", "R"],
        "spf tree": ["bounce.acme.example", "--resolver", "R"], "dkim show": ["s1", "acme.example", "--resolver", "R"],
        "dmarc discover": ["acme.example", "--resolver", "R"], "tls probe": ["127.0.0.1:9"],
        "record lint": ["spf", "v=spf1 -all"], "demo": ["--rule", "ptr/*"], "help": ["audit"], "--help": [], "--version": [],
        "audit --help": [], "--generate-completion-script": ["bash"],
    ]

    /// Runs that need a resolver are listed here.
    struct World {
        let program: SendreadyProgram
        let server: AuthoritativeServer
        let resolver: Endpoint

        init() async throws {
            program = try SendreadyProgram()
            (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone())
            try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
            let first = try await program.run(
                "audit", "acme.yaml", "--facts-out", "facts.json", "--history", "history.db", "--state", "state.json")
            #expect(first.status == 0, "\(first.error)")
        }

        func arguments(_ command: String) throws -> [String] {
            let own = try #require(EveryCommand.arguments[command], "no arguments for \(command)")
            return command.split(separator: " ").map(String.init) + own.map { $0 == "R" ? resolver.description : $0 }
        }
    }

    /// The names of the leaf commands, from the program's own definitions.
    static func names(_ program: SendreadyProgram) async throws -> Set<String> {
        let help = try JSONParser.parse(try await program.run("--experimental-dump-help").output)
        func leaves(_ command: JSONValue, below path: [String]) -> [String] {
            guard case .array(let commands)? = command["subcommands"], !commands.isEmpty else {
                return [path.joined(separator: " ")]
            }
            return commands.flatMap { leaves($0, below: path + [$0["commandName"]?.text ?? ""]) }
        }
        return Set(leaves(help["command"] ?? .null, below: []))
    }
}

@Suite("Output that cannot be written is reported, never lost silently and never a crash", .timeLimit(.minutes(10)))
struct UnwritableOutputTests {
    @Test("there is a command line for every command")
    func complete() async throws {
        let names = try await EveryCommand.names(SendreadyProgram())
        #expect(names.count > 15)
        #expect(names.subtracting(EveryCommand.arguments.keys).isEmpty)
    }

    @Test("a full device: 74, and a sentence")
    func full() async throws {
        let world = try await EveryCommand.World()
        defer { world.server.stop() }
        for command in EveryCommand.arguments.keys.sorted() {
            let run = try await world.program.run(world.arguments(command), in: #"exec "$@" > /dev/full"#)
            #expect(run.status == 74, "\(command): \(run.status) \(run.error)")
            #expect(
                run.error.hasSuffix("sendready: error: cannot write standard output: No space left on device\n"),
                "\(command): \(run.error)")
        }
    }

    @Test("closed descriptors: as if the output went nowhere", arguments: [">&-", "<&- >&- 2>&-"])
    func closed(_ redirection: String) async throws {
        let world = try await EveryCommand.World()
        defer { world.server.stop() }
        for command in EveryCommand.arguments.keys.sorted() {
            let arguments = try world.arguments(command)
            let run = try await world.program.run(arguments, in: #"exec "$@" "# + redirection)
            #expect((0...3).contains(run.status), "\(command): \(run.status) \(run.error)")
        }
    }

    @Test("a reader that has gone: 141 without a word")
    func readerGone() async throws {
        let world = try await EveryCommand.World()
        defer { world.server.stop() }
        // The writing end of a pipe whose reading end is closed.
        let script = #"rm -f gone; mkfifo gone; exec 3<>gone 4>gone; exec 3<&-; exec "$@" >&4 4>&-"#
        for command in EveryCommand.arguments.keys.sorted() where command != "demo" && command != "rules new" {
            let run = try await world.program.run(world.arguments(command), in: script)
            #expect(run.status == 141, "\(command): \(run.status) \(run.error)")
            #expect(!run.error.contains("cannot write"), "\(command): \(run.error)")
        }
    }

    @Test("standard error that is full or closed changes nothing", arguments: ["2>/dev/full", "2>&-"])
    func standardError(_ redirection: String) async throws {
        let world = try await EveryCommand.World()
        defer { world.server.stop() }
        for arguments in [["audit", "nowhere.yaml"], ["plan", "acme.yaml", "--no-dns"], ["nonsense"]] {
            let plain = try await world.program.run(arguments)
            let run = try await world.program.run(arguments, in: #"exec "$@" "# + redirection)
            #expect(run.status == plain.status && run.output == plain.output)
        }
    }

    @Test("state and history are written even if the report fails", arguments: [(">/dev/full", 74), (">&-", 2)])
    func remembered(_ redirection: String, _ status: Int32) async throws {
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone(removing: ["20.113.0.203"]))
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        let run = try await program.run(
            ["audit", "acme.yaml", "--state", "s.json", "--history", "h.db", "--facts-out", "f.json"],
            in: #"exec "$@" "# + redirection)
        #expect(run.status == status, "\(run.error)")
        let state = try String(contentsOf: program.folder.url.appending(path: "s.json"), encoding: .utf8)
        #expect(state.contains("ptr/missing"))
        #expect(try await program.run("history", "h.db").output.contains("ptr/missing"))
    }

    @Test(
        "a full disk: 74 and a sentence, the old file kept, nothing left beside it",
        .enabled("a file system must be mounted, as root or in a user namespace", FullDisk.isPossible))
    func fullDisk() async throws {
        let world = try await EveryCommand.World()
        defer { world.server.stop() }
        let cases: [[String]] = [
            ["audit", "acme.yaml", "--format", "json", "--output", "full/old"],
            ["audit", "acme.yaml", "--format", "html", "--output", "full/new.html"],
            ["audit", "acme.yaml", "--facts-out", "full/facts.json"], ["audit", "acme.yaml", "--state", "full/state.json"],
            ["audit", "acme.yaml", "--history", "full/history.db"],
            ["judge", "facts.json", "--format", "sarif", "--output", "full/old"],
            ["judge", "facts.json", "--write-baseline", "full/baseline.json"],
            ["check", "acme.example", "--resolver", "R", "--format", "json", "--output", "full/old"],
            ["plan", "acme.yaml", "--no-dns", "--output", "full/old"],
            ["plan", "acme.yaml", "--no-dns", "--directory", "full/zones"],
            ["rules", "docs", "full/pages"], ["rules", "new", "web/one", "--rules", "full/own"],
            ["demo", "--format", "prometheus", "--output", "full/old"],
        ]
        for arguments in cases {
            let run = try await world.program.run(
                arguments.map { $0 == "R" ? world.resolver.description : $0 }, in: FullDisk.script(#""$@""#))
            #expect(run.status == 74, "\(arguments): \(run.status) \(run.error)")
            #expect(run.error.contains("sendready: error: cannot write "), "\(arguments): \(run.error)")
            #expect(run.error.contains("left: fill old\n") || !arguments.contains("full/old"), "\(arguments): \(run.error)")
            #expect(run.error.contains("old: as it was\n"), "\(arguments): \(run.error)")
            #expect(!run.error.contains(".new "), "\(arguments): \(run.error)")
        }
        for command in EveryCommand.arguments.keys.sorted() {
            let run = try await world.program.run(world.arguments(command), in: FullDisk.script(#""$@" > full/out"#))
            #expect(run.status == 74, "\(command): \(run.status) \(run.error)")
            #expect(run.error.contains("sendready: error: cannot write standard output: "), "\(command): \(run.error)")
        }
    }
}

/// A 64 KiB file system without room, in a separate mount namespace.
enum FullDisk {
    @Sendable
    static func isPossible() async -> Bool { (try? await Program.run("bash", ["-c", "\(unshare) -m true"])) != nil }

    private static let unshare = getuid() == 0 ? "unshare" : "unshare --map-root-user"

    /// Runs a command while `full` is such a file system; its files afterwards are listed on standard error.
    static func script(_ command: String) -> String {
        #"""
        mkdir -p full
        exec \#(unshare) -m bash -c '
            mount -t tmpfs -o size=64k none full || exit 99
            printf "as it was" > full/old
            cat /dev/zero > full/fill 2> /dev/null
            \#(command)
            status=$?
            echo "left: $(ls full | tr "\n" " " | sed "s/ $//")" >&2
            echo "old: $(cat full/old)" >&2
            exit $status' bash "$@"
        """#
    }
}
