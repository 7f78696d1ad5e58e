import ArgumentParser
import DNS
import Foundation
import Report
import Resolver

/// Asking zones' own servers, found from the root, in place of a resolver.
struct AuthorityOptions: ParsableArguments {
    @Flag(help: "Ask no resolver: find the zone from the root, ask each of its servers, and validate what they say.")
    var authoritative = false

    @Option(help: "With --authoritative: where the root's servers are. \(RootHints.systemPath) by default.")
    var rootHints: String?

    @Option(
        help:
            "With --authoritative: the DS or DNSKEY records that are trusted. \(TrustAnchors.systemPath) beside the default hints."
    )
    var trustAnchor: String?

    func validate() throws {
        guard authoritative || rootHints == nil && trustAnchor == nil else {
            throw ValidationError("--root-hints and --trust-anchor belong to --authoritative")
        }
    }

    func hints() throws -> RootHints {
        let path = rootHints ?? RootHints.systemPath
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw CommandFailure(
                .refused, "cannot read root hints from '\(path)'",
                hint: rootHints == nil ? "install dns-root-data, or name a file with --root-hints" : nil)
        }
        do { return try RootHints(contentsOf: path) } catch { throw CommandFailure(.refused, "\(error)") }
    }

    /// `nil` when none was named and the system's does not belong to the hints.
    func anchors() throws -> TrustAnchors? {
        let isDefault = trustAnchor == nil
        guard !isDefault || rootHints == nil else { return nil }
        let path = trustAnchor ?? TrustAnchors.systemPath
        guard FileManager.default.isReadableFile(atPath: path) else {
            if isDefault { return nil }
            throw CommandFailure(.refused, "cannot read a trust anchor from '\(path)'")
        }
        do { return try TrustAnchors(contentsOf: path) } catch { throw CommandFailure(.refused, "\(error)") }
    }
}
