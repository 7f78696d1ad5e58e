package import DNS

/// A view that resolvers show.
package struct PlannedView: Hashable, Sendable {
    /// `public` or `internal`.
    package let name: ViewName
    /// `nil` stands for the system's resolvers.
    package let resolvers: [Endpoint]?
}

/// The authoritative view: asked when the deployment file describes it.
package struct PlannedAuthority: Hashable, Sendable {
    /// `nil` stands for the Internet's, as the system has them.
    package let rootHints: FileReference?
    /// `nil` stands for the Internet's when the hints are, and otherwise for none.
    package let trustAnchor: FileReference?
    package let place: SourcePlace
}
