import Deployment

/// The text of `?` about a scheme: the routes of pages, mail and bounces as a small drawing.
extension Scheme {
    var drawing: String {
        switch self {
        case .direct:
            """
            direct: the platform itself is reachable from the Internet.
              visitors  ------------------> platform (an address for each web role)
              platform  --- mail ---------> mailbox providers (at least two sending addresses)
              providers --- bounces ------> platform (MX of the MAIL FROM domain)
            """
        case .relay:
            """
            relay: mail leaves through an SMTP relay, whose addresses receivers see.
              platform  --- mail ---> relay ---> mailbox providers
              providers --- bounces ------------> platform (MX of the MAIL FROM domain), or
              providers --- bounces --> relay --> platform (split DNS: the MX leads to the relay outside, to the platform inside)
            """
        case .loadBalanced:
            """
            load-balanced: a balancer is in front of the web names, and mail leaves through NAT.
              visitors  ---> balancer ------------> platform (private addresses)
              platform  ---> NAT --- mail --------> mailbox providers
              providers --- bounces ---> NAT -----> platform (port 25 is forwarded)
            """
        }
    }

    static var help: String { allCases.map(\.drawing).joined(separator: "\n") }
}
