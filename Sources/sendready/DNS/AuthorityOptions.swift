import ArgumentParser
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

    func hints() throws(CommandFailure) -> RootHints { try AuthorityInputs.hints(rootHints) }

    /// `nil` when none was named and the system's does not belong to the hints.
    func anchors() throws(CommandFailure) -> TrustAnchors? {
        try AuthorityInputs.anchors(trustAnchor, besideHints: rootHints)
    }
}
