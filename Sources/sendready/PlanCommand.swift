import ArgumentParser
import DNS
import Deployment
import Facts
import Foundation
import Report
import Resolver
import Rules
import Survey
import SystemIO
import ZonePlan

struct PlanCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }
    enum Part: String, CaseIterable, ExpressibleByArgument { case changes }

    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "The records that a deployment needs, as zone files, compared with the DNS.",
        discussion: """
            Each record is marked present, missing, wrong (with what stands there), superfluous, not-ours where somebody else \
            keeps the zone, or unknown where the DNS did not answer. CAA and TLSA records follow from what servers show, which audit \
            looks at. The exit code is 0, with --exit-code 2 where something must change, and 3 where something could not \
            be learned.
            """)

    @Argument(help: "Deployment files (YAML).", completion: .yaml)
    var files: [String]

    @Option(help: "Format of the plan: text (zone files) or json.")
    var format: Format = .text

    @Option(help: "Form of the text: zone (files), nsupdate, dnscontrol or octodns.")
    var form: ZonePlanForm = .zone

    @Option(help: "changes: leave out records that are in order; unknown ones become comments.")
    var only: Part?

    @Option(help: "File for the plan, written completely or not at all; - is standard output.", completion: .file())
    var output = "-"

    @Option(help: "Write one file for each zone into this folder: public/…, internal/… and ptr/….", completion: .directory)
    var directory: String?

    @Option(help: "Plan only this view: public or internal; may be repeated.")
    var view: [ViewArgument] = []

    @Flag(name: .customLong("no-dns"), help: "Make no queries: show the records as they would be created from scratch.")
    var withoutDNS = false

    @Flag(help: "Show what the scheme requires, and why each record must exist.")
    var explain = false

    @Flag(help: "Exit with 2 if a record is missing, wrong or superfluous.")
    var exitCode = false

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Value for ${name} in the files, which are then templates; may be repeated.", valueName: "name=value"))
    var values: [String] = []

    @OptionGroup var folder: RulesFolderOptions
    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var network: NetworkOptions

    func validate() throws {
        guard directory == nil || files.count == 1 else {
            throw ValidationError("--directory takes the zones of one deployment: plan the files one by one")
        }
        guard directory == nil || format == .text else { throw ValidationError("--directory writes zone files, not JSON") }
        guard directory == nil || output == "-" else { throw ValidationError("--directory and --output exclude each other") }
        guard !output.isEmpty else { throw ValidationError("--output names no file") }
        guard form == .zone || format == .text else { throw ValidationError("--form is for text, not JSON") }
        guard only == nil || format == .text else {
            throw ValidationError("--only is for text: JSON says the state of every record")
        }
        guard !view.contains(where: { $0.name == .authoritative }) else {
            throw ValidationError("records are planned for the public and the internal view")
        }
        guard !withoutDNS || overlay.overlay.isEmpty else {
            throw ValidationError("--overlay needs the DNS, so it excludes --no-dns")
        }
    }

    func run() async throws {
        let overlays = try overlay.overlays()
        let book = try folder.book()
        var results: [(plan: ZonePlan, expectations: [PlanExpectation])] = []
        for file in files {
            let plan = try DeploymentPlan.load(file, views: view.map(\.name), values: try templateValues())
            try OverlayOptions.check(overlays, [plan])
            try checkForm(plan)
            let rules = try RuleOptions.configuration(book, plan.deployment, profiles: [])
            let wishes = RecordWishes { rules.enabled.contains($0) }
            results.append((try await zonePlan(plan, overlays, wishes), PlanExpectation.all(plan)))
        }
        if let directory, let result = results.first {
            try write(result.plan, to: directory)
        } else {
            let text =
                format == .json
                ? ZonePlanJSON.document(results, toolVersion: Sendready.version).rendered() + "\n"
                : results.map { self.text($0.plan, $0.expectations) }.joined(separator: "\n")
            if output == "-" {
                try StandardOutput.write(text)
            } else {
                try OutputFile.write(text, to: output)
            }
        }
        throw ExitCode(status(results.map(\.plan)).rawValue)
    }

    /// Tools that edit zones know them by name alone: the records of one view must not reach the servers of another.
    private func checkForm(_ plan: Plan) throws {
        guard form != .zone, directory == nil, plan.views.count > 1 else { return }
        throw CommandFailure(
            .usage,
            "--form \(form.rawValue) writes the zones of one view: choose it with --view, or write each to its own file with --directory"
        )
    }

    /// `nil` if the files are not templates.
    private func templateValues() throws -> [String: String]? {
        guard !values.isEmpty else { return nil }
        return try values.reduce(into: [:]) { result, argument in
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw CommandFailure(.usage, "--set takes NAME=VALUE, not '\(argument)'")
            }
            result[parts[0]] = parts[1]
        }
    }

    private func zonePlan(_ plan: Plan, _ overlays: [String: Overlay], _ wishes: RecordWishes) async throws -> ZonePlan {
        let keys = try PolicyInputs.givenKeys(plan)
        let publicSuffixes = PolicyInputs.publicSuffixes()
        let planner = { (lookup: (any Lookup)?) in
            ZonePlanner(plan: plan, lookup: lookup, givenKeys: keys, publicSuffixes: publicSuffixes, wishes: wishes)
        }
        guard !withoutDNS else { return await planner(nil).zonePlan() }
        let views = try AuditRun.resolvers(plan).map { View(name: $0.key.rawValue, servers: $0.value) }
        let client = try DNSClient(
            views: views.sorted { $0.name < $1.name }, deadline: ContinuousClock.now + network.timeout.duration)
        let progress = Progress(clients: [client], isShown: !network.noProgress)
        defer {
            progress.stop()
            client.shutdown()
        }
        let network = OverlayNetwork(client, overlays: overlays, passingOnBy: plan)
        let result = await AnswerGathering.plan(asking: network, planner)
        OverlayOptions.tell(network.replacements)
        return result
    }

    private func text(_ plan: ZonePlan, _ expectations: [PlanExpectation]) -> String {
        let text = ZonePlanText(plan, explains: explain)
        let mark = form.commentMark
        var head = ["\(mark) \(printable(plan.deployment)) (\(plan.scheme)): \(text.summary)"]
        head += plan.advice.map { "\(mark) advice: \(printable($0.text))" }
        if !plan.unplanned.isEmpty {
            let types = plan.unplanned.map(\.description).joined(separator: " and ")
            head.append("\(mark) not planned: \(types) records; \(ZonePlan.unplannedReason)")
        }
        if explain {
            head.append(mark)
            head += expectations.map { "\(mark) \($0.kind) \(printable($0.subject)): \(printable($0.why))" }
        }
        return ([head.joined(separator: "\n") + "\n"] + files(plan).map(\.text)).joined(separator: "\n")
    }

    private func files(_ plan: ZonePlan) -> [ZonePlanText.File] {
        form.files(plan, explains: explain, onlyChanges: only == .changes)
    }

    private func write(_ plan: ZonePlan, to directory: String) throws {
        for file in files(plan) {
            let path = (directory as NSString).appendingPathComponent(file.name)
            do {
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(.cannotCreate, "cannot make the folder of '\(path)': \(error.localizedDescription)")
            }
            try OutputFile.write(file.text, to: path)
        }
    }

    private func status(_ plans: [ZonePlan]) -> ExitStatus {
        let count = { (state: RecordChange.State) in plans.reduce(0) { $0 + $1.count(state) } }
        if exitCode, count(.missing) + count(.wrong) + count(.superfluous) > 0 { return .notReady }
        return count(.unknown) > 0 ? .undetermined : .ready
    }
}

extension ZonePlanForm: ExpressibleByArgument {}
