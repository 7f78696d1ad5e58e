package import DNS
package import Deployment

package final class TLSEndpointFacts: SubjectDeclaration {
    package static let declared = Declared(
        "TLSEndpoint", "An address at which a name is served over TLS, probed with handshakes of several kinds.",
        TLSEndpointFacts())
    package static let kind = SubjectKind(
        "tls_endpoint", variable: "endpoint", TLSEndpointFacts.self, in: "tls_endpoints", .probe,
        "an address at which a name is served over TLS, in a view", all: "Addresses at which names are served over TLS.",
        needs: [.tlsProbes])

    package let subject = SubjectFacts.field
    package let role = Given<EndpointRole>("role", "What is served there.")
    package let name = Given<String>("name", "The name, as the deployment file spells it.")
    package let port = Given<Int>("port", "The port.")
    package let address = Field<IPAddress>("address", .dns, "The address.")
    package let view = Given<ViewName>("view", "The view that showed the address.")
    package let exposure = Given<Exposure>("exposure", "From where it is meant to be reached.")
    package let place = Given<String>(
        "place", "Name, address and port, as part of a sentence: `panel.example (203.0.113.10, port 443)`.")
    package let reachable = Field<Bool>("reachable", .probe, "The port accepts connections, and a server answers.")
    package let connection = Field<String>(
        "connection", .probe, "Why it is not, as part of a sentence: `refuses the connection`.")
    package let handshake = Field<Bool>("handshake", .probe, "A handshake succeeded, of whatever kind.")
    package let handshakeFailure = Field<String?>(
        "handshake_failure", .probe, "Why the handshake of an ordinary client fails, as part of a sentence.")
    package let ordinaryClient = Field<Bool>("ordinary_client", .probe, "A current client gets a session.")
    package let client = Field<String>("client", .probe, "Which client that is: `a browser of 2026`.")
    package let asksForCertificate = Field<Bool>(
        "asks_for_certificate", .probe, "The server requests a client certificate in the handshake.")
    package let demandsCertificate = Field<Bool>(
        "demands_certificate", .probe, "There is no session without a client certificate.")
    package let tls10 = Field<Bool>("tls_1_0", .probe, "TLS 1.0 is accepted.")
    package let tls11 = Field<Bool>("tls_1_1", .probe, "TLS 1.1 is accepted.")
    package let tls12 = Field<Bool>("tls_1_2", .probe, "TLS 1.2 is accepted.")
    package let tls13 = Field<Bool>("tls_1_3", .probe, "TLS 1.3 is accepted.")
    package let version = Field<String>("version", .probe, "The version of the best session.")
    package let cipher = Field<String>("cipher", .probe, "Its cipher suite.")
    package let group = Field<String?>("group", .probe, "Its key exchange group: `X25519`, `DH 2048`.")
    package let keyExchange = Field<KeyExchange>("key_exchange", .probe, "Its key exchange.")
    package let certificate = Field<TypedObject<CertificateFacts>?>(
        "certificate", .probe, "The server's own; absent when none is served.")
    package let chain = Field<[TypedObject<CertificateFacts>]>(
        "chain", .probe, "The path from the server's certificate towards a root, completed as far as it goes.")
    package let otherCertificates = Field<[TypedObject<CertificateFacts>]>(
        "other_certificates", .probe,
        "The paths that clients get if they ask for other signature algorithms, as far as they differ from the chain.")
    package let otherFaults = Field<[String]>(
        "other_faults", .derived, "What is wrong with those paths, apart from dates, each as part of a sentence.")
    package let firstEnd = Field<TypedObject<CertificateEndFacts>?>(
        "first_end", .derived,
        "The certificate that expires first, of the server's own and of issuers that expire before them; absent if none is served."
    )
    package let served = Field<[String]>("served", .probe, "The subjects of the certificates as served.")
    package let verifyProblems = Field<[TypedObject<VerifyProblemFacts>]>(
        "verify_problems", .derived, "Everything that path validation finds wrong.")
    package let nameMatches = Field<Bool>("name_matches", .derived, "The certificate is for the name (RFC 9525).")
    package let trust = Field<Trust>("trust", .derived, "Whether the chain leads to a trusted root, apart from dates and names.")
    package let missingIssuer = Field<String?>("missing_issuer", .derived, "The issuer that is neither served nor trusted.")
    package let missingIssuerURLs = Field<[String]>(
        "missing_issuer_urls", .derived, "Where the certificate says that its issuer's is available.")
    package let trustDetail = Field<String>(
        "trust_detail", .derived, "Why the chain does not lead to a trusted root, as part of a sentence.")
    package let staple = Field<Staple>("staple", .probe, "What the stapled OCSP response says.")
    package let answersHTTP = Field<Bool>(
        "answers_http", .probe,
        "It serves a page or a redirect to one without TLS, on port 80 or on its own port; refusals do not count.")
    package let plainPort = Field<Int?>("plain_port", .probe, "The port where it does.")
    package let redirects = Field<Bool>("redirects", .probe, "It redirects to HTTPS there.")
    package let page = Field<PageFault?>(
        "page", .probe, "Why visitors cannot open its page over HTTPS; absent if they can.")
    package let pageDetail = Field<String>("page_detail", .probe, "The reason as part of a sentence: `answers 502`.")
    package let hsts = Field<String?>("hsts", .probe, "The Strict-Transport-Security header of its page over HTTPS.")
    package let hstsFault = Field<String?>(
        "hsts_fault", .derived, "Why that header does not protect, as part of a sentence; absent if it does (RFC 6797 §6.1).")
    package let vouchedByDANE = Field<Bool>(
        "vouched_by_dane", .derived,
        "For a mail exchanger: DNSSEC and a TLSA record of usage 3 secure its key, so dates, names and issuers do not count (RFC 7671 §5.1)."
    )
    package let caa = Field<TypedObject<CAAFacts>>(
        "caa", .derived, "Whether the authority in use may renew the certificate; for public names.")
}

