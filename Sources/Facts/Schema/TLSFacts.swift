import Deployment

extension ObjectType {
    package static let tlsEndpoint = ObjectType(
        "TLSEndpoint", "An address at which a name is served over TLS, looked at with handshakes of several kinds.",
        [
            .subject,
            .init(
                "role", .string, .config, allowed: WebRole.allCases.map(\.rawValue) + ["mx", "server"], "What is served there."),
            .init("name", .string, .config, "The name, as the deployment file spells it."),
            .init("port", .integer, .config, "The port."),
            .init("address", .address, .dns, "The address."),
            .init("view", .string, .config, "The view that showed the address."),
            .init("exposure", .string, .config, allowed: ["public", "internal"], "From where it is meant to be reached."),
            .init("place", .string, .config, "Name, address and port for a sentence: `panel.example (203.0.113.10, port 443)`."),
            .init("reachable", .boolean, .probe, "The port takes connections and says something."),
            .init("connection", .string, .probe, "Why it is not, for a sentence: `refuses the connection`."),
            .init("handshake", .boolean, .probe, "A handshake succeeded, of whatever kind."),
            .init("handshake_failure", .string, optional: true, .probe, "What an ordinary client met, for a sentence."),
            .init("ordinary_client", .boolean, .probe, "A client of today (TLS 1.2 or 1.3, no finite-field DHE) gets a session."),
            .init("tls_1_0", .boolean, .probe, "TLS 1.0 is accepted."),
            .init("tls_1_1", .boolean, .probe, "TLS 1.1 is accepted."),
            .init("tls_1_2", .boolean, .probe, "TLS 1.2 is accepted."),
            .init("tls_1_3", .boolean, .probe, "TLS 1.3 is accepted."),
            .init("version", .string, .probe, "The version of the best session."),
            .init("cipher", .string, .probe, "Its cipher suite."),
            .init("group", .string, optional: true, .probe, "Its key exchange group: `X25519`, `DH 2048`."),
            .init(
                "key_exchange", .string, .probe, allowed: ["ecdhe", "dhe", "rsa", "other"], "Its key exchange."),
            .init("certificate", .object("Certificate"), optional: true, .probe, "The server's own; absent when none is served."),
            .init(
                "chain", .list(.object("Certificate")), .probe,
                "The path from the server's certificate towards a root, completed as far as it goes."),
            .init("served", .list(.string), .probe, "The subjects of the certificates as served."),
            .init("verify_problems", .list(.object("VerifyProblem")), .derived, "Everything that path validation finds wrong."),
            .init("name_matches", .boolean, .derived, "The certificate is for the name (RFC 9525)."),
            .init(
                "trust", .string, .derived,
                allowed: ["trusted", "self-signed", "untrusted", "incomplete", "invalid", "no-certificate"],
                "Whether the chain leads to a trusted root, dates and names apart."),
            .init("missing_issuer", .string, optional: true, .derived, "The issuer that is neither served nor trusted."),
            .init("missing_issuer_urls", .list(.string), .derived, "Where the certificate says that its issuer's can be had."),
            .init("trust_detail", .string, .derived, "What is wrong with an invalid chain."),
            .init(
                "staple", .string, .probe,
                allowed: ["none", "good", "revoked", "unknown", "malformed", "unrelated", "outdated", "unsigned"],
                "What the stapled OCSP response says."),
            .init("answers_http", .boolean, .probe, "It answers HTTP without TLS, on port 80 or on its own port."),
            .init("plain_port", .integer, optional: true, .probe, "The port where it does."),
            .init("redirects", .boolean, .probe, "What it answers there is a redirect to HTTPS."),
            .init("hsts", .string, optional: true, .probe, "The Strict-Transport-Security header of its page over HTTPS."),
            .init("caa", .object("CAA"), .derived, "Whether the authority in use may renew the certificate; of public names."),
        ])

    package static let certificate = ObjectType(
        "Certificate", "What a certificate says.",
        [
            .init("depth", .integer, .derived, "0 is the server's own."),
            .init("subject", .string, .probe, "`CN=R10, O=Let's Encrypt, C=US`"),
            .init("issuer", .string, .probe, "Who signed it."),
            .init("serial", .string, .probe, "Hexadecimal digits."),
            .init("not_before", .timestamp, .probe, "The beginning of its validity."),
            .init("not_after", .timestamp, .probe, "The end of its validity."),
            .init("lifetime", .duration, .derived, "From beginning to end."),
            .init("lifetime_cap", .duration, optional: true, .derived, "What public authorities may give from its beginning on."),
            .init("names", .list(.string), .probe, "The names and addresses that it is for."),
            .init("key_type", .string, .probe, "RSA, EC, ED25519, …"),
            .init("key_bits", .integer, .probe, "The size of its key."),
            .init("signature", .string, .probe, "The algorithm that signed it."),
            .init("digest", .string, optional: true, .probe, "That algorithm's hash: SHA256, SHA1, …"),
            .init("self_issued", .boolean, .probe, "Subject and issuer are the same."),
            .init("must_staple", .boolean, .probe, "It demands an OCSP staple (RFC 7633)."),
            .init("fingerprint", .string, .probe, "SHA-256, in hexadecimal digits."),
        ])

    package static let verifyProblem = ObjectType(
        "VerifyProblem", "A complaint of path validation.",
        [
            .init("text", .string, .derived, "What is wrong."),
            .init("depth", .integer, .derived, "Of which certificate; 0 is the server's own."),
            .init("subject", .string, .derived, "Its subject."),
        ])

    package static let servedCertificate = ObjectType(
        "ServedCertificate", "A certificate, and the addresses of a name that serve it.",
        [
            .init("fingerprint", .string, .probe, "SHA-256, in hexadecimal digits."),
            .init("subject", .string, .probe, "Its subject."),
            .init("serial", .string, .probe, "Its serial number."),
            .init("not_after", .timestamp, .probe, "The end of its validity."),
            .init("addresses", .list(.address), .dns, "The addresses that serve it."),
        ])

    package static let certificationAuthorityAuthorization = ObjectType(
        "CAA", "The CAA records in force for a name (RFC 8659), and the authority in use.",
        [
            .init("at", .string, optional: true, .dns, "Where they stand; absent when there are none."),
            .init("records", .list(.string), .dns, "The records."),
            .init("allowed", .list(.string), .derived, "The authorities that may issue; empty when nobody may, or anybody."),
            .init(
                "permission", .string, .derived, allowed: ["unrestricted", "allowed", "forbidden"],
                "Whether the authority of the served certificate may issue."),
            .init("authority", .string, .probe, "The authority in use, by its certificate."),
            .init("wanted", .string, optional: true, .derived, "The record that would let it issue, where it may not."),
        ])
}
