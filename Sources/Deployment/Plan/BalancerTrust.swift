package import DNS

extension Balancer {
    /// The trusted networks that include more than the balancer's own addresses need: wider than the narrowest block around
    /// the sources inside them, or without any source. While the sources are unknown, only networks that no balancer can
    /// need.
    package var excessiveTrust: [Network] {
        trusted.filter { network in
            guard !sources.isEmpty else { return network.prefixLength < Self.widestPlausiblePrefix }
            let inside = sources.filter(network.contains)
            guard let first = inside.first else { return true }
            let differing = inside.reduce(0) { $0 | ($1.number ^ first.number) }
            let needed = first.bitWidth - (UInt128.bitWidth - differing.leadingZeroBitCount)
            return network.prefixLength < needed
        }
    }

    /// The registries allocate no larger blocks.
    private static let widestPlausiblePrefix = 8
}
