package import DNS
package import Deployment
package import MailPolicy

package final class PolicyProblemFacts: FactDeclaration {
    package static let declared = Declared(
        "PolicyProblem", "Something that is wrong with the text of a record.", PolicyProblemFacts())

    package let code = Field<String>("code", .derived, "Its code: syntax-error, no-all, …")
    package let severity = Field<PolicyProblem.Severity>("severity", .derived, "Its severity.")
    package let message = Field<String>("message", .derived, "What is wrong, quoting the text.")
    package let at = Field<String>("at", .derived, "The domain at which the record is published.")
    package let position = Field<Int>("position", .derived, "The octet of the record at which it begins, from 1.")
    package let repair = Field<String?>("repair", .derived, "The correct text.")
}

package final class SPFDomainFacts: SubjectDeclaration {
    package static let declared = Declared("SPFDomain", "A domain whose SPF record receivers read.", SPFDomainFacts())
    package static let kind = SubjectKind(
        "spf_domain", variable: "spf", SPFDomainFacts.self, in: "spf_domains", .dns, "a domain whose SPF record receivers read",
        all: "Domains whose SPF records receivers read.")

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain, as the deployment file spells it.")
    package let owner = Given<String>("owner", "The name as records are published under it: absolute, in A-labels.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let roles = Given<[MailRole]>("roles", "Why receivers read it.")
    package let plannedAddresses = Given<[IPAddress]>("planned_addresses", "The sending addresses that it must authorise.")
    package let records = Field<[String]>("records", .dns, "The TXT records whose version is `v=spf1` (RFC 7208 §4.5).")
    package let alias = Field<String?>("alias", .dns, "The end of the alias by way of which its records stand there.")
    package let mergedRecord = Field<String?>("merged_record", .derived, "One record that replaces several.")
    package let repairedRecord = Field<String?>(
        "repaired_record", .derived, "The one record with its syntax repaired, where that is possible.")
    package let shortenedRecord = Field<String?>(
        "shortened_record", .derived,
        "The record with includes replaced by their networks, within the limits; only where it exceeds them.")
    package let suggestedRecord = Field<String>("suggested_record", .derived, "A record that authorises the planned addresses.")
    package let lookalikes = Field<[String]>(
        "lookalikes", .derived, "TXT records that were meant as SPF but are not read as SPF.")
    package let obsolete = Field<[String]>("obsolete", .derived, "Sender ID records (`spf2.0`).")
    package let answerOctets = Field<Int>("answer_octets", .derived, "The total size of the TXT records there.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "What is wrong with the text of the one record.")
    package let includedErrors = Field<[TypedObject<PolicyProblemFacts>]>(
        "included_errors", .derived, "Errors in the text of records that it includes or redirects to.")
    package let lookups = Field<Int>("lookups", .derived, "DNS terms when nothing matches early (RFC 7208 §4.6.4).")
    package let costs = Field<[String]>("costs", .derived, "Each term that costs lookups, indented by depth, with its cost.")
    package let voidTermsIPv4 = Field<[String]>("void_terms_ipv4", .derived, "Terms that are void for an IPv4 sender.")
    package let voidTermsIPv6 = Field<[String]>("void_terms_ipv6", .derived, "Terms that are void for an IPv6 sender.")
    package let voidExchangesIPv4 = Field<[TypedObject<VoidExchangesFacts>]>(
        "void_exchanges_ipv4", .derived,
        "`mx` terms with hosts without an IPv4 address, where counting these as void goes beyond the limit that the terms keep.")
    package let voidExchangesIPv6 = Field<[TypedObject<VoidExchangesFacts>]>(
        "void_exchanges_ipv6", .derived, "The same for IPv6.")
    package let loops = Field<[String]>("loops", .derived, "Names to which include or redirect lead back.")
    package let withoutRecord = Field<[String]>(
        "without_record", .derived,
        "Includes and redirects whose target does not have exactly one SPF record: `include:a.example: a.example has no SPF record`."
    )
    package let faultyIncludes = Field<[String]>(
        "faulty_includes", .derived,
        "Names whose faults make includes and redirects fail; empty if the record's own terms do.")
    package let largeMxTerms = Field<[String]>("large_mx_terms", .derived, "`mx` terms that cover more than ten hosts.")
    package let allowsEveryone = Field<Bool>("allows_everyone", .derived, "Every address passes.")
    package let everyoneBy = Field<[String]>(
        "everyone_by", .derived,
        "The terms that let every address pass; `+all in the record of a.example` for one of another record.")
    package let everyoneElsewhere = Field<[String]>(
        "everyone_elsewhere", .derived, "The other domains whose records contain such terms.")
    package let foreignIncludes = Field<[String]>(
        "foreign_includes", .derived, "Includes that authorise none of the planned addresses.")
}

package final class SPFIncludeFacts: SubjectDeclaration {
    package static let declared = Declared(
        "SPFInclude", "A domain whose SPF record other domains' records include or redirect to.", SPFIncludeFacts())
    package static let kind = SubjectKind(
        "spf_include", variable: "included", SPFIncludeFacts.self, in: "spf_includes", .dns,
        "a domain whose SPF record is included", all: "Domains whose SPF records are included, but for those of `spf_domains`.")

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let includedBy = Given<[String]>("included_by", "The domains whose records lead there, directly or through others.")
    package let records = Field<[String]>("records", .dns, "The TXT records whose version is `v=spf1` (RFC 7208 §4.5).")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "Errors in the text of the one record.")
    package let deadEnds = Field<[String]>("dead_ends", .derived, "Terms of its record that lead to a name without a record.")
}

package final class VoidExchangesFacts: FactDeclaration {
    package static let declared = Declared(
        "VoidExchanges", "An `mx` term some of whose hosts have no address of a family.", VoidExchangesFacts())

    package let term = Field<String>("term", .derived, "The term.")
    package let at = Field<String>("at", .derived, "The domain whose record contains it.")
    package let hosts = Field<[String]>("hosts", .dns, "The hosts without such an address.")
}

package final class MailPathFacts: SubjectDeclaration {
    package static let declared = Declared(
        "MailPath", "One path of mail: sender, sending address, From and MAIL FROM domain.", MailPathFacts())
    package static let kind = SubjectKind(
        "path", variable: "mail", MailPathFacts.self, in: "paths", .derived,
        "one path of mail: sender, sending address, From and MAIL FROM domain", all: "The paths of mail.")

    package let subject = SubjectFacts.field
    package let sender = Given<String>("sender", "The sender.")
    package let address = Given<IPAddress>("address", "The sending address as receivers see it.")
    package let from = Given<String>("from", "The From domain.")
    package let mailFrom = Given<String>("mail_from", "The MAIL FROM domain.")
    package let mailFromOwner = Given<String>("mail_from_owner", "The MAIL FROM domain as records are published under it.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let signs = Given<Bool>("signs", "The deployment file names a DKIM key for the sender.")
    package let spf = Field<SPFOutcome>(
        "spf", .derived, "The result of check_host() for MAIL FROM (RFC 7208 §4); unknown for a temperror.")
    package let spfReason = Field<String>("spf_reason", .derived, "The term that decided, or why there is no result.")
    package let spfIgnored = Field<[String]>(
        "spf_ignored", .derived,
        "Terms of the MAIL FROM domain's record that name the address and are not read: behind `all`, or with = for a colon.")
    package let spfVoidLookups = Field<Int>("spf_void_lookups", .derived, "Void lookups on the way to the result.")
    package let spfRecord = Field<String?>(
        "spf_record", .derived, "A record that also authorises the address, within the limits.")
    package let helo = Field<String?>("helo", .derived, "The name that is announced: planned, or else the PTR name.")
    package let heloSPF = Field<SPFOutcome?>(
        "helo_spf", .derived, "The result of check_host() for HELO, which receivers use for bounces (RFC 7208 §2.3).")
    package let boundaryTags = Field<[String]>(
        "boundary_tags", .derived,
        "The psd tags that decide where the organizations of From, MAIL FROM and DKIM domains end: `psd=n at _dmarc.b.example.com`."
    )
    package let strictSPF = Field<String?>(
        "strict_spf", .derived, "The tag that demands equal From and MAIL FROM domains: `aspf=s at _dmarc.a.example`.")
    package let strictDKIM = Field<String?>(
        "strict_dkim", .derived, "The tag that demands a key of the From domain itself: `adkim=s at _dmarc.a.example`.")
    package let relaxedSPFRecord = Field<String?>(
        "relaxed_spf_record", .derived, "The DMARC record that applies to From, without its tags aspf and psd, if it has such.")
    package let relaxedDKIMRecord = Field<String?>(
        "relaxed_dkim_record", .derived, "The DMARC record that applies to From, without its tags adkim and psd, if it has such.")
    package let spfAligned = Field<Bool>("spf_aligned", .derived, "MAIL FROM is aligned with From (RFC 9989 §4.4).")
    package let dkimAlignedKeys = Field<[String]>(
        "dkim_aligned_keys", .derived, "The sender's usable keys that are aligned with From.")
    package let dkimAlignedNames = Field<[String]>(
        "dkim_aligned_names", .derived, "The names of the sender's key records that are aligned with From, usable or not.")
    package let dkimKeyTypes = Field<[DKIMKeyType]>("dkim_key_types", .derived, "The key types of `dkim_aligned_keys`.")
    package let hasDMARC = Field<Bool>("has_dmarc", .derived, "A DMARC policy applies to From.")
    package let olderSPFAligned = Field<Bool>(
        "older_spf_aligned", .derived, "`spf_aligned` by the public suffix list (RFC 7489).")
    package let olderDKIMAligned = Field<Bool>(
        "older_dkim_aligned", .derived, "Some usable key is aligned by the public suffix list.")
}

package final class DKIMKeyFacts: SubjectDeclaration {
    package static let declared = Declared("DKIMKey", "A DKIM selector that senders sign with.", DKIMKeyFacts())
    package static let kind = SubjectKind(
        "dkim_key", variable: "key", DKIMKeyFacts.self, in: "dkim_keys", .dns, "a DKIM selector that senders sign with",
        all: "DKIM selectors of each signing domain.")

    /// The least size of an RSA key that receivers accept, and the one that signers should use.
    package static let acceptedBits = DKIMPublicKey.minimumBits
    package static let recommendedBits = DKIMPublicKey.recommendedBits

    package let subject = SubjectFacts.field
    package let domain = Given<String>("domain", "The signing domain (`d=`).")
    package let selector = Given<String>("selector", "The selector (`s=`).")
    package let name = Given<String>("name", "The name of the key record.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let senders = Given<[String]>("senders", "The senders that sign with it.")
    package let subdomainIdentities = Given<[String]>(
        "subdomain_identities", "From domains below the signing domain that it signs for.")
    package let hasKeyFile = Given<Bool>("has_key_file", "The deployment file names a key to compare with.")
    package let expectedRecord = Given<String?>("expected_record", "The record to publish for the given key.")
    package let records = Field<[String]>("records", .dns, "The TXT records there, aliases followed, strings joined.")
    package let alias = Field<String?>("alias", .dns, "The end of the alias by way of which they stand there.")
    package let repairedRecord = Field<String?>(
        "repaired_record", .derived, "The one record with its mistakes repaired, where that is possible.")
    package let foreignTexts = Field<[String]>("foreign_texts", .derived, "Those of `records` that are not keys.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "What is wrong with the text of the one record.")
    package let type = Field<DKIMKeyType?>("type", .derived, "The key's type, if it can be read.")
    package let bits = Field<Int?>("bits", .derived, "The size of an RSA key's modulus; absent for keys of other types.")
    package let revoked = Field<Bool>("revoked", .derived, "The key is empty: revoked.")
    package let testing = Field<Bool>("testing", .derived, "The flag `t=y` is set.")
    package let strictIdentity = Field<Bool>("strict_identity", .derived, "The flag `t=s` is set.")
    package let usable = Field<Bool>("usable", .derived, "Mail can be verified with it.")
    package let matches = Field<Bool?>("matches", .derived, "It is the public half of the given key; absent without one.")
    package let misplaced = Field<[String]>("misplaced", .dns, "Wrong names at which a key record is published.")
    package let onlyByWildcard = Field<Bool>("only_by_wildcard", .derived, "Any other label in its place gets the same answer.")
    package let obsoletePolicies = Field<[String]>("obsolete_policies", .dns, "DomainKeys or ADSP records of the signing domain.")
}
