import DNS

/// A server's reply to one question.
struct Reply: Sendable {
    let message: Message
    let wire: [UInt8]
    let server: Endpoint
    let transport: LookupResult.Transport
}

/// How one question, without following aliases, came out.
struct Conclusion: Sendable {
    enum Outcome: Sendable {
        /// NOERROR or NXDOMAIN.
        case answered(Reply)
        /// With the reply that decided, if one did.
        case failed(LookupResult.Failure, Reply?)
    }

    let outcome: Outcome
    var attempts: [LookupResult.Attempt] = []
    /// From the first packet.
    var elapsed = Duration.zero
}
