package import Facts
package import StrictYAML

/// How one deployment is judged: the rules, and the effect of profiles, overrides, waivers and a baseline on them.
///
/// Precedence: the rule itself, then profiles in order, each after those that it extends, then overrides in order.
package struct RuleConfiguration: Sendable {
    package let book: RuleBook
    /// The mailbox providers whose readiness is reported.
    package let providers: [Profile]
    package var waivers: [Waiver] = []
    package var baseline: Baseline?
    /// The ids of the rules that settings leave on.
    package let enabled: Set<String>
    let settings: [RuleSetting]
    /// The rules whose findings are reported.
    private var chosen: Set<String>
    /// Rules that are disabled here, even for providers.
    private var leftOut: Set<String> = []
    /// Some rules were chosen by name, so that the results for providers would be incomplete.
    private let isPartial: Bool
    /// Only providers' profiles were named: the verdict is theirs, and the rest is only shown.
    private let isProvidersOnly: Bool
    /// Otherwise every provider's readiness is reported, and none affects the findings.
    private let namesProviders: Bool
    /// Everything derived from the above, prepared once for all deployments.
    private var prepared = PreparedRules()

    /// The requests of one file.
    package struct Overrides: Sendable {
        package let requests: [SettingRequest]
        package let file: String
        /// The whole file, for diagnostics.
        package let text: String

        package init(_ requests: [SettingRequest], file: String, text: String) {
            self.requests = requests
            self.file = file
            self.text = text
        }
    }

    /// A profile as named in the deployment file or on the command line.
    package struct ProfileName: Sendable {
        package let name: String
        package let position: SourcePosition?

        package init(_ name: String, at position: SourcePosition? = nil) {
            self.name = name
            self.position = position
        }
    }

    /// Without profiles, `default` applies and every provider's readiness is reported. A provider named beside another
    /// profile raises the severity of what it demands; if only providers are named, the verdict is theirs alone. `rules`
    /// are globs that choose rules by name, including those that are off.
    package init(
        book: RuleBook, profiles names: [ProfileName] = [], overrides: Overrides? = nil, rules globs: [String] = []
    ) throws(Diagnostics) {
        var diagnostics: [Diagnostic] = []
        let file = overrides?.file ?? "command line"
        let report = { (message: String, position: SourcePosition) in
            diagnostics.append(Diagnostic(file: file, text: overrides?.text ?? "", position: position, message: message))
        }
        var lineage: [Profile] = []
        let known = Set(book.profiles.map(\.id)).union([Profile.defaultID]).sorted()
        for name in names.isEmpty ? [ProfileName(Profile.defaultID)] : names {
            if let profile = book.profile(name.name) {
                for one in profile.lineage(among: book.profiles) ?? [] where !lineage.contains(where: { $0.id == one.id }) {
                    lineage.append(one)
                }
            } else if name.name != Profile.defaultID {
                report(
                    "unknown profile '\(name.name)'\(suggestion(for: name.name, among: known))",
                    name.position ?? SourcePosition(line: 1, column: 1))
            }
        }
        let resolver = SettingResolver(rules: book.compiled, layer: .override, file: file, report: report)
        let changes = (overrides?.requests ?? []).compactMap(resolver.setting)
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        self.book = book
        settings = lineage.flatMap(\.settings) + changes
        let named = lineage.filter(\.isProvider)
        providers = named.isEmpty ? book.profiles.filter(\.isProvider) : named
        isPartial = !globs.isEmpty
        namesProviders = !named.isEmpty
        isProvidersOnly = !named.isEmpty && named.count == lineage.count && !names.contains { $0.name == Profile.defaultID }
        let settings = settings
        enabled = Set(book.rules.filter { Self.isEnabled($0, settings) }.map(\.id))
        chosen = globs.isEmpty ? enabled : Set(globs.flatMap(book.matching).map(\.id))
        prepare()
    }

    private mutating func prepare() {
        let demands = providers.map {
            ProviderDemand($0, among: book.compiled, lineage: $0.lineage(among: book.profiles) ?? [])
        }
        let judged = judged
        prepared = PreparedRules(
            judged: judged, demands: demands,
            silent: leftOut.union(book.rules.filter { $0.status == .preview }.map(\.id)),
            ratings: Ratings(
                rules: book.compiled, settings: settings, demands: namesProviders ? demands : [], isProvidersOnly: isProvidersOnly
            ),
            deprecated: rules.filter { $0.status == .deprecated }.map {
                Remark(.ruleDeprecated, "The rule \($0.id) is deprecated and will go.", place: $0.file)
            },
            explaining: Set(book.explainers.values.flatMap { $0.map(\.rule.rule.id) }))
    }

    /// The rules whose findings are reported.
    package var rules: [Rule] { book.rules.filter { chosen.contains($0.id) } }

    private static func isEnabled(_ rule: Rule, _ settings: [RuleSetting]) -> Bool {
        settings.last { $0.rules.contains(rule.id) && $0.selectors.isEmpty && $0.isEnabled != nil }?.isEnabled ?? rule.isEnabled
    }

    /// Excludes rules, even if they were chosen or are required.
    package func without(_ isLeftOut: (Rule) -> Bool) -> RuleConfiguration {
        var copy = self
        copy.leftOut.formUnion(book.rules.filter(isLeftOut).map(\.id))
        copy.chosen.subtract(copy.leftOut)
        copy.prepare()
        return copy
    }
}

