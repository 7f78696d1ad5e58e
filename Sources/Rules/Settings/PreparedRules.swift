import Facts
import Synchronization

/// The rules under one configuration, prepared once for all deployments that use it.
final class PreparedRules: Sendable {
    /// For the report, for a provider, or required by one of those; each after those that it requires.
    let judged: [CompiledRule]
    let demands: [ProviderDemand]
    /// Rules whose findings do not count.
    let silent: Set<String>
    let ratings: Ratings
    let deprecated: [Remark]
    /// The rules whose failures explain others.
    let explaining: Set<String>
    /// The rules that report failed lookups.
    let aboutLookups: Set<String>
    /// The fields of the root object that judging reads.
    let neededFields: Set<String>
    /// Used by surveys alone.
    private let probing = Mutex<Bool?>(nil)

    init(
        judged: [CompiledRule], demands: [ProviderDemand], silent: Set<String>, ratings: Ratings, deprecated: [Remark],
        explaining: Set<String>
    ) {
        self.judged = judged
        self.demands = demands
        self.silent = silent
        self.ratings = ratings
        self.deprecated = deprecated
        self.explaining = explaining
        aboutLookups = Set(judged.filter(\.rule.isAboutLookups).map(\.rule.id))
        neededFields = Set(judged.map(\.kind.field))
    }

    /// No rules.
    convenience init() {
        self.init(
            judged: [], demands: [], silent: [],
            ratings: Ratings(rules: [], settings: [], demands: [], isProvidersOnly: false), deprecated: [],
            explaining: [])
    }

    /// Whether some rule needs a connection to a server.
    func needsProbes(_ schema: FactSchema) -> Bool {
        probing.withLock { probing in
            if let probing { return probing }
            let isNeeded = judged.contains { $0.rule.reads.contains { schema.field(at: $0)?.source == .probe } }
            probing = isNeeded
            return isNeeded
        }
    }
}
