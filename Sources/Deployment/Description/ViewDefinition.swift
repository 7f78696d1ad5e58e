package import DNS

/// A view of the DNS.
package enum ViewName: String, Hashable, Sendable, CaseIterable, Comparable {
    case `public`, `internal`, authoritative

    /// In case order.
    package static func < (left: ViewName, right: ViewName) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
}

/// A view that the deployment file describes. The public and the authoritative view always exist.
package struct ViewDefinition: Hashable, Sendable {
    package let name: ViewName
    /// `nil` for the system's resolvers; always `nil` for the authoritative view.
    package let resolvers: [Endpoint]?
    /// Authoritative view only; `nil` for the Internet's root.
    package let rootHints: FileReference?
    /// Authoritative view only; `nil` for the Internet's trust anchor.
    package let trustAnchor: FileReference?
    /// `nil` for a view that the file leaves out.
    package let place: SourcePlace?

    package init(
        name: ViewName, resolvers: [Endpoint]? = nil, rootHints: FileReference? = nil, trustAnchor: FileReference? = nil,
        place: SourcePlace? = nil
    ) {
        self.name = name
        self.resolvers = resolvers
        self.rootHints = rootHints
        self.trustAnchor = trustAnchor
        self.place = place
    }
}
