package import DNS
package import Deployment

package final class TLSEndpointFacts: SubjectDeclaration {
    package static let declared = Declared(
        "TLSEndpoint", "An address at which a name is served over TLS, looked at with handshakes of several kinds.",
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
    package let place = Given<String>("place", "Name, address and port for a sentence: `panel.example (203.0.113.10, port 443)`.")
    package let reachable = Field<Bool>("reachable", .probe, "The port takes connections and says something.")
    package let connection = Field<String>("connection", .probe, "Why it is not, for a sentence: `refuses the connection`.")
    package let handshake = Field<Bool>("handshake", .probe, "A handshake succeeded, of whatever kind.")
    package let handshakeFailure = Field<String?>("handshake_failure", .probe, "What an ordinary client met, for a sentence.")
    package let ordinaryClient = Field<Bool>("ordinary_client", .probe, "A client of today gets a session.")
    package let client = Field<String>("client", .probe, "Which client that is: `a browser of 2026`.")
    package let asksForCertificate = Field<Bool>(
        "asks_for_certificate", .probe, "In a handshake the server asks for a certificate of the client.")
    package let demandsCertificate = Field<Bool>(
        "demands_certificate", .probe, "Without a certificate of the client no session is had.")
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
        "The paths that clients get who ask for other kinds of signature, as far as they differ from the chain.")
    package let otherFaults = Field<[String]>(
        "other_faults", .derived, "What is wrong with those paths, dates apart, for a sentence each.")
    package let firstEnd = Field<TypedObject<CertificateEndFacts>?>(
        "first_end", .derived,
        "What ends first of the server's certificates and of those above that end before them; absent when none is served.")
    package let served = Field<[String]>("served", .probe, "The subjects of the certificates as served.")
    package let verifyProblems = Field<[TypedObject<VerifyProblemFacts>]>(
        "verify_problems", .derived, "Everything that path validation finds wrong.")
    package let nameMatches = Field<Bool>("name_matches", .derived, "The certificate is for the name (RFC 9525).")
    package let trust = Field<Trust>("trust", .derived, "Whether the chain leads to a trusted root, dates and names apart.")
    package let missingIssuer = Field<String?>("missing_issuer", .derived, "The issuer that is neither served nor trusted.")
    package let missingIssuerURLs = Field<[String]>(
        "missing_issuer_urls", .derived, "Where the certificate says that its issuer's can be had.")
    package let trustDetail = Field<String>(
        "trust_detail", .derived, "What stands between the chain and a trusted root, for a sentence.")
    package let staple = Field<Staple>("staple", .probe, "What the stapled OCSP response says.")
    package let answersHTTP = Field<Bool>(
        "answers_http", .probe,
        "Without TLS it shows a page or leads to one, on port 80 or on its own port; what only refuses does not count.")
    package let plainPort = Field<Int?>("plain_port", .probe, "The port where it does.")
    package let redirects = Field<Bool>("redirects", .probe, "What it shows there leads to HTTPS.")
    package let page = Field<PageFault?>(
        "page", .probe, "What keeps visitors from its page over HTTPS; absent where the page opens.")
    package let pageDetail = Field<String>("page_detail", .probe, "That, for a sentence: `answers 502`.")
    package let hsts = Field<String?>("hsts", .probe, "The Strict-Transport-Security header of its page over HTTPS.")
    package let hstsFault = Field<String?>(
        "hsts_fault", .derived, "Why that header does not protect, for a sentence; absent where it does (RFC 6797 §6.1).")
    package let vouchedByDANE = Field<Bool>(
        "vouched_by_dane", .derived,
        "Of a mail exchanger: DNSSEC and a TLSA record of usage 3 vouch for its key, so that dates, names and issuers do not count (RFC 7671 §5.1)."
    )
    package let caa = Field<TypedObject<CAAFacts>>(
        "caa", .derived, "Whether the authority in use may renew the certificate; of public names.")
}

