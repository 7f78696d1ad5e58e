/// How the platform is connected to the Internet.
package enum Scheme: String, Hashable, Sendable, CaseIterable {
    /// Web pages and mail use the platform's own addresses.
    case direct
    /// Mail leaves through an SMTP relay.
    case relay
    /// Web pages are behind a load balancer; mail leaves through the customer's own network.
    case loadBalanced = "load-balanced"
}

/// How one sender's mail reaches the mailbox providers.
package enum Route: String, Hashable, Sendable, CaseIterable {
    case direct, relay
}
