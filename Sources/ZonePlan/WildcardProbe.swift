package import DNS

/// Names that nobody publishes: what answers for them is a wildcard.
package enum WildcardProbe {
    package static let label = "sendready-wildcard-probe"

    /// An unpublished sibling and an unpublished name below, which both answer as `name` does where its answer comes from a
    /// wildcard. Below a name that exists, no wildcard above it applies (RFC 4592 §3.3.1), so a record of the name's own with
    /// the same data is told apart.
    package static func names(for name: DomainName) -> [DomainName] {
        [name.parent?.prepending(label), name.prepending(label)].compactMap(\.self)
    }

    /// Whether a name is one of these.
    package static func isProbe(_ name: DomainName) -> Bool { name.labels.first.map { $0.elementsEqual(label.utf8) } ?? false }
}
