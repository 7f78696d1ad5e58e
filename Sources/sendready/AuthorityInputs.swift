import DNS
import Deployment
import Facts
import Foundation
import Report
import Resolver
import Survey

/// Root hints and trust anchors: named files, or those of the system, read when they are needed and never compiled in.
enum AuthorityInputs {
    /// The hints of a file, or the Internet's when none is named. `place` is where the name stands.
    static func hints(_ path: String?, place: String = "") throws(CommandFailure) -> RootHints {
        let named = path ?? RootHints.systemPath
        guard FileManager.default.isReadableFile(atPath: named) else {
            throw CommandFailure(
                .refused, "\(place)cannot read root hints from '\(named)'",
                hint: path == nil ? "install the package dns-root-data, or name a file with root hints" : nil)
        }
        do { return try RootHints(contentsOf: named) } catch { throw CommandFailure(.refused, "\(place)\(error)") }
    }

    /// The trust anchor of a file. The system's belongs to the Internet's root: beside other hints there is none unless it
    /// is named.
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

/// The authoritative views of several deployments: those that start from the same root share every question.
struct AuthorityPool {
    private struct Roots: Hashable {
        let hints: RootHints
        let anchors: TrustAnchors?
        let scopes: AddressScopes
    }

    private let deadline: ContinuousClock.Instant
    private let now: Int64
    private var authorities: [Roots: Authority] = [:]
    private(set) var clients: [AuthorityClient] = []

    init(deadline: ContinuousClock.Instant, observedAt: Timestamp) {
        self.deadline = deadline
        now = observedAt.seconds
    }

    /// `nil` when the deployment file asks for none.
    mutating func authority(_ plan: Plan) throws -> Authority? {
        guard let roots = try Self.roots(plan) else { return nil }
        if let known = authorities[roots] { return known }
        let client = try AuthorityClient(hints: roots.hints, scopes: roots.scopes, deadline: deadline)
        clients.append(client)
        let authority = Authority(
            client: client, validator: roots.anchors.map { Validator(client: client, anchors: $0, now: now) })
        authorities[roots] = authority
        return authority
    }

    /// Whether everything that the plan's authoritative view needs can be read.
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
