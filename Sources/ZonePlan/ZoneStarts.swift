package import DNS
import Deployment

/// The SOA records at a name in the public and in the internal view: they tell whether the internal view shows a public zone or has one of its
/// own.
package struct ZoneStarts: Sendable {
    /// Empty where no zone starts. An alias is no start: nothing else stands beside it.
    let outside: Set<RecordData>
    let inside: Set<RecordData>

    /// `nil` if an answer could not be learned.
    static func at(_ name: DomainName, by network: any Lookup) async -> ZoneStarts? {
        let question = Question(name, .soa)
        async let outside = network.lookup(question, in: ViewName.public.rawValue)
        let inside = await network.lookup(question, in: ViewName.internal.rawValue)
        return ZoneStarts(outside: await outside, inside: inside)
    }

    private init?(outside: LookupResult, inside: LookupResult) {
        guard let original = outside.records, let copy = inside.records else { return nil }
        self.outside = outside.aliases.isEmpty ? Set(original.map(\.data)) : []
        self.inside = inside.aliases.isEmpty ? Set(copy.map(\.data)) : []
    }

    private var isNone: Bool { outside.isEmpty && inside.isEmpty }

    /// Whether what is published at a name in the public view is seen in the internal one too: the nearest zone above it starts equally in both.
    /// If that cannot be learned, it does not count as seen.
    package static func showPublicZone(of name: DomainName, by network: any Lookup) async -> Bool {
        var step: DomainName? = name
        while let candidate = step {
            guard let starts = await at(candidate, by: network) else { return false }
            guard starts.isNone else { return starts.outside == starts.inside }
            step = candidate.parent
        }
        return true
    }
}
