/// How much of a server's data is read. Data beyond a limit is never read: the report names the limit.
package enum ProbeLimit: String, Hashable, Sendable, CaseIterable {
    case certificates, certificateMessage, namesPerCertificate, issuerURLs, handshakeOctets, sessionOctets
    case headLine, headOctets, headFields, interimResponses, chunks, bodyOctets, exchangeOctets, redirects, cookies
    case replyLine, replyLines, dialogueOctets

    /// The limit in `unit`.
    package var value: Int {
        switch self {
        case .certificates: 16
        case .certificateMessage: 128 * 1024
        case .namesPerCertificate: 1_000
        case .issuerURLs: 8
        case .handshakeOctets: 256 * 1024
        case .sessionOctets: 1024 * 1024
        case .headLine: 8 * 1024
        case .headOctets: 32 * 1024
        case .headFields: 100
        case .interimResponses: 10
        case .chunks: 8 * 1024
        case .bodyOctets: 64 * 1024
        case .exchangeOctets: 256 * 1024
        case .redirects: 20
        case .cookies: 50
        case .replyLine: 4_096
        case .replyLines: 128
        case .dialogueOctets: 64 * 1024
        }
    }

    /// What is counted.
    package var unit: String {
        switch self {
        case .certificates: "certificates in a chain"
        case .certificateMessage: "octets of certificates"
        case .namesPerCertificate: "names in a certificate"
        case .issuerURLs: "addresses of an issuer's certificate"
        case .handshakeOctets: "octets in a handshake"
        case .sessionOctets: "encrypted octets"
        case .headLine: "octets in a line of a response's head"
        case .headOctets: "octets in a response's head"
        case .headFields: "fields in a response's head"
        case .interimResponses: "responses before the final one"
        case .chunks: "chunks of a page"
        case .bodyOctets: "octets of a page"
        case .exchangeOctets: "octets for one page"
        case .redirects: "redirects"
        case .cookies: "cookies"
        case .replyLine: "octets in a line of a reply"
        case .replyLines: "lines in a reply"
        case .dialogueOctets: "octets in a dialogue"
        }
    }

    /// Why this limit.
    package var source: String {
        switch self {
        case .certificates: "public chains have two to four certificates; X509_verify_cert follows a path of ten here"
        case .certificateMessage:
            "OpenSSL reads 100 KiB (SSL_CTX_set_max_cert_list); chains of public authorities have 2 to 10 KiB"
        case .namesPerCertificate: "Let's Encrypt issues for 100 names, other public authorities for 250 to 1,000"
        case .issuerURLs: "RFC 5280 §4.2.2.1: one, or one per scheme"
        case .handshakeOctets: "twice the size of the certificates that are read"
        case .sessionOctets: "four times what one page may have, for records that carry nothing"
        case .headLine: "RFC 9112 §3 asks for 8,000 octets in a request line; nginx and Apache take 8 KiB"
        case .headOctets: "nginx and Apache take 32 KiB of a head"
        case .headFields: "Apache takes 100 fields (LimitRequestFields)"
        case .interimResponses: "RFC 9110 §15.2 allows any number; Go reads five"
        case .chunks: "as many octets as are read, in chunks of eight"
        case .bodyOctets: "RFC 8461 §3.3 suggests 64 KiB for a policy; of other pages nothing is needed"
        case .exchangeOctets: "a head, ten interim responses and a page in chunks of a few octets each"
        case .redirects: "Fetch standard §4.4: browsers follow 20"
        case .cookies: "RFC 6265 §6.1: browsers keep 50 for a domain at least"
        case .replyLine: "RFC 5321 §4.5.3.1.5 has 512 octets; current servers exceed it"
        case .replyLines: "Postfix reads 100 lines of a reply (smtp_reply_filter apart); EHLO has about 20"
        case .dialogueOctets: "a hundred replies of the size that RFC 5321 §4.5.3.1.5 allows"
        }
    }

    /// `32768 octets in a response's head`
    package var phrase: String { "\(value) \(unit)" }
}
