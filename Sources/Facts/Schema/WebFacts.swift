package import DNS
package import Deployment

package final class WebNameFacts: SubjectDeclaration, ResolvedDeclaration {
    package static let declared = Declared("WebName", "A name that people's browsers and mail programs open.", WebNameFacts())
    package static let kind = SubjectKind(
        "web_name", variable: "web", WebNameFacts.self, in: "web_names", .dns,
        "a panel, tracking or pixel name, in a view in which it matters", all: "Panel, tracking and pixel names, by view.")

    package let subject = SubjectFacts.field
    package let role = Given<WebRole>("role", "Its role.")
    package let name = Given<String>("name", "The name, as the deployment file spells it.")
    package let owner = Given<String>("owner", "The name as records are published under it: absolute, in A-labels.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let exposure = Given<Exposure>("exposure", "From where it is meant to be reached.")
    package let described = Given<Bool>("described", "The deployment file describes the view, so the name can be checked in it.")
    package let mustResolve = Given<Bool>("must_resolve", "It must have an address in this view.")
    package let expected = Given<[IPAddress]>("expected", "The addresses that it must resolve to in this view.")
    package let alias = Given<String?>("alias", "The name that it must lead to in place of planned addresses.")
    package let aliasAddresses = Field<[IPAddress]>("alias_addresses", .dns, "Where `alias` leads in this view.")
    package let leadsToAlias = Field<Bool>(
        "leads_to_alias", .derived, "It is an alias of `alias`, or has only addresses of it; true where none is named.")
    package let behindNAT = Given<Bool>("behind_nat", "The platform listens on other addresses than the name resolves to.")
    package let coinciding = Field<[String]>(
        "coinciding", .derived,
        "Names of other roles that resolve to the same address and port in this view, none of them behind NAT.")
    package let leadsAsPublic = Field<Bool>(
        "leads_as_public", .derived, "It resolves to the same addresses as in the public view; only in other views.")
    package let plansIPv4 = Given<Bool>("plans_ipv4", "`expected` contains an IPv4 address.")
    package let plansIPv6 = Given<Bool>("plans_ipv6", "`expected` contains an IPv6 address.")
    package let certificates = Field<[TypedObject<ServedCertificateFacts>]>(
        "certificates", .probe, "The different certificates that its addresses serve.")
    package let caaFailure = Field<String?>(
        "caa_failure", .probe,
        "Why an authority cannot look up the CAA records before it issues, as part of a sentence; absent if every lookup succeeds."
    )
    package let caaBogus = Field<Bool>("caa_bogus", .probe, "The reason is that DNSSEC validation fails.")
    package let serviceElsewhere = Field<[String]>(
        "service_elsewhere", .dns, "Where its HTTPS records (RFC 9460) lead and its A and AAAA records do not, in words.")
    package let resolved = ResolvedFields()
}