package final class CertificateFacts: FactDeclaration {
    package static let declared = Declared("Certificate", "What a certificate says.", CertificateFacts())

    package let depth = Field<Int>("depth", .derived, "0 is the server's own.")
    package let subject = Field<String>("subject", .probe, "`CN=R10, O=Let's Encrypt, C=US`")
    package let issuer = Field<String>("issuer", .probe, "Who signed it.")
    package let serial = Field<String>("serial", .probe, "Hexadecimal digits.")
    package let notBefore = Field<Timestamp>("not_before", .probe, "The beginning of its validity.")
    package let notAfter = Field<Timestamp>("not_after", .probe, "The end of its validity.")
    package let lifetime = Field<Duration>("lifetime", .derived, "From beginning to end.")
    package let lifetimeCap = Field<Duration?>(
        "lifetime_cap", .derived, "What public authorities may give from its beginning on.")
    package let nextCap = Field<Duration?>(
        "next_cap", .derived, "What public authorities will give after that, where it lasts longer than they will.")
    package let nextCapFrom = Field<Timestamp?>("next_cap_from", .derived, "From when on.")
    package let anchor = Field<Bool>("anchor", .derived, "It is trusted by itself: clients do not mind its dates.")
    package let names = Field<[String]>("names", .probe, "The names and addresses that it is for.")
    package let covers = Field<String>("covers", .probe, "Those, for a sentence, with their kinds.")
    package let keyType = Field<String>("key_type", .probe, "RSA, EC, ED25519, …")
    package let keyBits = Field<Int>("key_bits", .probe, "The size of its key.")
    package let signature = Field<String>("signature", .probe, "The algorithm that signed it.")
    package let digest = Field<String?>("digest", .probe, "That algorithm's hash: SHA256, SHA1, …")
    package let selfIssued = Field<Bool>("self_issued", .probe, "Subject and issuer are the same.")
    package let mustStaple = Field<Bool>("must_staple", .probe, "It demands an OCSP staple (RFC 7633).")
    package let fingerprint = Field<String>("fingerprint", .probe, "SHA-256, in hexadecimal digits.")
}

package final class CertificateEndFacts: FactDeclaration {
    package static let declared = Declared("CertificateEnd", "What ends first of a server's chains.", CertificateEndFacts())

    package let subject = Field<String>("subject", .probe, "Of which certificate.")
    package let depth = Field<Int>("depth", .derived, "0 is a server's own.")
    package let notAfter = Field<Timestamp>("not_after", .probe, "When it ends.")
    package let lifetime = Field<Duration>("lifetime", .derived, "Of the server's certificate of that chain: renewals go by it.")
}

package final class VerifyProblemFacts: FactDeclaration {
    package static let declared = Declared("VerifyProblem", "A complaint of path validation.", VerifyProblemFacts())

    package let text = Field<String>("text", .derived, "What is wrong.")
    package let depth = Field<Int>("depth", .derived, "Of which certificate; 0 is the server's own.")
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
    package let authority = Field<String>("authority", .probe, "Who issued it: the organization, or the name without one.")
    package let names = Field<[String]>("names", .probe, "The names and addresses that it is for, sorted.")
    package let key = Field<String>("key", .probe, "Kind and size of its key: `RSA 2048`.")
    package let addresses = Field<[IPAddress]>("addresses", .dns, "The addresses that serve it.")
}

package final class CAAFacts: FactDeclaration {
    package static let declared = Declared(
        "CAA", "The CAA records in force for a name (RFC 8659), and the authority in use.", CAAFacts())

    package let at = Field<String?>(
        "at", .dns, "Where they stand, an alias followed to its target; absent when there are none.")
    package let throughAlias = Field<Bool>("through_alias", .dns, "They stand where an alias leads.")
    package let records = Field<[String]>("records", .dns, "The records.")
    package let allowed = Field<[String]>(
        "allowed", .derived, "The authorities that may issue; empty when nobody may, or anybody.")
    package let permission = Field<IssuePermission>(
        "permission", .derived, "Whether the authority of the served certificate may issue.")
    package let authority = Field<String>("authority", .probe, "The authority in use, by its certificate.")
    package let reason = Field<CAAReason?>("reason", .derived, "Why it may not; absent where it may.")
    package let detail = Field<String>("detail", .derived, "That, for a sentence.")
    package let wanted = Field<String?>("wanted", .derived, "The record that would let it issue, where it may not.")
    package let replaced = Field<String?>(
        "replaced", .derived, "The record in whose place that one comes, or that has to go; absent where one is added.")
    package let hindrances = Field<[TypedObject<CAAHindranceFacts>]>(
        "hindrances", .derived,
        "What the parameters of the records that name it forbid, where none of them can be met (RFC 8657).")
}

package final class CAAHindranceFacts: FactDeclaration {
    package static let declared = Declared(
        "CAAHindrance", "Why a CAA record that names an authority lets it issue nothing.", CAAHindranceFacts())

    package let record = Field<String>("record", .dns, "The record.")
    package let detail = Field<String>("detail", .derived, "What cannot be met, for a sentence.")
    package let wanted = Field<String?>("wanted", .derived, "The record without that; absent where nobody can tell.")
}
