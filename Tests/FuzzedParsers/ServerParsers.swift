import DNS
import Probes

extension FuzzedParser {
    /// What web servers, mail servers and certificates say.
    static let servers: [FuzzedParser] = [
        FuzzedParser(name: "http", shape: .text(tokens: httpTokens), brokenPromise: http),
        FuzzedParser(name: "smtp", shape: .text(tokens: smtpTokens), brokenPromise: smtp),
        FuzzedParser(name: "certificate", shape: .der, brokenPromise: certificate),
        FuzzedParser(name: "staple", shape: .der) { octets in
            _ = certificates.first.flatMap { StoredOctets.staple(octets, of: $0, issuer: certificates.last ?? []) }
            return nil
        },
    ]

    /// However the octets come, in one piece or one by one, they say the same.
    private static let http: @Sendable ([UInt8]) -> String? = { octets in
        let whole = StoredOctets.httpResponse([octets])
        guard whole == StoredOctets.httpResponse(octets.map { [$0] }) else {
            return "octets that come one by one say something else"
        }
        guard case .success(let response) = whole else { return nil }
        guard response.body.count <= HTTPReport.maximumBody else { return "a body of \(response.body.count) octets" }
        _ = (response.mediaType, response.isEncoded)
        _ = StrictTransportSecurity(response.fields["strict-transport-security"])
        guard let location = response.fields["location"], let page, let place = StoredOctets.location(location, from: page) else {
            return nil
        }
        return StoredOctets.location(place, from: page) == place ? nil : "the place \(place) leads elsewhere"
    }

    private static let page: HTTPTarget? = DomainName("www.acme.example").map {
        HTTPTarget(
            endpoint: Endpoint(address: IPAddress(family: .ipv4, number: 0xc000_0201), port: 80), host: $0, isSecure: false,
            path: "/a/b?c")
    }

    private static let smtp: @Sendable ([UInt8]) -> String? = { octets in
        let whole = StoredOctets.smtpReplies([octets])
        let single = StoredOctets.smtpReplies(octets.map { [$0] })
        guard whole.replies == single.replies, whole.end == single.end else {
            return "octets that come one by one say something else"
        }
        let odd = whole.replies.first { !(200..<600).contains($0.code) || $0.text.contains("\n") }
        return odd.map { "a reply of \($0.code) in several lines" }
    }

    private static let certificate: @Sendable ([UInt8]) -> String? = { octets in
        guard let certificate = StoredOctets.certificate(octets) else { return nil }
        _ = (certificate.lifetime, certificate.covers(DomainName("mail.acme.example") ?? .root))
        guard let again = StoredOctets.certificate(certificate.octets) else { return "cannot read what it has read" }
        return again == certificate ? nil : "reads what it has read as something else"
    }

    /// Of the staples in the corpus: the leaf, and its issuer.
    private static let certificates = ["leaf", "issuer"].compactMap { try? Corpus.octets("certificate/\($0)") }

    private static let httpTokens = [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.0 404 x\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 x\r\n\r\n",
        "HTTP/1.1 301 x\r\n", "HTTP/2 200\r\n",
        "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "5\r\nhello\r\n",
        "0\r\n\r\n", "ffffffff\r\n",
        "Location: ", "https://www.acme.example/", "//[2001:db8::1]:443/x", "http://a:b@h/", "?q", "#f", "../..", "javascript:x",
        "\r\n", "\r\n\r\n",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n", "max-age=\"1\"", "Content-Type: text/plain\r\n",
        ": ",
        "Content-Encoding: gzip\r\n",
    ]

    private static let smtpTokens = [
        "220 mx.acme.example ESMTP\r\n", "220-", "250-", "250 ", "354 x\r\n", "421 x\r\n", "454 4.7.0 x\r\n", "550 5.1.1 x\r\n",
        "STARTTLS\r\n",
        "SIZE 1\r\n", "AUTH PLAIN\r\n", "999 x\r\n", "\r\n", "\n", "\r", "22", "-", " ",
    ]
}
