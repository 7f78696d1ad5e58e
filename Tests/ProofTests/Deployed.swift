import BuiltinRules
import DNS
import Deployment
import Facts
import LDNSCodec
import MailPolicy
import Proof
import Rules
import ScriptedDNS
import StrictYAML
import Survey
import ZonePlan

/// A deployment and the records that stand in the DNS, in memory: planned, audited and repaired as the program does it.
struct Deployed {
    let plan: Plan
    var lines: [Line]
    let keys: [DomainName: DKIMPublicKey]
    /// Rules that are on though they are off as shipped.
    var enabled: [String] = []
    /// Rules of an operator's own, beside the shipped ones.
    var ownRules: [RuleSource] = []
    /// Names that do not answer.
    var silent: [String] = []
    /// The internal view shows what the public one does, and has no zone of its own.
    var isPassedOn = false
    /// Servers that publish the records; without them, questions are answered from the records at once.
    var servers: Servers?

    /// The way to servers, by view.
    struct Servers: Sendable {
        let network: any SurveyNetwork
        let resolvers: [ViewName: Endpoint]
    }

    /// A record and the view that shows it.
    struct Line: Hashable, CustomStringConvertible {
        let view: ViewName
        let record: Record

        /// `[internal: ]owner TYPE data`, texts joined and names with their final dots.
        var description: String {
            let data = record.data.joinedText ?? record.data.zoneText
            return (view == .internal ? "internal: " : "") + "\(record.name.lowercased.absoluteText) \(record.type) \(data)"
        }
    }

    /// - Parameters:
    ///   - file: a deployment file without its version and name.
    ///   - base: records, one in a line, as `ScriptedRecord` or a zone file has them.
    init(_ file: String, base: [String], keys: [String: DKIMPublicKey] = [:]) throws {
        plan = Plan(try DeploymentFile.parse(text: "version: 1\nname: t\n\(file)", file: "t.yaml", folder: "/").deployment)
        lines = try base.map(Self.line)
        self.keys = Dictionary(uniqueKeysWithValues: keys.compactMap { key in DomainName(key.key).map { ($0, key.value) } })
    }

    /// The data of public SOA records: those of other views have another serial number.
    static let publicStart = try? ScriptedRecord("a.test SOA 1").record.data

    static func line(_ text: String) throws -> Line {
        if let scripted = try? ScriptedRecord(text) {
            return Line(view: scripted.view.map(ViewName.init(rawValue:)).flatMap(\.self) ?? .public, record: scripted.record)
        }
        return Line(view: .public, record: try record(text))
    }

    private static func record(_ text: String) throws -> Record {
        guard let record = try ZoneFile(parsing: "$TTL 300\n\(text)").records.first else {
            throw DeployedFailure(text: text)
        }
        return record
    }

    // MARK: - Editing

    /// Takes away every record whose description begins so; at least one has to.
    mutating func remove(_ beginning: String) throws {
        let rest = lines.filter { !$0.description.hasPrefix(beginning) }
        guard rest.count < lines.count else { throw DeployedFailure(text: "nothing begins with \(beginning)") }
        lines = rest
    }

    mutating func add(_ text: String) throws { lines.append(try Self.line(text)) }

    mutating func replace(_ beginning: String, _ text: String) throws {
        try remove(beginning)
        try add(text)
    }

    /// Publishes what a report proposes, whoever has to do it.
    mutating func publish(_ repairs: [Repair]) throws {
        for repair in repairs { try change(repair.view, repair.owner, repair.type, repair.old, repair.new, joined: true) }
    }

    /// Publishes what a plan says has to change.
    mutating func publish(_ plan: ZonePlan) throws {
        for set in plan.sets {
            for change in set.changes where change.state.isChange || change.state == .planned {
                try self.change(
                    set.view.rawValue, set.owner.absoluteText, set.type.description, change.was, change.data, joined: false)
            }
        }
    }

    private mutating func change(
        _ view: String, _ owner: String, _ type: String, _ old: String?, _ new: String?, joined: Bool
    ) throws {
        guard let view = ViewName(rawValue: view), let name = DomainName(owner) else { return }
        if let old {
            let isAlias = old.hasPrefix("CNAME ") && type != "CNAME"
            let gone = isAlias ? String(old.dropFirst(6)) : old
            lines.removeAll { line in
                let data = joined ? line.record.data.joinedText ?? line.record.data.zoneText : Self.text(line.record.data)
                return line.view == view && line.record.name == name && data == gone
                    && line.record.type.description == (isAlias ? "CNAME" : type)
            }
        }
        if let new {
            let record: Record
            if type == "TXT", joined {
                record = try ScriptedRecord("\(name.text) TXT \(new)").record
            } else {
                record = try Self.record("\(owner) 300 IN \(type) \(new)")
            }
            let line = Line(view: view, record: record)
            if !lines.contains(where: { $0.description == line.description }) { lines.append(line) }
        }
    }

