package import Resolver

/// The client of authoritative servers, and the validator of their answers.
package struct Authority: Sendable {
    let client: AuthorityClient
    /// `nil` without a trust anchor.
    let validator: Validator?

    package init(client: AuthorityClient, validator: Validator?) {
        self.client = client
        self.validator = validator
    }
}