package final class CertificateFacts: FactDeclaration {
    package static let declared = Declared("Certificate", "A certificate.", CertificateFacts())

    package let depth = Field<Int>("depth", .derived, "0 is the server's own.")
    package let subject = Field<String>("subject", .probe, "`CN=R10, O=Let's Encrypt, C=US`")
    package let issuer = Field<String>("issuer", .probe, "Who signed it.")
    package let serial = Field<String>("serial", .probe, "Hexadecimal digits.")
    package let notBefore = Field<Timestamp>("not_before", .probe, "The beginning of its validity.")
    package let notAfter = Field<Timestamp>("not_after", .probe, "The end of its validity.")
    package let lifetime = Field<Duration>("lifetime", .derived, "From beginning to end.")
    package let lifetimeCap = Field<Duration?>(
        "lifetime_cap", .derived, "The longest lifetime that public authorities may issue on its first day.")
    package let nextCap = Field<Duration?>(
        "next_cap", .derived, "The next lower limit, if its lifetime is longer than that.")
    package let nextCapFrom = Field<Timestamp?>("next_cap_from", .derived, "When that limit takes effect.")
    package let anchor = Field<Bool>("anchor", .derived, "It is a trust anchor: clients do not check its dates.")
    package let names = Field<[String]>("names", .probe, "The names and addresses that it is for.")
    package let covers = Field<String>("covers", .probe, "These with their kinds, as part of a sentence.")
    package let keyType = Field<String>("key_type", .probe, "RSA, EC, ED25519, …")
    package let keyBits = Field<Int>("key_bits", .probe, "The size of its key.")
    package let signature = Field<String>("signature", .probe, "Its signature algorithm.")
    package let digest = Field<String?>("digest", .probe, "That algorithm's hash: SHA256, SHA1, …")
    package let selfIssued = Field<Bool>("self_issued", .probe, "Subject and issuer are the same.")
    package let mustStaple = Field<Bool>("must_staple", .probe, "It requires an OCSP staple (RFC 7633).")
    package let fingerprint = Field<String>("fingerprint", .probe, "SHA-256, in hexadecimal digits.")
}

