package import Deployment

/// A domain that is looked at without a deployment file: what stands there is learned, not only what rules ask.
package struct FirstContact: Sendable {
    package let domain: HostName
    /// Nobody named the MAIL FROM domain.
    package let assumesMailFrom: Bool

    package init(domain: HostName, assumesMailFrom: Bool) {
        self.domain = domain
        self.assumesMailFrom = assumesMailFrom
    }
}
