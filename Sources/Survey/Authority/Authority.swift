public import Resolver

/// Zones' own servers, and the judge of what they sign.
public struct Authority: Sendable {
    let client: AuthorityClient
    /// `nil` without a trust anchor.
    let validator: Validator?

    public init(client: AuthorityClient, validator: Validator?) {
        self.client = client
        self.validator = validator
    }
}
