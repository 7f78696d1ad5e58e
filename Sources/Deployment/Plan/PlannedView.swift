import DNS

/// A view that resolvers show.
public struct PlannedView: Hashable, Sendable {
    /// `public` or `internal`.
    public let name: ViewName
    /// `nil` stands for the system's resolvers.
    public let resolvers: [Endpoint]?
}

/// The authoritative view: asked when the deployment file describes it.
public struct PlannedAuthority: Hashable, Sendable {
    /// `nil` stands for the Internet's, as the system has them.
    public let rootHints: FileReference?
    /// `nil` stands for the Internet's when the hints are, and otherwise for none.
    public let trustAnchor: FileReference?
    public let place: SourcePlace
}
