import ArgumentParser
import Deployment
import Facts
import Foundation
import Report
import RuleLanguage
import Rules
import StrictYAML
import SystemIO

/// The rule selection of all commands that judge.
struct RuleOptions: ParsableArguments {
    @OptionGroup var folder: RulesFolderOptions

    @Option(help: "A profile instead of those in the deployment file: strict, gmail, …; may be repeated.", completion: .profiles)
    var profile: [String] = []

    @Option(help: "A file of waivers, in addition to the deployment file's own.", completion: .yaml)
    var waivers: String?

    @Option(help: "A baseline: failures in it are accepted.", completion: .file())
    var baseline: String?

    @Option(help: "Write the current failures to this file, for later use with --baseline.", completion: .file())
    var writeBaseline: String?

    @Flag(help: "Drop from the --baseline file what no longer fails.")
    var pruneBaseline = false

    func validate() throws {
        guard !pruneBaseline || baseline != nil else { throw ValidationError("--prune-baseline needs --baseline FILE") }
    }

    func book() throws -> RuleBook { try folder.book() }

    /// How a deployment is judged: its file's settings, overridden by those of the command line.
    func configuration(
        _ book: RuleBook, _ deployment: Deployment? = nil, rules globs: [String] = []
    ) throws(CommandFailure) -> RuleConfiguration {
        var configuration = try Self.configuration(book, deployment, profiles: profile, rules: globs)
        do {
            for path in [deployment?.rules.waivers?.path, waivers].compactMap({ $0 }) {
                configuration.waivers += try Self.waivers(path, book)
            }
            if let baseline { configuration.baseline = try Self.baseline(baseline) }
            return configuration
        } catch let failure as CommandFailure {
            throw failure
        } catch let diagnostics as Diagnostics {
            throw CommandFailure(diagnostics)
        } catch {
            throw CommandFailure(.internal, "\(error)")
        }
    }

    /// The rules after profiles and overrides; `profiles` replace those of the deployment file.
    static func configuration(
        _ book: RuleBook, _ deployment: Deployment?, profiles: [String], rules globs: [String] = []
    ) throws(CommandFailure) -> RuleConfiguration {
        let settings = deployment?.rules ?? RuleSettings()
        let file = deployment?.file ?? ""
        let names =
            profiles.isEmpty
            ? settings.profiles.map { RuleConfiguration.ProfileName($0.name, at: $0.place.position) }
            : profiles.map { RuleConfiguration.ProfileName($0) }
        let isPlain = settings.overrides.isEmpty && settings.profiles.isEmpty
        // Needed only to show the line of a mistake.
        let text = isPlain ? "" : (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let overrides = RuleConfiguration.Overrides(settings.overrides.map(SettingRequest.init), file: file, text: text)
        do {
            if let deployment { try checkSelectors(settings.overrides, of: deployment, text) }
            return try RuleConfiguration(book: book, profiles: names, overrides: overrides, rules: globs)
        } catch {
            let isUsage = !profiles.isEmpty && error.list.count == 1 && error.list[0].message.hasPrefix("unknown profile")
            throw isUsage ? CommandFailure(.usage, error.list[0].message) : CommandFailure(error)
        }
    }

    /// Senders and views are known before any query: an override for one that does not exist is an error.
    private static func checkSelectors(
        _ overrides: [RuleOverride], of deployment: Deployment, _ text: String
    ) throws(Diagnostics) {
        let known = ["sender": deployment.senders.map(\.name), "view": ViewName.allCases.map(\.rawValue)]
        let diagnostics = overrides.flatMap(\.selectors).compactMap { selector -> Diagnostic? in
            guard let names = known[selector.key], !names.contains(where: Glob(selector.value).matches) else { return nil }
            return Diagnostic(
                file: deployment.file, text: text, position: selector.place.position,
                message: "there is no \(selector.key) '\(selector.value)'\(suggestion(for: selector.value, among: names))")
        }
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    }

    private static func waivers(_ path: String, _ book: RuleBook) throws -> [Waiver] {
        let file = try WaiverFile(text: try InputText.read(path), file: path, book: book, now: .now)
        for warning in file.warnings { Voice.write("sendready: \(warning.rendered)") }
        return file.waivers
    }

    private static func baseline(_ path: String) throws(CommandFailure) -> Baseline {
        do {
            return try Baseline(json: try JSONParser.parse(try InputText.read(path)))
        } catch let failure as CommandFailure {
            throw failure
        } catch let failure as JSONParser.Failure {
            throw CommandFailure(.refused, "\(path):\(failure)")
        } catch {
            throw CommandFailure(.refused, "\(path): \(error)", hint: "sendready audit --write-baseline writes one")
        }
    }

    /// Writes the requested baseline files.
    func record(_ reports: [Report]) throws {
        if let writeBaseline {
            var fresh = Baseline(createdAt: .now)
            for report in reports { fresh.record(report.findings, of: report.deployment) }
            try OutputFile.write(fresh.json.rendered() + "\n", to: writeBaseline)
        }
        if pruneBaseline, let path = baseline {
            var pruned = try Self.baseline(path)
            // An accepted finding fails still; one that passes now appears as such among the findings.
            for report in reports { pruned.prune(report.findings, of: report.deployment) }
            try OutputFile.write(pruned.json.rendered() + "\n", to: path)
        }
    }
}

extension Timestamp {
    /// The machine's clock.
    static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}

extension SettingRequest {
    /// An override of a deployment file.
    init(_ override: RuleOverride) {
        let entry = { (entry: RuleOverride.Entry) in
            Entry(key: entry.key, value: entry.value, position: entry.place.position)
        }
        self.init(
            rule: override.rule, selectors: override.selectors.map(entry),
            severity: override.severity.flatMap { Severity(rawValue: $0.rawValue) }, isEnabled: override.isEnabled,
            parameters: override.parameters.map(entry), reason: override.reason, position: override.place.position)
    }
}

extension SourcePlace {
    var position: SourcePosition { SourcePosition(line: line, column: column) }
}
