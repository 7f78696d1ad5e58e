import DNS

/// A view that resolvers show.
public struct PlannedView: Hashable, Sendable {
    /// `public` or `internal`.
    public let name: ViewName
    /// `nil` stands for the system's resolvers.
    public let resolvers: [Endpoint]?
}
