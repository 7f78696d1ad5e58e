package import DNS

package final class ZoneFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Zone", "A zone that contains names of the deployment, as its own servers return it.", ZoneFacts())
    package static let kind = SubjectKind(
        "zone", variable: "zone", ZoneFacts.self, in: "zones", .dns,
        "a zone that contains names of the deployment; only with the authoritative view",
        all: "Zones as their own servers return them.", needs: [.authoritativeView], concernsEveryLookup: true)

    package let subject = SubjectFacts.field
    package let name = Field<String>("name", .dns, "The zone.")
    package let owner = Field<String>("owner", .dns, "The same, absolute.")
    package let answers = Field<Bool>("answers", .dns, "At least one of its servers gives an authoritative answer.")
    package let detail = Field<String>("detail", .dns, "What each server that does not answer did, in words. Never unknown.")
    package let servers = Field<[TypedObject<ZoneServerFacts>]>("servers", .dns, "Its servers, once for each address.")
    package let unlocated = Field<[String]>("unlocated", .dns, "Servers that have no usable address, and why.")
    package let serverNames = Field<Int>(
        "server_names", .derived, "How many server names the zone has, in its own records or in the parent zone.")
    package let serverAddresses = Field<Int>("server_addresses", .derived, "How many addresses they have.")
    package let onlyDelegated = Field<[String]>("only_delegated", .derived, "Servers that only the parent zone names.")
    package let onlyOwn = Field<[String]>("only_own", .derived, "Servers that only the zone itself names.")
    package let staleGlue = Field<[String]>("stale_glue", .derived, "Servers whose glue is not among their addresses, with both.")
    package let serials = Field<[Int]>("serials", .dns, "The distinct serial numbers of its SOA.")
    package let disagreements = Field<[TypedObject<DisagreementFacts>]>(
        "disagreements", .derived, "Needed records that its servers do not agree on.")
    package let security = Field<DNSSECStatus?>(
        "security", .derived, "The result of DNSSEC validation for the zone's keys; absent without a trust anchor.")
    package let securityReason = Field<String?>("security_reason", .derived, "Why it is not secure.")
    package let bogus = Field<[String]>(
        "bogus", .derived,
        "Why validation fails: for the zone as a whole, or else name by name for needed records; empty without a trust anchor.")
    package let bogusAbove = Field<String?>(
        "bogus_above", .derived, "The zone above it whose fault makes validation fail; absent if the fault is its own.")
    package let signaturesEnd = Field<Timestamp?>(
        "signatures_end", .derived, "When the first of the signatures over needed records expires; absent if there is none.")
    package let endingFirst = Field<String?>("ending_first", .derived, "The record set that this signature is over.")
    package let signsOnline = Field<Bool>(
        "signs_online", .derived, "The servers sign each answer online, as denials show (RFC 9824).")
    package let weakSigning = Field<[String]>(
        "weak_signing", .derived, "Algorithms and digests that should no longer be used, in words.")
}

package final class ZoneServerFacts: FactDeclaration {
    package static let declared = Declared("ZoneServer", "A name server of a zone, at one address.", ZoneServerFacts())

    package let name = Field<String>("name", .dns, "Its name.")
    package let address = Field<IPAddress>("address", .dns, "Its address.")
    package let delegated = Field<Bool>("delegated", .derived, "The parent zone names it.")
    package let listed = Field<Bool>("listed", .derived, "The zone itself names it.")
    package let asked = Field<Bool>(
        "asked", .derived, "The machine that runs the audit has a route to its address, for example over IPv6.")
    package let authoritative = Field<Bool>(
        "authoritative", .dns, "Its answers for the zone are authoritative; unknown if it does not reply.")
    package let serial = Field<Int?>("serial", .dns, "The serial number of the zone's SOA there.")
    package let detail = Field<String>("detail", .dns, "What it did, in words. Never unknown.")
}

package final class DisagreementFacts: FactDeclaration {
    package static let declared = Declared(
        "Disagreement", "Records that servers of one zone do not agree on.", DisagreementFacts())

    package let name = Field<String>("name", .dns, "The name.")
    package let type = Field<String>("type", .dns, "The record type.")
    package let answers = Field<[String]>("answers", .dns, "The answers, and which servers give them.")
}

package final class OutdatedAnswerFacts: FactDeclaration {
    package static let declared = Declared(
        "OutdatedAnswer", "An answer that a resolver still gives but the zone's servers do not.", OutdatedAnswerFacts())

    package let type = Field<String>("type", .dns, "The record type.")
    package let given = Field<String>("given", .dns, "What the resolver gives.")
    package let published = Field<String>("published", .dns, "What the zone's servers give.")
    package let until = Field<Timestamp>("until", .derived, "How long the resolver may cache its answer.")
}
