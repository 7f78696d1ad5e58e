package import DNS

/// Where the routes of a sender's MAIL FROM domain must end in one view, so that its bounces arrive.
package struct PlannedReturnPath: Hashable, Sendable {
    package enum Destination: String, Hashable, Sendable, CaseIterable { case sender, relay }

    package let sender: String
    package let domain: HostName
    package let view: ViewName
    /// The valid ends of a route, from the domain's `BounceHome`. Empty when none is known.
    package let expected: [IPAddress]
    package let destination: Destination
    package let why: String
}

extension PlannedReturnPath {
    static func all(_ homes: [BounceHome]) -> [PlannedReturnPath] {
        homes.flatMap { home in
            home.claims.map { claim in
                PlannedReturnPath(
                    sender: claim.sender, domain: claim.domain, view: home.view, expected: home.expected,
                    destination: claim.destination, why: why(claim, home.view))
            }
        }
        .sorted { left, right in
            if left.sender != right.sender { return left.sender < right.sender }
            return left.domain.name == right.domain.name ? left.view < right.view : left.domain.name < right.domain.name
        }
    }

    private static func why(_ claim: BounceHome.Claim, _ view: ViewName) -> String {
        switch (claim.destination, view) {
        case (.relay, _):
            "with split DNS, bounces to \(claim.domain) go to the relay from outside, and it forwards them"
        case (.sender, .internal):
            "with split DNS, the relay must find sender \(claim.sender) for \(claim.domain), or it sends mail to itself"
        case (.sender, _): "bounces to \(claim.domain) must reach sender \(claim.sender) from the Internet"
        }
    }
}
