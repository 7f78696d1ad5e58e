import ArgumentParser
import Fleet
import Report

/// A fleet instead of a few files.
struct StreamOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Audit a fleet: read one deployment per line from the file, or from standard input, and write one report per line.",
            discussion: """
                A line is a JSON object with "key" and one of "deployment", "file" and "values" (for --template); or the input is \
                CSV with a header (with --template; one column is "key"), or a list of paths. Every input line gets one output line, in \
                order of completion; the exit code is then 0, whatever the verdicts, unless --fail-on is given.
                """))
    var stream = false

    @Option(help: "Deployment file with ${name} in its values, filled in from each line's values; with --stream.")
    var template: String?

    @Option(
        help: "report: one line per deployment with everything; findings: one line each, then the end; summary: only the end.")
    var emit: FleetLine.Emission?

    @Option(help: "Name of the run, in every line of the output; with --stream. By default made from the time.")
    var run: String?

    @Flag(help: "Continue the run named --run: skip what is in the --output file, and cut off a torn last line.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            "Process only one part of the lines, by a hash of the registrable domain; server budgets are divided by N.",
            valueName: "i/n"))
    var shard: ShardArgument?

    @Option(help: "How long started deployments may continue after SIGTERM; with --stream. 25s by default.")
    var grace: DurationText?

    @Option(help: ArgumentHelp("Concurrent deployments. 64 by default.", valueName: "number"))
    var concurrency: Int?

    @Option(
        help: ArgumentHelp(
            "Packets per second to one name server, resolvers included; unlimited by default.", valueName: "number"))
    var serverRate: Double?

    @Option(help: ArgumentHelp("Connections per second to one address; unlimited by default.", valueName: "number"))
    var addressRate: Double?

    static let standardGrace = Duration.seconds(25)

    func validate() throws {
        if let concurrency, !(1...10_000).contains(concurrency) {
            throw ValidationError("--concurrency is a number of deployments, from 1 to 10000")
        }
        for (name, rate) in [("--server-rate", serverRate), ("--address-rate", addressRate)] {
            guard let rate else { continue }
            guard rate.isFinite, rate >= 0.01, rate <= 1_000_000 else {
                throw ValidationError("\(name) is a number per second, from 0.01 to 1000000")
            }
        }
        guard stream else {
            let given = [
                ("--template", template != nil), ("--emit", emit != nil), ("--run", run != nil), ("--resume", resume),
                ("--shard", shard != nil), ("--grace", grace != nil),
            ]
            if let option = given.first(where: \.1)?.0 { throw ValidationError("\(option) is for fleets: add --stream") }
            return
        }
        guard !resume || run != nil else { throw ValidationError("--resume continues a run: name it with --run") }
        if let run {
            let isWord = run.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._:+-".contains($0)) }
            guard isWord, (1...100).contains(run.count) else {
                throw ValidationError("--run is a name of at most 100 letters, digits, '.', '-', '_', ':' and '+'")
            }
        }
    }

    /// Applies the options to the audit settings.
    func apply(to settings: inout AuditSettings) {
        if let concurrency { settings.concurrency = concurrency }
        settings.serverRate = serverRate
        settings.addressRate = addressRate
        settings.shards = shard?.shard.count ?? 1
        settings.isEndless = stream
    }
}

extension FleetLine.Emission: ExpressibleByArgument {}

/// `I/N` on the command line.
struct ShardArgument: ExpressibleByArgument {
    let shard: Shard

    init?(argument: String) {
        guard let shard = Shard(argument) else { return nil }
        self.shard = shard
    }
}

/// A duration as an option's value.
struct DurationText: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = try? DurationArgument(parsing: argument).duration else { return nil }
        self.duration = duration
    }
}
