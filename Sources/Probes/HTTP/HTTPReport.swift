package import DNS

/// A page to ask for at one address.
package struct HTTPTarget: Hashable, Sendable {
    package let endpoint: Endpoint
    /// Sent as `Host`, and over TLS as SNI.
    package let host: DomainName
    package let isSecure: Bool
    /// `/`, `/.well-known/mta-sts.txt`
    package let path: String

    package init(endpoint: Endpoint, host: DomainName, isSecure: Bool, path: String = "/") {
        self.endpoint = endpoint
        self.host = host.lowercased
        self.isSecure = isSecure
        self.path = path
    }
}

/// What came of asking for a page once. Redirects are reported, never followed.
package struct HTTPReport: Hashable, Sendable {
    package let target: HTTPTarget
    package let outcome: Outcome

    /// More of a body is not read: RFC 8461 §3.3 suggests this limit for policies, and of pages nothing is needed.
    package static let maximumBody = 64 * 1024

    package enum Outcome: Hashable, Sendable {
        case noConnection(ConnectionFailure)
        case noHandshake(HandshakeFailure)
        /// The certificate is not what a careful client accepts: why, for a sentence.
        case badCertificate(String)
        case noResponse(StreamFailure)
        case response(Response)
    }

    package struct Response: Hashable, Sendable {
        package let status: Int
        /// By name in lower case; of a field that comes twice the first.
        package let fields: [String: String]
        /// At most as many octets as the probe reads.
        package let body: [UInt8]
        /// There was more of it than that, or it broke off.
        package let isCut: Bool

        /// `text/plain`, in lower case and without parameters; `nil` without a Content-Type (RFC 9110 §8.3).
        package var mediaType: String? {
            fields["content-type"]?.prefix { $0 != ";" && $0 != " " }.lowercased()
        }

        /// A redirect to the secure form of a page.
        package var redirectsToHTTPS: Bool {
            (300..<400).contains(status) && fields["location"]?.lowercased().hasPrefix("https://") == true
        }
    }

    package var response: Response? {
        guard case .response(let response) = outcome else { return nil }
        return response
    }
}
