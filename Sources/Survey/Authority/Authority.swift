package import Resolver

/// Zones' own servers, and the judge of what they sign.
package struct Authority: Sendable {
    let client: AuthorityClient
    /// `nil` without a trust anchor.
    let validator: Validator?

    package init(client: AuthorityClient, validator: Validator?) {
        self.client = client
        self.validator = validator
    }
}
