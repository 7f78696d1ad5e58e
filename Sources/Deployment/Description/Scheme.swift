/// How the platform meets the Internet.
package enum Scheme: String, Hashable, Sendable, CaseIterable {
    /// Web pages and mail leave from the platform's own addresses.
    case direct
    /// Mail leaves through an SMTP relay.
    case relay
    /// Web pages stand behind a balancer; mail leaves through the customer's own network.
    case loadBalanced = "load-balanced"
}

/// The way that one sender's mail takes to the mailbox providers.
package enum Route: String, Hashable, Sendable, CaseIterable {
    case direct, relay
}
