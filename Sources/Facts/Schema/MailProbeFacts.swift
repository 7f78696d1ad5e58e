package import DNS
package import Deployment
package import MailPolicy

package final class SMTPEndpointFacts: SubjectDeclaration {
    package static let declared = Declared(
        "SMTPEndpoint", "An address where mail for a domain is accepted, probed as far as RCPT TO.", SMTPEndpointFacts())
    package static let kind = SubjectKind(
        "smtp_endpoint", variable: "server", SMTPEndpointFacts.self, in: "smtp_endpoints", .probe,
        "an address where mail for a domain is accepted, in a view", all: "Addresses where mail is accepted.",
        needs: [.smtpProbes])

    package let subject = SubjectFacts.field
    package let domain = Given<String>("domain", "The From or MAIL FROM domain.")
    package let exchange = Field<String>("exchange", .dns, "The host's name.")
    package let address = Field<IPAddress>("address", .dns, "The address.")
    package let view = Given<ViewName>("view", "The view that showed it.")
    package let place = Given<String>("place", "Host and address, as part of a sentence: `mx.acme.example (203.0.113.25)`.")
    package let returnPath = Given<Bool>("return_path", "Bounces take this route.")
    package let shared = SharedHostFields()
    package let reachable = Field<Bool>("reachable", .probe, "Port 25 accepts connections, and a mail server greets.")
    package let connection = Field<String>("connection", .probe, "Why not, as part of a sentence: `refuses the connection`.")
    package let greeting = Field<String?>("greeting", .probe, "The greeting, code first.")
    package let announced = Field<[String]>("announced", .probe, "The names in its greeting and its answer to EHLO.")
    package let ptrNames = Field<[String]>("ptr_names", .dns, "The PTR names of the address.")
    package let starttls = Field<Bool>("starttls", .probe, "STARTTLS leads to an encrypted session.")
    package let starttlsFailure = Field<String>("starttls_failure", .probe, "Why it does not, as part of a sentence.")
    package let certificateFaults = Field<[String]>(
        "certificate_faults", .probe, "What is wrong with its certificate, each as part of a sentence.")
    package let tlsRequired = Field<Bool>("tls_required", .derived, "An MTA-STS policy in force requires a valid certificate.")
    package let acceptance = Field<BounceAcceptance>(
        "acceptance", .probe, "Whether a bounce is accepted; for return paths. Unknown while the server defers.")
    package let rejection = Field<String>("rejection", .probe, "The command that was rejected, and the answer.")
    package let tlsa = Field<[String]>("tlsa", .dns, "The usable TLSA records of the host.")
    package let daneSecure = Field<Bool>(
        "dane_secure", .derived, "DNSSEC secures the records, and every answer that leads to the host.")
    package let tlsaMatches = Field<Bool>("tlsa_matches", .derived, "One of them matches the served chain.")
    package let tlsaWanted = Field<String?>(
        "tlsa_wanted", .derived, "The record that would match the key in use: `3 1 1` and its SHA-256.")
}

/// For a host that receives mail for several domains: its faults are reported once, with the affected domains.
package struct SharedHostFields: Sendable {
    package let alike = Field<[String]>(
        "alike", .derived, "The domains for which the host accepts mail under the same policies and DNSSEC results."
    )
    package let speaks = Field<Bool>(
        "speaks", .derived, "It represents those domains: a finding about all of them is reported for it only.")
    package let firstOfHost = Field<Bool>(
        "first_of_host", .derived, "It represents every domain for which the host accepts mail.")
}

package final class TLSARecordFacts: FactDeclaration {
    package static let declared = Declared("TLSARecord", "A TLSA record of a mail exchanger.", TLSARecordFacts())

    package let parameters = Field<String>("parameters", .dns, "Usage, selector and matching type: `3 1 1`.")
    package let usable = Field<Bool>("usable", .derived, "Mail servers use it (RFC 7672).")
    package let fault = Field<String>("fault", .derived, "Why they do not, as part of a sentence.")
}

package final class MTASTSFacts: FactDeclaration {
    package static let declared = Declared("MTASTS", "The MTA-STS record and policy of a domain (RFC 8461).", MTASTSFacts())

    package let name = Given<String>("name", "The name of the record.")
    package let records = Field<[String]>("records", .dns, "The records of this kind there.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "What is wrong with the text of the one record.")
    package let url = Given<String>("url", "Where the policy must be served.")
    package let found = Field<Bool>("found", .probe, "The policy was served there, with a valid certificate.")
    package let failure = Field<String>("failure", .probe, "Why not, as part of a sentence.")
    package let mediaType = Field<String?>(
        "media_type", .probe, "The media type that the server gives: `text/plain`; absent if it gives none.")
    package let policyProblems = Field<[TypedObject<PolicyProblemFacts>]>(
        "policy_problems", .derived, "What is wrong with the policy.")
    package let mode = Field<MTASTSPolicy.Mode?>("mode", .probe, "Its mode, if valid.")
    package let maxAge = Field<Duration?>("max_age", .probe, "How long senders cache it.")
    package let patterns = Field<[String]>("patterns", .probe, "The hosts that it lists.")
    package let unlisted = Field<[String]>("unlisted", .derived, "MX hosts that it does not list.")
    package let unused = Field<[String]>("unused", .derived, "Patterns that no MX host matches.")
}
