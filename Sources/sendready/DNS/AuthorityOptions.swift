import ArgumentParser
import Resolver

/// Queries authoritative servers, found from the root, instead of a resolver.
struct AuthorityOptions: ParsableArguments {
    @Flag(help: "Use no resolver: find the zone from the root, query each of its servers, and validate their answers.")
    var authoritative = false

    @OptionGroup var roots: RootOptions

    func validate() throws { try roots.validate(with: authoritative) }

    func hints() throws(CommandFailure) -> RootHints { try AuthorityInputs.hints(roots.rootHints) }

    /// `nil` when none was named and the system's anchor does not belong to the hints.
    func anchors() throws(CommandFailure) -> TrustAnchors? {
        try AuthorityInputs.anchors(roots.trustAnchor, besideHints: roots.rootHints)
    }
}
