package import DNS

/// A DNAME record above a name: it leads every name below its owner elsewhere, and no record of those names is ever seen (RFC 6672 §2.4).
package struct Redirection: Sendable {
    package let record: Record
    /// Where the name is led.
    let end: DomainName

    /// The redirection that a name is below; `nil` if there is none, or if it could not be learned.
    package init?(of name: DomainName, in view: String, by network: any Lookup) async {
        var step = name.parent
        while let above = step, !above.isRoot {
            let result = await network.lookup(Question(above, .dname), in: view)
            if result.aliases.isEmpty, let record = result.records?.first, let target = LiveAnswers.target(record),
                let end = name.redirected(from: above, to: target)
            {
                self.record = record
                self.end = end
                return
            }
            step = above.parent
        }
        return nil
    }
}
