import DNS

/// A server's reply to one query.
struct Reply: Sendable {
    let message: Message
    let wire: [UInt8]
    let server: Endpoint
    let transport: LookupResult.Transport
}

/// How a pending query ended. Aliases in the reply have not been followed yet.
struct QueryOutcome: Sendable {
    enum Result: Sendable {
        /// NOERROR or NXDOMAIN.
        case answered(Reply)
        /// With the decisive reply, if there was one.
        case failed(LookupResult.Failure, Reply?)
    }

    let result: Result
    var attempts: [LookupResult.Attempt] = []
    /// From the first packet to the end.
    var elapsed = Duration.zero
}
