package import DNS

/// The addresses to which a probe connects. A zone can name any address; that is no reason to send packets to this machine, to
/// the operator's internal network or to everybody (multicast): addresses of the special-purpose registries (RFC 6890) are
/// contacted only where the operator has named them.
package struct AddressFilter: Hashable, Sendable {
    /// `nil` lets everything through.
    private let permitted: Set<Network>?

    /// Whoever gives an address by hand means it.
    package static let everything = AddressFilter(permitted: nil)

    /// Global unicast addresses, and those of `networks`.
    package static func global(and networks: some Sequence<Network>) -> AddressFilter {
        AddressFilter(permitted: Set(networks))
    }

    private init(permitted: Set<Network>?) { self.permitted = permitted }

    /// Why an address is not contacted, for a sentence; `nil` when it is.
    package func refusal(of address: IPAddress) -> String? {
        guard let permitted, let purpose = SpecialPurpose(address) else { return nil }
        let plain = address.unmapped
        guard !permitted.contains(where: { $0.contains(plain) || $0.contains(address) }) else { return nil }
        return "\(address) is no address of the Internet (\(purpose.rawValue)), and nobody but a zone names it; "
            + "list it under networks where it is meant"
    }
}