package final class CertificateEndFacts: FactDeclaration {
    package static let declared = Declared(
        "CertificateEnd", "The certificate of a server's chains that expires first.", CertificateEndFacts())

    package let subject = Field<String>("subject", .probe, "Its subject.")
    package let depth = Field<Int>("depth", .derived, "0 is a server's own.")
    package let notAfter = Field<Timestamp>("not_after", .probe, "When it expires.")
    package let lifetime = Field<Duration>(
        "lifetime", .derived,
        "The lifetime of the server's certificate in that chain, on which renewal depends; for one above it, at most the authorities' limit."
    )
}

package final class VerifyProblemFacts: FactDeclaration {
    package static let declared = Declared("VerifyProblem", "A problem found by path validation.", VerifyProblemFacts())

    package let text = Field<String>("text", .derived, "What is wrong.")
    package let depth = Field<Int>("depth", .derived, "Which certificate; 0 is the server's own.")
    package let subject = Field<String>("subject", .derived, "Its subject.")
}

package final class ServedCertificateFacts: FactDeclaration {
    package static let declared = Declared(
        "ServedCertificate", "A certificate, and the addresses of a name that serve it.", ServedCertificateFacts())

    package let fingerprint = Field<String>("fingerprint", .probe, "SHA-256, in hexadecimal digits.")
    package let subject = Field<String>("subject", .probe, "Its subject.")
    package let serial = Field<String>("serial", .probe, "Its serial number.")
    package let notAfter = Field<Timestamp>("not_after", .probe, "The end of its validity.")
    package let lifetime = Field<Duration>("lifetime", .derived, "From its beginning to its end.")
    package let authority = Field<String>("authority", .probe, "Who issued it: the organization, or the common name.")
    package let names = Field<[String]>("names", .probe, "The names and addresses that it is for, sorted.")
    package let key = Field<String>("key", .probe, "Kind and size of its key: `RSA 2048`.")
    package let addresses = Field<[IPAddress]>("addresses", .dns, "The addresses that serve it.")
}

package final class CAAFacts: FactDeclaration {
    package static let declared = Declared(
        "CAA", "The CAA records in force for a name (RFC 8659), and the authority in use.", CAAFacts())

    package let at = Field<String?>(
        "at", .dns, "The name that has them, aliases followed; absent if there are none.")
    package let throughAlias = Field<Bool>("through_alias", .dns, "They are at the target of an alias.")
    package let records = Field<[String]>("records", .dns, "The records.")
    package let allowed = Field<[String]>(
        "allowed", .derived, "The authorities that may issue; empty if nobody may, or anybody.")
    package let permission = Field<IssuePermission>(
        "permission", .derived, "Whether the authority of the served certificate may issue.")
    package let authority = Field<String>("authority", .probe, "The authority in use, by its certificate.")
    package let reason = Field<CAAReason?>("reason", .derived, "Why it may not; absent if it may.")
    package let detail = Field<String>("detail", .derived, "The reason, as part of a sentence.")
    package let wanted = Field<String?>("wanted", .derived, "The record that would let it issue, if it may not.")
    package let replaced = Field<String?>(
        "replaced", .derived, "The record that it replaces, or that must be removed; absent if one is only added.")
    package let hindrances = Field<[TypedObject<CAAHindranceFacts>]>(
        "hindrances", .derived,
        "What the parameters of the records that name it forbid, if none of these records can be satisfied (RFC 8657).")
}

package final class CAAHindranceFacts: FactDeclaration {
    package static let declared = Declared(
        "CAAHindrance", "Why a CAA record that names an authority does not let it issue.", CAAHindranceFacts())

    package let record = Field<String>("record", .dns, "The record.")
    package let detail = Field<String>("detail", .derived, "What cannot be satisfied, as part of a sentence.")
    package let wanted = Field<String?>("wanted", .derived, "The record without that; absent if it is not known.")
}
