package import Deployment

/// A domain that is surveyed without a deployment file: everything published there is collected, not only what rules need.
package struct FirstContact: Sendable {
    package let domain: HostName
    /// The MAIL FROM domain was not given.
    package let assumesMailFrom: Bool

    package init(domain: HostName, assumesMailFrom: Bool) {
        self.domain = domain
        self.assumesMailFrom = assumesMailFrom
    }
}
