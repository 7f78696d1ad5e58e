import Facts
import Foundation
import TestPeers
import Testing

/// The engines of `Examples/fleet`, killed in the middle. `Scripts/test-fleet` runs them with more keys.
@Suite(
    "Engines lose no key and keep none twice", .timeLimit(.minutes(10)), .serialized,
    .enabled(if: NSD.isInstalled, "NSD is not installed"))
struct FleetEngineTests {
    private static let count = ProcessInfo.processInfo.environment["SENDREADY_FLEET"].flatMap { Int($0) } ?? 120
    private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Examples/fleet").path

    /// Starts `command` in a separate session, and kills all of it (`kill -9`) after some seconds.
    private static func killed(_ command: String, after seconds: Double) -> String {
        "setsid bash -c \(quoted(command)) > killed.log 2>&1 & victim=$!; sleep \(seconds); kill -9 -- -$victim; wait $victim"
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }

    /// The program under test comes first in the path.
    private static let path =
        "export PATH=\(quoted(URL(fileURLWithPath: SendreadyProgram.path).deletingLastPathComponent().path)):$PATH"

    @Test("GNU parallel", .enabled(if: Program.isInstalled("parallel"), "parallel is not installed"))
    func parallel() async throws {
        let world = try await FleetWorld(Self.count)
        let work =
            "LINES_A_PART=\(max(Self.count / 6, 1)) \(Self.examples)/parallel/audit-fleet fleet.ndjson work r --template template.yaml"
        let script = """
            \(Self.path)
            \(Self.killed(work, after: 2.5))
            \(Self.killed(work, after: 3.5))
            for i in $(seq 60); do \(work) && break; sleep 1; done
            cat work/results/*.ndjson > all; ls work/results | grep -c begun
            """
        let run = try await world.program.run([], in: script)
        #expect(run.output.hasSuffix("0\n"), "\(run.output) \(run.error)")
        let lines = try world.lines(of: "all")
        #expect(lines.compactMap { $0["key"]?.text }.sorted() == (0..<Self.count).map { "k\($0)" }.sorted())
        await world.stop()
    }

    @Test(
        "with GNU parallel, an unfinished audit is not a result",
        .enabled(if: Program.isInstalled("parallel"), "parallel is not installed"))
    func unfinishedPart() async throws {
        let program = try SendreadyProgram()
        try program.folder.write("{}\n{}\n", to: "fleet.ndjson")
        // An audit that writes one result of its part, and ends like one that found its output locked.
        let script = """
            mkdir bin; printf '#!/bin/sh\\necho "{}" > "$5"; exit 73\\n' > bin/sendready; chmod +x bin/sendready
            PATH=$PWD/bin:$PATH \(Self.examples)/parallel/audit-fleet fleet.ndjson work r
            echo $?; ls work/results
            """
        let run = try await program.run([], in: script)
        #expect(run.output == "1\n000000.ndjson.begun\n", "\(run.output) \(run.error)")
    }

    /// The folder of the newest PostgreSQL's programs, which Debian does not put on the path.
    private static let postgres: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = versions.compactMap({ Int($0) }).max() else { return nil }
        let folder = "\(root)/\(newest)/bin"
        return FileManager.default.isExecutableFile(atPath: folder + "/initdb") ? folder : nil
    }()

    @Test("PostgreSQL as queue and sink", .enabled(if: postgres != nil, "postgresql is not installed"))
    func postgreSQL() async throws {
        let programs: String = try #require(Self.postgres)
        let world = try await FleetWorld(Self.count)
        // PostgreSQL does not run as root.
        let owner = getuid() == 0 ? "runuser -u postgres --" : ""
        let worker = "BATCH=20 LEASE='4 seconds' PAUSE=0.5 \(Self.examples)/postgresql/worker r --template template.yaml"
        let script = """
            \(Self.path)
            data=$(mktemp -d); chmod 755 . "$data"; [ "$(id -u)" != 0 ] || chown postgres "$data"
            export PGHOST=$data PGUSER=postgres PGDATABASE=postgres
            cd "$data"
            \(owner) \(programs)/initdb --pgdata "$data/db" --username postgres --auth trust --no-sync > initdb.log 2>&1 || cat initdb.log
            \(owner) \(programs)/pg_ctl --pgdata "$data/db" --wait --options "-h '' -k $data -c fsync=off" --log "$data/log" start > /dev/null || cat "$data/log"
            cd "$OLDPWD"
            trap '\(owner) \(programs)/pg_ctl --pgdata "$data/db" --mode immediate stop > /dev/null; rm -rf "$data"' EXIT
            psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --file \(Self.examples)/postgresql/schema.sql 2>&1 | grep -v NOTICE
            psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 <<'SQL'
            create temporary table given (entry jsonb);
            \\copy given from 'fleet.ndjson' with (format csv, delimiter e'\\x01', quote e'\\x02')
            insert into fleet.job (run, key, entry) select 'r', entry ->> 'key', entry from given;
            SQL
            \(Self.killed(worker, after: 2.2))
            \(Self.killed(worker, after: 3.3))
            \(worker) & \(worker) & wait
            psql --no-psqlrc --tuples-only --no-align --field-separator ' ' <<'SQL'
            select count(*), count(distinct key), count(*) filter (where line is null) from fleet.report where run = 'r';
            select count(*) from fleet.job where done_at is null;
            select count(*) > 0 from fleet.finding where rule like 'spf/%' and outcome = 'fail';
            SQL
            """
        let run = try await world.program.run([], in: script)
        #expect(run.output == "\(Self.count) \(Self.count) 0\n0\nt\n", "\(run.output) \(run.error)")
        await world.stop()
    }
}
