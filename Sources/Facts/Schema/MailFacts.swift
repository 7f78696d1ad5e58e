package import DNS
package import Deployment

package final class MailDomainFacts: SubjectDeclaration, ResolvedDeclaration {
    package static let declared = Declared("MailDomain", "A domain used in From or MAIL FROM.", MailDomainFacts())
    package static let kind = SubjectKind(
        "mail_domain", variable: "domain", MailDomainFacts.self, in: "mail_domains", .dns,
        "a From or MAIL FROM domain, in a view", all: "From and MAIL FROM domains, by view.")

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain, as the deployment file spells it.")
    package let owner = Given<String>("owner", "The name as records are published under it: absolute, in A-labels.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let roles = Given<[MailDomainRole]>("roles", "Where it is used.")
    package let mx = Field<[TypedObject<MailExchangeFacts>]>("mx", .dns, "Its MX records, most preferred first.")
    package let dmarc = Field<TypedObject<DMARCFacts>>(
        "dmarc", .derived, "The DMARC policy that receivers find for it; of From domains.")
    package let tlsRPT = Field<TypedObject<SingleRecordFacts>>("tls_rpt", .derived, "Its TLS-RPT record (RFC 8460).")
    package let mtaSTS = Field<TypedObject<MTASTSFacts>>(
        "mta_sts", .derived, "Its MTA-STS record and policy (RFC 8461); of the public view.")
    package let bimi = Field<TypedObject<SingleRecordFacts>>("bimi", .derived, "Its default BIMI record; of From domains.")
    package let enforced = Field<Bool>(
        "enforced", .derived, "DMARC quarantines or rejects, for all mail: what BIMI asks for; of From domains.")
    package let resolved = ResolvedFields()
}

package final class MailExchangeFacts: FactDeclaration {
    package static let declared = Declared("MailExchange", "An MX record.", MailExchangeFacts())

    package let preference = Field<Int>("preference", .dns, "Lower is tried first.")
    package let exchange = Field<String>("exchange", .dns, "The host's name; `.` for a null MX.")
    package let isNull = Field<Bool>("is_null", .derived, "A null MX: the domain accepts no mail (RFC 7505).")
}

package final class ExchangeHostFacts: SubjectDeclaration, ResolvedDeclaration {
    package static let declared = Declared(
        "ExchangeHost", "A host that an MX record of a mail domain names.", ExchangeHostFacts())
    package static let kind = SubjectKind(
        "mx_target", variable: "target", ExchangeHostFacts.self, in: "mx_targets", .dns, "a host that an MX record names",
        all: "Hosts that MX records name, by domain and view.")

    package let subject = SubjectFacts.field
    package let domain = Given<String>("domain", "The domain whose MX record names it.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let shared = SharedHostFields()
    package let exchange = Field<String>("exchange", .dns, "The host's name.")
    package let preference = Field<Int>("preference", .dns, "The MX record's preference.")
    package let isAddress = Field<Bool>("is_address", .derived, "The record contains an IP address instead of a name.")
    package let tlsa = Field<[TypedObject<TLSARecordFacts>]>("tlsa", .dns, "Its TLSA records (RFC 7672); of the public view.")
    package let daneSecure = Field<Bool>("dane_secure", .derived, "DNSSEC secures them, and every answer that leads to the host.")
    package let insecure = Field<[String]>("insecure", .derived, "What DNSSEC does not secure, each as part of a sentence.")
    package let resolved = ResolvedFields()
}

package final class ReturnPathFacts: SubjectDeclaration {
    package static let declared = Declared("ReturnPath", "Where bounces to a MAIL FROM domain end.", ReturnPathFacts())
    package static let kind = SubjectKind(
        "return_path", variable: "path", ReturnPathFacts.self, in: "return_paths", .dns,
        "the route of a sender's bounces, in a view", all: "Where bounces go, by sender, domain and view.")

    package let subject = SubjectFacts.field
    package let sender = Given<String>("sender", "The sender that uses the domain.")
    package let domain = Given<String>("domain", "The MAIL FROM domain.")
    package let owner = Given<String>("owner", "The name as records are published under it: absolute, in A-labels.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let destination = Given<PlannedReturnPath.Destination>("destination", "Where this view must lead.")
    package let expected = Given<[IPAddress]>("expected", "The addresses that bounces must reach in this view.")
    package let splitDNS = Given<Bool>("split_dns", "The views lead to different places on purpose.")
    package let platform = Given<[IPAddress]>(
        "platform", "Addresses of the deployment's own mail servers, from which mail is sent or at which it is accepted.")
    package let relayed = Given<Bool>("relayed", "The sender's mail leaves through the relay.")
    package let isFrom = Given<Bool>("is_from", "The domain is also used in From.")
    package let leadsAsPublic = Field<Bool>(
        "leads_as_public", .derived, "Its routes end at the same addresses as those of the public view; of other views.")
    package let forwardingProven = Field<Bool>(
        "forwarding_proven", .derived, "A probe showed that the relay forwards bounces to the sender.")
    package let ownInternal = Field<[TypedObject<SpecialAddressFacts>]>(
        "own_internal", .derived, "Addresses of the domain itself that are not public, whether or not mail goes there.")
    package let host = Given<String>("host", "A host name for its MX record, absolute: the relay's, or one below the domain.")
    package let routes = Field<[TypedObject<RouteFacts>]>("routes", .dns, "The hosts that accept its mail, most preferred first.")
}

package final class RouteFacts: FactDeclaration, ResolvedDeclaration {
    package static let declared = Declared("Route", "A host that accepts mail for a domain.", RouteFacts())

    package let exchange = Field<String>("exchange", .dns, "The host's name; the domain's own for an implicit MX.")
    package let preference = Field<Int>("preference", .dns, "The MX record's preference; 0 for an implicit MX.")
    package let implicit = Field<Bool>(
        "implicit", .dns, "There is no MX record: the domain's own addresses accept mail (RFC 5321 §5.1).")
    package let resolved = ResolvedFields()
}

package final class SendingAddressFacts: SubjectDeclaration {
    package static let declared = Declared(
        "SendingAddress", "An address that mail leaves from, as receivers see it.", SendingAddressFacts())
    package static let kind = SubjectKind(
        "sending_address", variable: "address", SendingAddressFacts.self, in: "sending_addresses", .dns,
        "a sending address as receivers see it", all: "Sending addresses as receivers see them.")

    package let subject = SubjectFacts.field
    package let sender = Given<String>("sender", "The sender.")
    package let address = Given<IPAddress>("address", "The address.")
    package let route = Given<Route>("route", "How the sender's mail leaves.")
    package let webNames = Given<[String]>("web_names", "Web names of the deployment that use the same address.")
    package let reverseName = Given<String>("reverse_name", "The name at which its PTR records are published.")
    package let announced = Given<[String]>(
        "announced", "The names that are announced from it; empty if it is whatever the PTR name is.")
    package let ptr = Field<[TypedObject<PointerNameFacts>]>("ptr", .dns, "Its PTR names.")
}

package final class PointerNameFacts: FactDeclaration {
    package static let declared = Declared("PointerName", "A name that a PTR record gives to an address.", PointerNameFacts())

    package let name = Field<String>("name", .dns, "The name.")
    package let addresses = Field<[IPAddress]>("addresses", .dns, "What it resolves to, in the sending address's family.")
    package let embedsAddress = Field<Bool>(
        "embeds_address", .derived, "It contains the address, as names that providers assign do.")
    package let platform = Field<Bool>("platform", .derived, "It is the platform's own, shared by its customers.")
}