extension RuleConfiguration {
    /// Every chosen rule for every subject of its kind, what is accepted marked, and what each provider would say.
    ///
    /// - Parameter deadline: what is not judged by then is undetermined, and says so.
    package func judge(_ facts: FactSet, until deadline: ContinuousClock.Instant? = nil) -> Judgement {
        var judge = Judge(facts, settings: settings, until: deadline)
        var records = judge.records(of: prepared.judged)
        let runs = judge.runs
        for run in runs where prepared.silent.contains(run.rule) {
            for index in run.records { records[index].finding.hasSay = false }
        }
        let demands = prepared.demands
        let scopes = PathScopes(isPartial ? [] : records, facts)
        let seen = ProviderJudge(records, runs, scopes)
        var used: Set<SettingOrigin> = []
        for run in runs { prepared.ratings.tune(&records, run, &used) }
        let reported = runs.filter { chosen.contains($0.rule) }.sorted { $0.rule < $1.rule }.flatMap(\.records)
        let (accepted, remarks) = accepting(reported.map { records[$0].finding }, facts)
        for (index, finding) in zip(reported, accepted) { records[index].finding = finding }
        var verdict = Verdict(accepted)
        if isProvidersOnly, !isPartial {
            let withSay = demands.reduce(into: Set<Int>()) { $0.formUnion(seen.withSay($1)) }
            for index in records.indices where !withSay.contains(index) { records[index].finding.hasSay = false }
            let own = ProviderJudge(records, runs, scopes)
            verdict = .worst(demands.map { own.readiness($0).verdict })
        }
        let provided = demands.reduce(into: Set<Int>()) { demanded, demand in
            guard !isPartial else { return }
            let failures = seen.withSay(demand) { $0.outcome == .fail }
            demanded.formUnion(failures.filter { demand.severity(of: records[$0].finding) == .error })
        }
        let causes = CauseList(&records, reported: reported, demanded: provided, book: book, prepared).causes
        return Judgement(
            findings: reported.map { records[$0].finding }, verdict: verdict,
            providers: isPartial ? [] : demands.map(seen.readiness), causes: causes,
            remarks: remarks + unusedOverrides(used) + prepared.deprecated + providersOnly(records.map(\.finding)),
            rulesDigest: book.digest)
    }

    /// The rules that are evaluated, for the report, for a provider, or because one of those requires them.
    private var judged: [CompiledRule] {
        var needed = (isPartial ? [] : providers).reduce(into: chosen) { $0.formUnion($1.requirements.keys) }
        needed.subtract(leftOut)
        for rule in book.compiled.reversed() where needed.contains(rule.rule.id) { needed.formUnion(rule.rule.requires) }
        return book.compiled.filter { needed.contains($0.rule.id) }
    }

