import ArgumentParser
import Deployment
import Dispatch
import Facts
import Fleet
import Foundation
import Glibc
import Report
import Rules
import Sockets
import StrictYAML
import Synchronization
import SystemIO

/// Runs a stream, from the command line to the exit code.
struct StreamCommand {
    private let input: StreamInput
    private let output: StreamOutput
    private let answered: AnsweredLines
    private let run: StreamRun
    private let failOn: ExitStatus.FailOn?
    private let session: AuditSession

    init(
        input path: String, output place: String, options: StreamOptions, settings: AuditSettings, views: [ViewName],
        failOn: ExitStatus.FailOn?, showsAll: Bool, memory: StreamMemory?,
        configure: @escaping @Sendable (Deployment) throws -> RuleConfiguration
    ) throws {
        let template: DeploymentTemplate?
        do throws(Diagnostics) {
            template = try options.template.map { path throws(Diagnostics) in try DeploymentTemplate(path: path) }
        } catch {
            throw CommandFailure(error)
        }
        let name = options.run ?? Self.name()
        input = try StreamInput(path)
        if place == "-" {
            (output, answered) = (StreamOutput(), AnsweredLines(run: name))
        } else {
            (output, answered) = try StreamOutput.file(place, run: name, resumes: options.resume)
        }
        session = try AuditSession(settings)
        self.failOn = failOn
        run = StreamRun(
            session: session,
            reader: StreamReader(
                input: input.description, template: template, views: views, failOn: failOn ?? .error,
                session: session, configure: configure),
            output: output, name: name, emission: options.emit ?? .report, concurrency: settings.concurrency,
            shard: options.shard?.shard, showsAll: showsAll, publicSuffixes: session.publicSuffixes,
            memory: memory)
    }

    /// `20261122T120000Z-1f3a`
    private static func name() -> String {
        let time = "\(Timestamp.now)".filter { $0 != "-" && $0 != ":" }
        return "\(time)-\(String(UInt16.random(in: 0...UInt16.max), radix: 16))"
    }

    func run(showsProgress: Bool, grace: Duration, isQuiet: Bool) async throws {
        let termination = Termination(input: input, output: output, grace: grace)
        let progress = Progress(clients: [session.client], isShown: showsProgress)
        defer {
            progress.stop()
            session.shutdown()
        }
        // On Swift's pool, with all its threads.
        try await Task { [run, input, answered] in try await run.run(input, answered: answered) }.value
        progress.stop()
        OverlayOptions.tell(session.replacements)
        if let failure = output.failure { throw CommandFailure(failure) }
        if let failure = run.tally.memoryFailure { throw failure }
        if !isQuiet { Voice.write("sendready: run \(run.name): \(run.tally.text)") }
        if termination.isRequested { throw ExitCode(ExitStatus.terminated.rawValue) }
        throw ExitCode((failOn == nil ? ExitStatus.ready : run.tally.status).rawValue)
    }
}

/// SIGTERM: reads no more input, and gives started deployments a limited time.
private final class Termination {
    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    private let requested: Flag
    private let watch: SignalWatch

    var isRequested: Bool { requested.isSet.load(ordering: .relaxed) }

    init(input: StreamInput, output: StreamOutput, grace: Duration) {
        let flag = Flag()
        requested = flag
        watch = SignalWatch([SIGTERM]) { _ in
            flag.isSet.store(true, ordering: .relaxed)
            input.stop()
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(grace.milliseconds)) {
                // What is not finished is not answered: --resume does it.
                output.close()
                Voice.warning("the time after SIGTERM has passed: unfinished deployments are left out")
                Glibc.exit(ExitStatus.terminated.rawValue)
            }
        }
    }
}
