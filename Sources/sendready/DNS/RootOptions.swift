import ArgumentParser
import Deployment
import Resolver

/// Where iteration starts, and what is trusted.
struct RootOptions: ParsableArguments {
    @Option(help: "With --authoritative: the root servers. \(RootHints.systemPath) by default.")
    var rootHints: String?

    @Option(
        help:
            "With --authoritative: the trusted DS or DNSKEY records. \(TrustAnchors.systemPath) with the default hints."
    )
    var trustAnchor: String?

    /// Refuses options without effect.
    func validate(with authoritative: Bool) throws {
        guard authoritative || rootHints == nil && trustAnchor == nil else {
            throw ValidationError("--root-hints and --trust-anchor belong to --authoritative")
        }
    }

    func hints(at place: SourcePlace) -> FileReference? { Self.reference(rootHints, place) }
    func anchor(at place: SourcePlace) -> FileReference? { Self.reference(trustAnchor, place) }

    private static func reference(_ path: String?, _ place: SourcePlace) -> FileReference? {
        path.map { FileReference(written: $0, path: $0, place: place) }
    }
}
