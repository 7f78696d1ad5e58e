package import DNS

/// A page to request at one address.
package struct HTTPTarget: Hashable, Sendable {
    package let endpoint: Endpoint
    /// Sent as `Host`, and over TLS as SNI.
    package let host: DomainName
    package let isSecure: Bool
    /// `/`, `/.well-known/mta-sts.txt`
    package let path: String
    /// The value of `Cookie`; `nil` for none.
    package let cookies: String?

    package init(endpoint: Endpoint, host: DomainName, isSecure: Bool, path: String = "/", cookies: String? = nil) {
        self.endpoint = endpoint
        self.host = host.lowercased
        self.isSecure = isSecure
        self.path = path
        self.cookies = cookies
    }
}

/// The result of requesting a page once. Redirects are reported here, and followed by a `PageVisit`.
package struct HTTPReport: Hashable, Sendable {
    package let target: HTTPTarget
    package let outcome: Outcome
    /// The server requested a client certificate in the handshake.
    package let asksForCertificate: Bool

    /// No more of a body is read.
    package static var maximumBody: Int { ProbeLimit.bodyOctets.value }

    package enum Outcome: Hashable, Sendable {
        case noConnection(ConnectionFailure)
        case noHandshake(HandshakeFailure)
        /// A careful client rejects the certificate, and why, for a sentence.
        case badCertificate(String)
        case noResponse(StreamFailure)
        case response(Response)
    }

    package struct Response: Hashable, Sendable {
        /// How the body ended.
        package enum Ending: String, Hashable, Sendable {
            case complete
            /// It exceeds the limit.
            case beyondLimit
            /// It is shorter than announced, or its end was never marked, so it may be incomplete.
            case brokenOff
            /// Nothing announced its length, and the end of the connection is not marked either. Old servers end every page so, and browsers
            /// show it.
            case unmarked
        }

        package let status: Int
        /// By name in lower case; of a repeated field, the first, but every `set-cookie`, in lines.
        package let fields: [String: String]
        /// At most as many octets as the probe reads.
        package let body: [UInt8]
        package let ending: Ending

        /// The body is incomplete.
        package var isCut: Bool { ending != .complete }

        /// `text/plain`, in lower case and without parameters; `nil` without a Content-Type (RFC 9110 §8.3).
        package var mediaType: String? {
            fields["content-type"]?.prefix { $0 != ";" && $0 != " " }.lowercased()
        }

        /// The body has a content coding (`gzip`) although none was requested: its octets are not the text.
        package var isEncoded: Bool {
            fields["content-encoding"].map { !$0.isEmpty && $0.lowercased() != "identity" } ?? false
        }

        package var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }

        /// A redirect to the HTTPS form of a page.
        package var redirectsToHTTPS: Bool {
            (300..<400).contains(status) && fields["location"]?.lowercased().hasPrefix("https://") == true
        }

        package var transportSecurity: StrictTransportSecurity {
            StrictTransportSecurity(fields["strict-transport-security"])
        }
    }

    package var response: Response? {
        guard case .response(let response) = outcome else { return nil }
        return response
    }

    /// Why no conclusion is possible; `nil` if one is.
    package var inconclusive: String? {
        switch outcome {
        case .noConnection(let failure) where !failure.isTheServers: "the server \(failure.phrase)"
        case .noHandshake(let failure) where failure.isInconclusive: failure.phrase
        case .noResponse(let failure) where failure.isInconclusive: "the server \(failure.phrase)"
        case .response(let response) where response.ending == .brokenOff: "the server breaks off in the middle of the page"
        default: nil
        }
    }
}
