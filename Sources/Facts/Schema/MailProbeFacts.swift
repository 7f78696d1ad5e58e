package import DNS
package import Deployment
package import MailPolicy

package final class SMTPEndpointFacts: SubjectDeclaration {
    package static let declared = Declared(
        "SMTPEndpoint", "An address where mail for a domain is taken, talked to as far as RCPT TO.", SMTPEndpointFacts())
    package static let kind = SubjectKind(
        "smtp_endpoint", variable: "server", SMTPEndpointFacts.self, in: "smtp_endpoints", .probe,
        "an address where mail for a domain is taken, in a view", all: "Addresses where mail is taken.", needs: [.smtpProbes])

    package let subject = SubjectFacts.field
    package let domain = Given<String>("domain", "The From or MAIL FROM domain.")
    package let exchange = Field<String>("exchange", .dns, "The host's name.")
    package let address = Field<IPAddress>("address", .dns, "The address.")
    package let view = Given<ViewName>("view", "The view that showed it.")
    package let place = Given<String>("place", "Host and address for a sentence: `mx.acme.example (203.0.113.25)`.")
    package let returnPath = Given<Bool>("return_path", "Bounces take this way.")
    package let shared = SharedHostFields()
    package let reachable = Field<Bool>("reachable", .probe, "Port 25 takes connections, and a mail server greets.")
    package let connection = Field<String>("connection", .probe, "Why not, for a sentence: `refuses the connection`.")
    package let greeting = Field<String?>("greeting", .probe, "The greeting, code first.")
    package let announced = Field<[String]>("announced", .probe, "The names in its greeting and its answer to EHLO.")
    package let ptrNames = Field<[String]>("ptr_names", .dns, "The PTR names of the address.")
    package let starttls = Field<Bool>("starttls", .probe, "STARTTLS leads to an encrypted session.")
    package let starttlsFailure = Field<String>("starttls_failure", .probe, "Why it does not, for a sentence.")
    package let certificateFaults = Field<[String]>(
        "certificate_faults", .probe, "What is wrong with its certificate, for a sentence each.")
    package let tlsRequired = Field<Bool>("tls_required", .derived, "An MTA-STS policy in force demands a valid certificate.")
    package let acceptance = Field<BounceAcceptance>(
        "acceptance", .probe, "What becomes of a bounce; of return paths. Unknown while the server asks for patience.")
    package let rejection = Field<String>("rejection", .probe, "The command that was rejected, and the answer.")
    package let tlsa = Field<[String]>("tlsa", .dns, "The usable TLSA records of the host.")
    package let daneSecure = Field<Bool>("dane_secure", .derived, "DNSSEC vouches for the records, and for the way to the host.")
    package let tlsaMatches = Field<Bool>("tlsa_matches", .derived, "One of them fits the served chain.")
    package let tlsaWanted = Field<String?>(
        "tlsa_wanted", .derived, "The record that would fit the key in use: `3 1 1` and its SHA-256.")
}

/// For a host that receives mail for several domains: its faults are reported once, with the affected domains.
package struct SharedHostFields: Sendable {
    package let alike = Field<[String]>(
        "alike", .derived, "The domains that the host takes mail for on the same terms: policies and DNSSEC say the same of them."
    )
    package let speaks = Field<Bool>("speaks", .derived, "It stands for those domains: what is true of all is told of it alone.")
    package let firstOfHost = Field<Bool>("first_of_host", .derived, "It stands for every domain that the host takes mail for.")
}

package final class TLSARecordFacts: FactDeclaration {
    package static let declared = Declared("TLSARecord", "A TLSA record of a mail exchanger.", TLSARecordFacts())

    package let parameters = Field<String>("parameters", .dns, "Usage, selector and matching type: `3 1 1`.")
    package let usable = Field<Bool>("usable", .derived, "Mail servers heed it (RFC 7672).")
    package let fault = Field<String>("fault", .derived, "Why they do not, for a sentence.")
}

package final class MTASTSFacts: FactDeclaration {
    package static let declared = Declared("MTASTS", "The MTA-STS record and policy of a domain (RFC 8461).", MTASTSFacts())

    package let name = Given<String>("name", "Where the record stands.")
    package let records = Field<[String]>("records", .dns, "The records of the kind that stand there.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "What is wrong with the text of the one record.")
    package let url = Given<String>("url", "Where the policy must be served.")
    package let found = Field<Bool>("found", .probe, "The policy was served there, with a valid certificate.")
    package let failure = Field<String>("failure", .probe, "Why not, for a sentence.")
    package let mediaType = Field<String?>(
        "media_type", .probe, "What the server says that the policy is: `text/plain`; absent when it says nothing.")
    package let policyProblems = Field<[TypedObject<PolicyProblemFacts>]>(
        "policy_problems", .derived, "What is wrong with the policy.")
    package let mode = Field<MTASTSPolicy.Mode?>("mode", .probe, "Its mode, when valid.")
    package let maxAge = Field<Duration?>("max_age", .probe, "How long senders keep it.")
    package let patterns = Field<[String]>("patterns", .probe, "The hosts that it lists.")
    package let unlisted = Field<[String]>("unlisted", .derived, "MX hosts that it does not list.")
    package let unused = Field<[String]>("unused", .derived, "Patterns that no MX host fits.")
}
