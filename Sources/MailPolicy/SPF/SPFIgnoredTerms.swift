package import DNS

extension SPFRecord {
    /// Terms that would authorise an address, and that receivers do not read: behind `all`, or with `=` in place of the colon.
    package func ignoredTerms(naming address: IPAddress) -> [String] {
        terms.filter { term in
            let network: Network?
            if let mechanism = term.mechanism {
                let isBehind = all.map { term.range.lowerBound > $0.range.lowerBound } == true
                network = isBehind && mechanism.qualifier == .pass ? mechanism.network : nil
            } else if let meant = term.meantMechanism {
                network = SPFRecord(parsing: "v=spf1 \(meant)").terms.first?.mechanism?.network
            } else {
                network = nil
            }
            return network?.contains(address.unmapped) == true
        }.map(\.text)
    }
}

extension SPFTerm {
    /// The mechanism that was meant by an unknown modifier of its name: `ip4:192.0.2.1` by `ip4=192.0.2.1`.
    package var meantMechanism: String? {
        guard case .unknown(let name, let value)? = modifier, SPFMechanism.names.contains(name) else { return nil }
        return "\(name):\(value)"
    }
}
