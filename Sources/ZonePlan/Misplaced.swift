import DNS
import Deployment
import MailPolicy

/// A record at a name that is never queried for it.
struct Misplaced: Sendable {
    let owner: DomainName
    let text: String
    let result: LookupResult

    var note: String { "it is at \(owner.absoluteText), where nobody looks for it: moved" }
}

extension ZonePlanner {
    /// A text record that was meant for `owner` but is at a doubled name, or at one of `others`.
    func misplaced(
        _ owner: DomainName, others: [DomainName] = [], where isMeant: @Sendable (String) -> Bool
    ) async -> Misplaced? {
        guard live.isCompared else { return nil }
        for place in MissingDot.doubled(owner, above: registered(owner)) + others where place != owner {
            let (texts, result) = await live.texts(at: place)
            // A record from an alias or a wildcard was not published by mistake.
            guard result.aliases.isEmpty, let texts, let text = texts.first(where: isMeant),
                await !live.mayBeWildcard(texts, at: place)
            else { continue }
            return Misplaced(owner: place.lowercased, text: text, result: result)
        }
        return nil
    }

    /// The record at the wrong place must be removed.
    func removal(_ misplaced: Misplaced) -> RecordSetPlan {
        let wanted = WantedRecords(
            owner: misplaced.owner, type: .txt, view: .public, data: [], isExact: false,
            reasons: ["the record is looked for at another name"])
        return set(wanted, [RecordChange(.superfluous, data: nil, was: Self.txt(misplaced.text))], misplaced.result)
    }

    /// The registered domain, above or at `name`.
    func registered(_ name: DomainName) -> DomainName {
        organizations.publicSuffixes?.organizationalDomain(of: name).lowercased ?? name.suffix(2).lowercased
    }
}