    /// The fields of the root object that judging reads: nothing else must be collected.
    package var neededFields: Set<String> { prepared.neededFields }

    /// Whether some rule needs a connection to a server.
    package var needsProbes: Bool { prepared.needsProbes(book.schema) }

    /// Shown beside a verdict that is the providers' alone.
    private func providersOnly(_ findings: [Finding]) -> [Remark] {
        guard isProvidersOnly, !isPartial else { return [] }
        let others = findings.count { chosen.contains($0.rule) && $0.outcome == .fail && !$0.hasSay && $0.severity > .notice }
        guard others > 0 else { return [] }
        let names = providers.map(\.title).joined(separator: ", ")
        let what = others == 1 ? "1 failure" : "\(others) failures"
        return [
            Remark(
                .providersOnly,
                "The verdict is that of \(names) alone. It leaves out \(what) that the provider does not ask about; "
                    + "name the profile default as well to count all.")
        ]
    }

    private func accepting(_ findings: [Finding], _ facts: FactSet) -> ([Finding], [Remark]) {
        var used: Set<Waiver> = []
        guard !waivers.isEmpty || baseline != nil else { return (findings, []) }
        let fingerprints = Set((baseline?.entries[facts.deployment] ?? []).map(\.fingerprint))
        let result = findings.map { finding in
            let matching = waivers.filter { $0.covers(finding) }
            used.formUnion(matching)
            // For a subject that could not be checked, it is unknown whether its waiver is still needed.
            if finding.outcome == .undetermined { used.formUnion(waivers.filter { $0.speaksOf(finding) }) }
            var finding = finding
            if let waiver = matching.last(where: { facts.observedAt < $0.end }) {
                finding.outcome = .waived
                finding.acceptance = Acceptance(waiver, .active)
            } else if finding.outcome == .fail, let baseline, fingerprints.contains(finding.fingerprint) {
                finding.outcome = .waived
                finding.acceptance = Acceptance(
                    state: .baseline, until: nil, reason: "In the baseline of \(baseline.createdAt.description.prefix(10)).",
                    owner: nil, place: "baseline")
            } else if let waiver = matching.last {
                finding.acceptance = Acceptance(waiver, .expired)
            }
            return finding
        }
        return (result, remarks(used, findings, facts))
    }

    private func remarks(_ used: Set<Waiver>, _ findings: [Finding], _ facts: FactSet) -> [Remark] {
        var remarks: [Remark] = []
        for waiver in waivers {
            // Rules that were not evaluated do not show whether it is needed.
            guard waiver.rules.isSubset(of: chosen) else { continue }
            let what = "The waiver of \(waiver.rule) for \(waiver.subject)"
            if !used.contains(waiver) {
                remarks.append(Remark(.waiverUnused, "\(what) covers nothing: remove it.", place: waiver.place))
            } else if waiver.end <= facts.observedAt {
                remarks.append(
                    Remark(.waiverExpired, "\(what) ended with \(waiver.until): \(waiver.reason)", place: waiver.place))
            }
        }
        let repaired = (baseline?.entries[facts.deployment] ?? []).filter { Baseline.isRepaired($0, in: findings) }
        if !repaired.isEmpty {
            let list = repaired.map { "\($0.rule) \($0.subject)" }.joined(separator: ", ")
            remarks.append(
                Remark(.baselineRepaired, "The baseline holds what no longer fails: prune it (\(list))."))
        }
        return remarks
    }

    private func unusedOverrides(_ used: Set<SettingOrigin>) -> [Remark] {
        settings.filter { $0.origin.layer == .override && !$0.selectors.isEmpty && !used.contains($0.origin) }
            .filter { !$0.rules.isDisjoint(with: chosen) }
            .map { Remark(.overrideUnused, "The override for \($0.subjects) matches no subject.", place: $0.origin.place) }
    }
}

extension Acceptance {
    fileprivate init(_ waiver: Waiver, _ state: State) {
        self.init(state: state, until: waiver.until, reason: waiver.reason, owner: waiver.owner, place: waiver.place)
    }
}
