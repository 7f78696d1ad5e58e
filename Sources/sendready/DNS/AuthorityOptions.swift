import ArgumentParser
import Resolver

/// Asking zones' own servers, found from the root, in place of a resolver.
struct AuthorityOptions: ParsableArguments {
    @Flag(help: "Ask no resolver: find the zone from the root, ask each of its servers, and validate what they say.")
    var authoritative = false

    @OptionGroup var roots: RootOptions

    func validate() throws { try roots.validate(with: authoritative) }

    func hints() throws(CommandFailure) -> RootHints { try AuthorityInputs.hints(roots.rootHints) }

    /// `nil` when none was named and the system's does not belong to the hints.
    func anchors() throws(CommandFailure) -> TrustAnchors? {
        try AuthorityInputs.anchors(roots.trustAnchor, besideHints: roots.rootHints)
    }
}
