package import DNS

/// A view that is seen through resolvers.
package struct PlannedView: Hashable, Sendable {
    /// `public` or `internal`.
    package let name: ViewName
    /// `nil` for the system's resolvers.
    package let resolvers: [Endpoint]?
}

/// The authoritative view: used if the deployment file describes it.
package struct PlannedAuthority: Hashable, Sendable {
    /// `nil` for the Internet's, as installed on the system.
    package let rootHints: FileReference?
    /// `nil` for the Internet's if the hints are the Internet's, and otherwise for none.
    package let trustAnchor: FileReference?
    package let place: SourcePlace
}
