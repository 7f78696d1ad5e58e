package import DNS

/// The addresses that a probe connects to. A zone can name any address; that is no reason to send packets to this machine,
/// to the operator's internal network or to a multicast group: addresses in the special-purpose registries (RFC 6890) are
/// contacted only if the operator has named them.
package struct AddressFilter: Hashable, Sendable {
    /// `nil` lets everything through.
    private let permitted: Set<Network>?

    /// An address given by hand is intended.
    package static let everything = AddressFilter(permitted: nil)

    /// Global unicast addresses, and those of `networks`.
    package static func global(and networks: some Sequence<Network>) -> AddressFilter {
        AddressFilter(permitted: Set(networks))
    }

    private init(permitted: Set<Network>?) { self.permitted = permitted }

    /// Why an address is not contacted, for a sentence; `nil` if it is.
    package func refusal(of address: IPAddress) -> String? {
        guard let permitted, let purpose = SpecialPurpose(address) else { return nil }
        let plain = address.unmapped
        guard !permitted.contains(where: { $0.contains(plain) || $0.contains(address) }) else { return nil }
        return "\(address) is not an address of the public Internet (\(purpose.rawValue)), and only a zone names it; "
            + "list it under networks if it is intended"
    }
}
