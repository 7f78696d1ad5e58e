package import Deployment

package final class DomainOverviewFacts: SubjectDeclaration {
    package static let declared = Declared(
        "DomainOverview",
        "What is published at a domain that is checked without a deployment file, in addition to what rules use.",
        DomainOverviewFacts())
    package static let kind = SubjectKind(
        "domain_overview", variable: "overview", DomainOverviewFacts.self, in: "domain_overviews", .dns,
        "a domain that is checked without a deployment file", all: "Domains that `check` was asked about.", section: .from)

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let assumesMailFrom = Given<Bool>("assumes_mail_from", "MAIL FROM was not named: the domain itself is assumed.")
    package let knowsAddresses = Given<Bool>("knows_addresses", "Sending addresses were named.")
    package let knowsSelectors = Given<Bool>("knows_selectors", "DKIM selectors were named.")
    package let asksServers = Given<Bool>("asks_servers", "The zone's own servers were asked too.")
    package let organization = Field<String?>(
        "organization", .derived, "Its organizational domain by the tree walk (RFC 9989 §4.10.2).")
    package let zone = Field<String?>("zone", .dns, "The zone that contains it; absent if no SOA record shows one.")
    package let nameServers = Field<[String]>("name_servers", .dns, "The zone's servers by name.")
    package let soa = Field<[TypedObject<StartOfAuthorityFacts>]>("soa", .dns, "The zone's SOA record; empty without one.")
    package let delegationSigners = Field<[String]>(
        "delegation_signers", .dns, "The zone's DS records: key tag, algorithm and digest type.")
    package let validated = Field<Bool>("validated", .dns, "The resolver says that it validated the zone's SOA record (AD).")
    package let operators = Field<[TypedObject<MailOperatorFacts>]>("operators", .derived, "Who runs its MX hosts.")
    package let spfTree = Field<[TypedObject<SPFTermFacts>]>(
        "spf_tree", .derived, "The terms of its SPF record and of those that it includes, depth first.")
    package let dmarcTags = Field<[TypedObject<PolicyTagFacts>]>(
        "dmarc_tags", .derived, "The tags of the DMARC record that applies, with the values in force.")
    package let triedSelectors = Given<[String]>("tried_selectors", "Selectors of well-known platforms that were queried.")
    package let selectors = Field<[TypedObject<SelectorFacts>]>(
        "selectors", .dns, "Those of them that have a key; none that a wildcard supplies.")
    package let selectorsByWildcard = Field<Bool>("selectors_by_wildcard", .dns, "Every selector gets the same answer.")
}

package final class StartOfAuthorityFacts: FactDeclaration {
    package static let declared = Declared("StartOfAuthority", "A SOA record (RFC 1035 §3.3.13).", StartOfAuthorityFacts())

    package let primary = Field<String>("primary", .dns, "The zone's primary server.")
    package let mailbox = Field<String>("mailbox", .dns, "Who is responsible for the zone, as a mail address.")
    package let serial = Field<Int>("serial", .dns, "The serial number.")
    package let refresh = Field<Duration>("refresh", .dns, "How often secondaries check it.")
    package let retry = Field<Duration>("retry", .dns, "How soon they retry.")
    package let expire = Field<Duration>("expire", .dns, "After which time they stop answering.")
    package let minimum = Field<Duration>("minimum", .dns, "How long it may be cached that a name does not exist (RFC 2308 §4).")
}

package final class MailOperatorFacts: FactDeclaration {
    package static let declared = Declared("MailOperator", "Who runs an MX host.", MailOperatorFacts())

    package let exchange = Field<String>("exchange", .dns, "The host.")
    package let name = Field<String?>(
        "name", .derived, "The operator's name, as far as the host's name tells; absent for the domain's own hosts.")
}

package final class SPFTermFacts: FactDeclaration {
    package static let declared = Declared("SPFTerm", "A term of an SPF record, in its place in the tree.", SPFTermFacts())

    package let depth = Field<Int>("depth", .derived, "Its depth in the tree; 0 in the domain's own record.")
    package let term = Field<String>("term", .dns, "The term.")
    package let lookups = Field<Int>("lookups", .derived, "What it costs, with everything below it.")
    package let voidFor = Field<[String]>("void_for", .derived, "Families of senders for which it finds nothing.")
    package let networks = Field<[String]>("networks", .derived, "The addresses that it matches by itself.")
    package let leadsTo = Field<String?>("leads_to", .dns, "The record that it includes or redirects to, or why there is none.")
}

package final class PolicyTagFacts: FactDeclaration {
    package static let declared = Declared("PolicyTag", "A tag of a record, with the value in force.", PolicyTagFacts())

    package let tag = Field<String>("tag", .derived, "The tag.")
    package let value = Field<String>("value", .derived, "The value that receivers use.")
    package let isDefault = Field<Bool>("is_default", .derived, "The tag is absent or not valid: the default applies.")
}

package final class SelectorFacts: FactDeclaration {
    package static let declared = Declared("Selector", "A DKIM selector that was found by trial.", SelectorFacts())

    package let selector = Field<String>("selector", .derived, "The selector.")
    package let platforms = Field<[String]>("platforms", .derived, "The platforms that have their customers publish it.")
    package let alias = Field<String?>("alias", .dns, "Where it leads, when it is an alias.")
    package let records = Field<[String]>("records", .dns, "The TXT records there, strings joined.")
    package let type = Field<DKIMKeyType?>("type", .derived, "The key's type, if it can be read.")
    package let bits = Field<Int?>("bits", .derived, "The size of an RSA key's modulus.")
    package let revoked = Field<Bool>("revoked", .derived, "The key is empty: revoked.")
    package let testing = Field<Bool>("testing", .derived, "The flag `t=y` is set.")
    package let usable = Field<Bool>("usable", .derived, "Mail can be verified with it.")
}
