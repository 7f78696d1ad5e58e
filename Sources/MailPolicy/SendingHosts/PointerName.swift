package import DNS

/// A PTR name of a sending address, as far as the name alone tells: audit and plan judge it by the same properties.
package struct PointerName: Sendable {
    package let name: DomainName
    package let embedsAddress: Bool
    /// A platform's names follow its own scheme.
    package let isPlatform: Bool

    package init(_ name: DomainName, of address: IPAddress, isPlatform: Bool) {
        self.name = name
        embedsAddress = GenericPointerName.embeds(address, in: name)
        self.isPlatform = isPlatform
    }

    /// Whether receivers take the host for an anonymous machine of a provider's.
    package var isGeneric: Bool { embedsAddress && !isPlatform }

    /// Whether the name may stand for a sending host, once it leads back to the address.
    package var isFit: Bool { !isGeneric && PublicNameSpace.holds(name) }
}
