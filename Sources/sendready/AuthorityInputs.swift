import DNS
import Deployment
import Facts
import Foundation
import Report
import Resolver
import Survey
import Synchronization

/// Root hints and trust anchors: from named files or those of the system, read on demand and never built in.
enum AuthorityInputs {
    /// The hints of a file, or the Internet's when none is named. `place` is the position of the file name.
    static func hints(_ path: String?, place: String = "") throws(CommandFailure) -> RootHints {
        let named = path ?? RootHints.systemPath
        guard FileManager.default.isReadableFile(atPath: named) else {
            throw CommandFailure(
                .refused, "\(place)cannot read root hints from '\(named)'",
                hint: path == nil ? "install the package dns-root-data, or name a file with root hints" : nil)
        }
        do { return try RootHints(contentsOf: named) } catch { throw CommandFailure(.refused, "\(place)\(error)") }
    }

    /// The trust anchor of a file. The system's anchor is for the Internet's root, so with other hints there is none unless
    /// it is named.
    static func anchors(
        _ path: String?, besideHints hints: String?, place: String = ""
    ) throws(CommandFailure) -> TrustAnchors? {
        guard path != nil || hints == nil || hints == RootHints.systemPath else { return nil }
        let named = path ?? TrustAnchors.systemPath
        guard FileManager.default.isReadableFile(atPath: named) else {
            guard path != nil else { return nil }
            throw CommandFailure(.refused, "\(place)cannot read a trust anchor from '\(named)'")
        }
        do { return try TrustAnchors(contentsOf: named) } catch { throw CommandFailure(.refused, "\(place)\(error)") }
    }
}

/// The authoritative views of several deployments: those with the same root share all queries.
///
/// What was learned from a root is dropped as a whole after a while: in a long run, zones change and accumulate.
final class AuthorityPool: Sendable {
    private struct Roots: Hashable {
        let hints: RootHints
        let anchors: TrustAnchors?
        let scopes: AddressScopes
    }

    private struct Known {
        let authority: Authority
        let client: AuthorityClient
        let since: ContinuousClock.Instant
    }

    private let policy: AuthorityPolicy
    /// How long, and for how many queries, the knowledge is kept; `nil` for the whole run.
    private let generation: (lifetime: Duration, questions: Int)?
    private let known = Mutex<[Roots: Known]>([:])

    init(_ policy: AuthorityPolicy, generation: (lifetime: Duration, questions: Int)?) {
        self.policy = policy
        self.generation = generation
    }

    /// `nil` when the deployment file has no authoritative view.
    func authority(_ plan: Plan, observedAt: Timestamp) throws -> Authority? {
        guard let roots = try Self.roots(plan) else { return nil }
        return try known.withLock { known in
            if let one = known[roots], isFresh(one) { return one.authority }
            let client = try AuthorityClient(hints: roots.hints, scopes: roots.scopes, policy: policy)
            let authority = Authority(
                client: client,
                validator: roots.anchors.map { Validator(client: client, anchors: $0, now: observedAt.seconds) })
            known[roots] = Known(authority: authority, client: client, since: .now)
            return authority
        }
    }

    /// Deployments that still use an older one keep it until they finish.
    private func isFresh(_ known: Known) -> Bool {
        guard let generation else { return true }
        return known.since.duration(to: .now) < generation.lifetime && known.client.statistics.questions < generation.questions
    }

    func shutdown() {
        known.withLock { known in
            for one in known.values { one.client.shutdown() }
        }
    }

    /// Checks that everything that the plan's authoritative view needs is readable.
    static func check(_ plan: Plan) throws { _ = try roots(plan) }

    private static func roots(_ plan: Plan) throws(CommandFailure) -> Roots? {
        guard let planned = plan.authority else { return nil }
        let place = "\(planned.place): "
        return Roots(
            hints: try AuthorityInputs.hints(planned.rootHints?.path, place: place),
            anchors: try AuthorityInputs.anchors(
                planned.trustAnchor?.path, besideHints: planned.rootHints?.path, place: place),
            scopes: plan.deployment.networks)
    }
}
