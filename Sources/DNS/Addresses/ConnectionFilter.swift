/// Which addresses may be connected to when only the DNS names them: global ones and networks that the operator named,
/// never this machine or its networks because a foreign zone points there.
package struct ConnectionFilter: Hashable, Sendable {
    private let scopes: AddressScopes
    /// Kinds of special-purpose blocks that are allowed although no network names them.
    private let kinds: Set<SpecialPurpose>

    /// - Parameter scopes: the deployment's `networks`.
    /// - Parameter addresses: addresses that the operator named, such as root hints: an operator who names a root
    ///   server on loopback or in a private network runs a name space there.
    package init(scopes: AddressScopes = AddressScopes(), besides addresses: some Sequence<IPAddress> = []) {
        self.scopes = scopes
        kinds = Set(addresses.compactMap { SpecialPurpose($0) })
    }

    /// Why `address` must not be connected to, as the rest of a sentence; `nil` when it may be.
    package func refusal(of address: IPAddress) -> String? {
        let kind = SpecialPurpose(address)
        if let kind, Self.neverHosts.contains(kind) { return "\(kind.rawValue) addresses are not hosts" }
        guard !scopes.isPublic(address) else { return nil }
        guard let kind else { return "networks calls the address internal" }
        return kinds.contains(kind) ? nil : "a \(kind.rawValue) address, which neither networks nor the root hints name"
    }

    /// Kinds that are never hosts, whatever the configuration says.
    private static let neverHosts: Set<SpecialPurpose> = [.unspecified, .multicast, .broadcast, .discardOnly]
}
