import DNS
import Deployment
import Foundation
import MailPolicy
import Rules
import ScriptedDNS
import ZonePlan

/// The way of one generated deployment: what is planned is published and audited; then its zone is empty, has faults, or is
/// another provider's, and what is proposed is published and audited, twice.
struct PublishingCourse {
    let seed: UInt64
    private let made: GeneratedDeployment
    private let base: Set<String>
    /// What stands there, and what is to be published before the next step.
    var deployed: Deployed
    /// What was wrong, each with all that repeats it.
    private(set) var complaints: [String] = []
    private var fault = ""
    private var broken = ""
    /// What follows the plan rather than the report.
    private var planned: Deployed?
    /// The records of the first plan.
    private var listed: Set<String> = []

    /// - Parameter number: among those in the same DNS; alone without.
    init(seed: UInt64, number: Int? = nil) throws {
        self.seed = seed
        let made = number.map { GeneratedDeployment(seed: seed, number: $0) } ?? GeneratedDeployment(seed: seed)
        guard let key = DKIMKeyRecord(DKIMTexts.own).key else { throw DeployedFailure(text: "the key is no key") }
        let keys = Dictionary(made.selectors.map { ($0, key) }) { first, _ in first }
        self.made = made
        deployed = try Deployed(made.file, base: made.base, keys: keys)
        deployed.isPassedOn =
            made.hasInside && made.dimensions.isDisjoint(with: ["internal panel", "split DNS"]) && seed % 2 == 0
        if deployed.isPassedOn { deployed.lines = deployed.lines.filter { $0.view == .public } }
        base = Set(deployed.lines.map(\.description))
    }

    /// What is done one after the other; whoever goes through them publishes the records in between.
    enum Step: CaseIterable { case plan, breakIt, repair, look, lookAtPlan }

    mutating func take(_ step: Step) async {
        do {
            switch step {
            case .plan:
                let plan = try await deployed.zonePlan()
                listed = Self.records(plan)
                try deployed.publish(plan)
            case .breakIt: try await breakIt()
            case .repair: try await repair()
            case .look: try await look()
            case .lookAtPlan: complaints += try await left().map { complaint("planned again", $0) }
            }
        } catch { complaints.append(complaint("at \(step)", "\(error)")) }
    }

    private func complaint(_ what: String, _ told: String) -> String {
        "seed \(seed), \(fault.isEmpty ? "" : "\(fault), ")\(what): \(told)\n\(made.file)\n\(broken)\n\nthen\n\(deployed.text)"
    }

    /// The plan stands there: it is ready, with nothing left to publish. Then it is broken.
    private mutating func breakIt() async throws {
        let healthy = try await deployed.audit(proves: false)
        let open = healthy.failures(from: .warning) + healthy.gaps
        if healthy.verdict != .ready || !open.isEmpty { complaints.append(complaint("planned", "\(healthy.verdict) \(open)")) }
        complaints += try await left().map { complaint("published twice", $0) }
        // Whoever publishes the plan as the whole zone must not lose what made it whole.
        let forgotten = listed.subtracting(Self.records(try await deployed.zonePlan()))
        if !forgotten.isEmpty { complaints.append(complaint("planned once published", "without \(forgotten.sorted())")) }
        var random = SeededGenerator(seed: seed ^ 0x5eed)
        switch seed % 3 {
        case 1:
            var told: [String] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                var next = deployed
                let fault = try RandomFault.put(into: &next, keeping: base, in: made.domain, &random)
                // Servers refuse what cannot stand side by side.
                guard deployed.servers == nil || next.isLoadable else { continue }
                deployed = next
                told.append(fault)
            }
            fault = told.joined(separator: "; ")
        case 2: fault = try RandomFault.otherProvider(&deployed, keeping: base)
        default:
            deployed.lines = deployed.lines.filter { base.contains($0.description) }
            fault = "nothing published"
        }
        broken = deployed.text
    }

    private mutating func repair() async throws {
        let judged = try await deployed.audit()
        let dropped = judged.repairs?.dropped.map(\.description) ?? []
        if !dropped.isEmpty { complaints.append(complaint("dropped", "\(dropped)")) }
        var planned = deployed
        try planned.publish(try await deployed.zonePlan())
        self.planned = planned
        try deployed.publish(judged.repairs?.repairs ?? [])
    }

    /// What the report proposed stands there: what only others can do is left, and nothing is proposed again.
    private mutating func look() async throws {
        let after = try await deployed.audit()
        // Only the operator knows whether a policy that stands there may be stricter: the file says so, or does not.
        let isStated = made.dimensions.contains("stated policy")
        // An announced name that is a web site's elsewhere is the file's to change, and the plan says so.
        let advised = try await deployed.zonePlan().advice.flatMap(\.repairs).map { " \($0.rule) \($0.subject)" }
        let failures = after.failures(from: .warning).filter { failure in
            (isStated || !failure.contains(" dmarc/policy-none ")) && !advised.contains(where: failure.hasSuffix)
        }
        let open = failures + after.gaps
        let again = after.repairs?.repairs.map { "\($0.owner) \($0.type) \($0.old ?? "-") -> \($0.new ?? "-")" } ?? []
        if !(open + again).isEmpty { complaints.append(complaint("repaired", "left \(open), again \(again)")) }
        // What the audit passes, the plan leaves as it is; after its advice, other names are announced.
        // What only the plan wants in an internal zone are hosts and MX records, which no rule looks for there.
        if (open + again + advised).isEmpty {
            let left = try await left().filter { !$0.hasPrefix("missing internal ") }
            complaints += left.map { complaint("repaired and planned", $0) }
        }
        if let planned { deployed = planned }
    }

    private static func records(_ plan: ZonePlan) -> Set<String> {
        Set(
            plan.sets.flatMap { set in
                set.changes.compactMap { change in change.data.map { "\(set.view.rawValue) \(set.owner) \(set.type) \($0)" } }
            })
    }

    /// What a plan would still change.
    private func left() async throws -> [String] {
        try await deployed.zonePlan().sets.flatMap { set in
            set.changes.filter { $0.state.isChange || $0.state == .unknown }.map {
                "\($0.state.rawValue) \(set.view.rawValue) \(set.owner) \(set.type) \($0.data ?? "-") was \($0.was ?? "-") \($0.note ?? "")"
            }
        }
    }
}

/// Which deployments are generated in a run.
enum CourseSeeds {
    /// SENDREADY_SEEDS asks for another number than `usual`, SENDREADY_FIRST_SEED for others, SENDREADY_SEED for one alone; in parts
    /// that each have the time of a test.
    static func parts(usual: UInt64, of size: UInt64) -> [ClosedRange<UInt64>] {
        if let one = number("SENDREADY_SEED") { return [one...one] }
        let first = number("SENDREADY_FIRST_SEED") ?? 0
        let end = first + max(1, number("SENDREADY_SEEDS") ?? usual)
        return stride(from: first, to: end, by: Int(size)).map { $0...min($0 + size - 1, end - 1) }
    }

    private static func number(_ variable: String) -> UInt64? {
        ProcessInfo.processInfo.environment[variable].flatMap(UInt64.init)
    }
}
