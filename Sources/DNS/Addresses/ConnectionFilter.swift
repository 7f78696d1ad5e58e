/// Where a connection may lead when only the DNS names the address: to global addresses and to networks that the operator
/// named, never into the machine or its networks because somebody's zone said so.
package struct ConnectionFilter: Hashable, Sendable {
    private let scopes: AddressScopes
    /// Kinds of special-purpose blocks that are allowed although no network names them.
    private let kinds: Set<SpecialPurpose>

    /// - Parameter scopes: what the deployment's `networks` say.
    /// - Parameter addresses: addresses that the operator named, such as root hints: who names a root on loopback or in a
    ///   private network has a name space that lives there.
    package init(scopes: AddressScopes = AddressScopes(), besides addresses: some Sequence<IPAddress> = []) {
        self.scopes = scopes
        kinds = Set(addresses.compactMap { SpecialPurpose($0) })
    }

    /// Why `address` is not connected to, as the rest of a sentence; `nil` when it may be.
    package func refusal(of address: IPAddress) -> String? {
        let kind = SpecialPurpose(address)
        if let kind, Self.neverHosts.contains(kind) { return "\(kind.rawValue) addresses are no hosts" }
        guard !scopes.isPublic(address) else { return nil }
        guard let kind else { return "networks calls the address internal" }
        return kinds.contains(kind) ? nil : "a \(kind.rawValue) address, which neither networks nor the root hints name"
    }

    /// Kinds that no configuration makes hosts of.
    private static let neverHosts: Set<SpecialPurpose> = [.unspecified, .multicast, .broadcast, .discardOnly]
}
