/// Which addresses count as reachable from the Internet: the special-purpose registries, and the operator's overrides.
package struct AddressScopes: Hashable, Sendable {
    /// Treated as not reachable, whatever the registries say.
    package let `internal`: [Network]
    /// Treated as global, whatever the registries say.
    package let `public`: [Network]

    package init(internal: [Network] = [], public: [Network] = []) {
        self.internal = `internal`
        self.public = `public`
    }

    /// Whether `address` is internal, so that the public DNS must not show it: the deployment says so, or its block is
    /// for private use or shared address space. Blocks for documentation and tests are neither internal nor public.
    package func isInternal(_ address: IPAddress) -> Bool {
        guard !isPublic(address) else { return false }
        let kinds: [SpecialPurpose?] = [.privateUse, .sharedAddressSpace]
        return `internal`.contains { $0.contains(address.unmapped) } || kinds.contains(SpecialPurpose(address))
    }

    /// Whether the Internet can reach `address`. The longest matching block decides; without one, the registries do.
    package func isPublic(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        let longest = { (networks: [Network]) in networks.filter { $0.contains(address) }.map(\.prefixLength).max() }
        switch (longest(`internal`), longest(`public`)) {
        case (nil, nil): return SpecialPurpose(address) == nil
        case (let inside?, let outside?): return outside > inside
        case (nil, _?): return true
        case (_?, nil): return false
        }
    }
}