    /// Data as a plan writes it: TXT in as few strings as hold it.
    private static func text(_ data: RecordData) -> String {
        guard let joined = data.joinedText, let record = try? ScriptedRecord("x TXT \(joined)").record else {
            return data.zoneText
        }
        return record.data.zoneText
    }

    // MARK: - Looking

    private static let sources = BuiltinRules.files.map { RuleSource(path: $0.path, text: $0.text) }
    private static let book = Result { try RuleBook(sources: sources) }

    static func rules() throws -> RuleBook { try book.get() }

    private func configuration() throws -> RuleConfiguration {
        let requests = enabled.map {
            SettingRequest(
                rule: $0, selectors: [], severity: nil, isEnabled: true, parameters: [], reason: nil,
                position: SourcePosition(line: 1, column: 1))
        }
        return try RuleConfiguration(
            book: try ownRules.isEmpty ? Self.book.get() : RuleBook(sources: Self.sources + ownRules),
            overrides: RuleConfiguration.Overrides(requests, file: "t.yaml", text: ""))
    }

    private static let suffixes = PublicSuffixList("example\ntest\n")

    /// What each view shows.
    var shown: [Line] {
        let outside = lines.filter { $0.view == .public }
        return isPassedOn ? outside + outside.map { Line(view: .internal, record: $0.record) } : lines
    }

    func zonePlan() async throws -> ZonePlan {
        await ZonePlanner(
            plan: plan, lookup: servers?.network ?? ZoneNetwork(shown), givenKeys: keys, publicSuffixes: Self.suffixes
        ).zonePlan()
    }

    private func survey() -> Survey {
        let local = Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 53)
        let resolvers = plan.views.map { ($0.name, [servers?.resolvers[$0.name] ?? local]) }
        return Survey(
            plan: plan, resolvers: Dictionary(uniqueKeysWithValues: resolvers),
            network: RecordedNetwork(servers?.network ?? ZoneNetwork(shown, silent: silent)), publicSuffixes: Self.suffixes,
            givenKeys: keys)
    }

    /// What a survey sees.
    func facts() async -> FactSet { await survey().run(observedAt: Self.now) }

    private static let now = Timestamp(seconds: 1_795_348_800)

    /// The judgement of what stands there, with repairs that were proven where `proves` says so.
    func audit(proves: Bool = true) async throws -> Judgement {
        let survey = survey()
        let facts = await survey.run(observedAt: Self.now)
        let rules = try configuration()
        let judgement = rules.judge(facts)
        return proves ? await Proof(survey, rules, facts, judgement).run() : judgement
    }

    /// Whether a server loads the records: nothing stands beside an alias (RFC 1034 §3.6.2).
    var isLoadable: Bool {
        Dictionary(grouping: Set(lines)) { "\($0.view.rawValue) \($0.record.name.lowercased)" }.values.allSatisfy { records in
            records.count == 1 || !records.contains { $0.record.type == .cname }
        }
    }

    var text: String { lines.map(\.description).sorted().joined(separator: "\n") }
}

/// The records of each view, at once and without a server.
private struct ZoneNetwork: SurveyNetwork {
    private var zones: [String: ScriptedZone] = [:]

    init(_ lines: [Deployed.Line], silent: [String] = []) {
        for name in silent.compactMap({ DomainName($0) }) { zones["public", default: ScriptedZone()].fail(name) }
        for line in lines { zones[line.view.rawValue, default: ScriptedZone()].add(line.record) }
    }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let result = await (zones[view] ?? ScriptedZone()).lookup(question, in: view)
        return LookupResult(
            question: question, view: view, outcome: result.outcome, aliases: result.aliases, ttl: 300, authenticated: true)
    }

    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult {
        await lookup(question, in: view)
    }
}

extension Judgement {
    /// Failures in words, from a severity on.
    func failures(from severity: Severity = .notice) -> [String] {
        findings.filter { $0.outcome == .fail && $0.severity >= severity }.map {
            "\($0.severity.rawValue) \($0.rule) \($0.subject.key)"
        }
        .sorted()
    }

    /// What could not be judged though an error may hide there.
    var gaps: [String] {
        findings.filter { [.undetermined, .error].contains($0.outcome) }.map {
            "\($0.outcome.rawValue) \($0.rule) \($0.subject.key)"
        }
    }
}
