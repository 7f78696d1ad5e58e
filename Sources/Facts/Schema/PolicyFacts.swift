extension ObjectType {
    /// Something that is wrong with a record's text, as its linter says it.
    package static let policyProblem = ObjectType(
        "PolicyProblem", "Something that is wrong with the text of a record.",
        [
            .init("code", .string, .derived, "What it is: syntax-error, no-all, … The linter's own word."),
            .init("severity", .string, .derived, allowed: ["error", "warning", "notice"], "The linter's own judgement."),
            .init("message", .string, .derived, "What is wrong, quoting the text."),
            .init("at", .string, .derived, "The domain at which the record stands."),
            .init("position", .integer, .derived, "The octet of the record at which it begins, from 1."),
            .init("repair", .string, optional: true, .derived, "The text that should stand there."),
        ])

    package static let spfDomain = ObjectType(
        "SPFDomain", "A domain whose SPF record receivers read.",
        [
            .subject,
            .init("name", .string, .config, "The domain, as the deployment file spells it."),
            .init("owner", .string, .config, "The name as records are published under it: absolute, in A-labels."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("roles", .list(.string), .config, allowed: ["mail-from", "from", "helo"], "Why receivers read it."),
            .init("planned_addresses", .list(.address), .config, "The sending addresses that it must authorise."),
            .init("records", .list(.string), .dns, "The TXT records whose version is `v=spf1` (RFC 7208 §4.5)."),
            .init("merged_record", .string, optional: true, .derived, "One record in place of several."),
            .init(
                "repaired_record", .string, optional: true, .derived,
                "The one record with its syntax repaired, where that is possible."),
            .init(
                "shortened_record", .string, optional: true, .derived,
                "The record with includes replaced by their networks, within the limits; only where it exceeds them."),
            .init("suggested_record", .string, .derived, "A record that authorises the planned addresses."),
            .init("lookalikes", .list(.string), .derived, "TXT records that their author meant as SPF and that are none."),
            .init("obsolete", .list(.string), .derived, "Sender ID records (`spf2.0`)."),
            .init("answer_octets", .integer, .derived, "The size of all TXT records there together."),
            .init("problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the text of the one record."),
            .init(
                "included_errors", .list(.object("PolicyProblem")), .derived,
                "Errors in the text of records that it includes or redirects to."),
            .init("lookups", .integer, .derived, "DNS terms when nothing matches early (RFC 7208 §4.6.4)."),
            .init("costs", .list(.string), .derived, "Each term that costs lookups, indented by depth, with its cost."),
            .init("void_terms_ipv4", .list(.string), .derived, "Terms that are void for an IPv4 sender."),
            .init("void_terms_ipv6", .list(.string), .derived, "Terms that are void for an IPv6 sender."),
            .init("loops", .list(.string), .derived, "Names at which include or redirect come back to themselves."),
            .init("without_record", .list(.string), .derived, "Targets of include or redirect without one valid record."),
            .init("large_mx_terms", .list(.string), .derived, "`mx` terms that meet more than ten hosts."),
            .init("allows_everyone", .boolean, .derived, "Every address passes."),
            .init("foreign_includes", .list(.string), .derived, "Includes that authorise none of the planned addresses."),
        ])

    package static let mailPath = ObjectType(
        "MailPath", "One way that mail takes: sender, sending address, From and MAIL FROM domain.",
        [
            .subject,
            .init("sender", .string, .config, "The sender."),
            .init("address", .address, .config, "The sending address as receivers see it."),
            .init("from", .string, .config, "The From domain."),
            .init("mail_from", .string, .config, "The MAIL FROM domain."),
            .init("mail_from_owner", .string, .config, "The MAIL FROM domain as records are published under it."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("signs", .boolean, .config, "The deployment file names a DKIM key for the sender."),
            .init(
                "spf", .string, .derived, allowed: ["none", "neutral", "pass", "fail", "softfail", "permerror"],
                "The result of check_host() for MAIL FROM (RFC 7208 §4); unknown for a temperror."),
            .init("spf_reason", .string, .derived, "The term that decided, or why there is no result."),
            .init("spf_void_lookups", .integer, .derived, "Void lookups on the way to the result."),
            .init(
                "spf_record", .string, optional: true, .derived, "A record that also authorises the address, within the limits."),
            .init("helo", .string, optional: true, .derived, "The name that is announced: planned, or else the PTR name."),
            .init(
                "helo_spf", .string, optional: true, .derived,
                allowed: ["none", "neutral", "pass", "fail", "softfail", "permerror"],
                "The result of check_host() for HELO, which receivers use for bounces (RFC 7208 §2.3)."),
            .init("spf_aligned", .boolean, .derived, "MAIL FROM is aligned with From (RFC 9989 §4.4)."),
            .init("dkim_aligned_keys", .list(.string), .derived, "The sender's usable keys that are aligned with From."),
            .init("dkim_key_types", .list(.string), .derived, "The key types of `dkim_aligned_keys`."),
            .init("has_dmarc", .boolean, .derived, "A DMARC policy applies to From."),
            .init("older_spf_aligned", .boolean, .derived, "`spf_aligned` by the public suffix list (RFC 7489)."),
            .init("older_dkim_aligned", .boolean, .derived, "Some usable key is aligned by the public suffix list."),
        ])

    package static let dkimKey = ObjectType(
        "DKIMKey", "A DKIM selector that senders sign with.",
        [
            .subject,
            .init("domain", .string, .config, "The signing domain (`d=`)."),
            .init("selector", .string, .config, "The selector (`s=`)."),
            .init("name", .string, .config, "Where the key record stands."),
            .init("view", .string, .config, "The view that it was seen from."),
            .init("senders", .list(.string), .config, "The senders that sign with it."),
            .init("subdomain_identities", .list(.string), .config, "From domains below the signing domain that it signs for."),
            .init("has_key_file", .boolean, .config, "The deployment file names a key to compare with."),
            .init("expected_record", .string, optional: true, .config, "The record to publish for the given key."),
            .init("records", .list(.string), .dns, "The TXT records there, aliases followed, strings joined."),
            .init("problems", .list(.object("PolicyProblem")), .derived, "What is wrong with the text of the one record."),
            .init(
                "type", .string, optional: true, .derived, allowed: ["rsa", "ed25519"], "The key's type, when it can be read."),
            .init("bits", .integer, optional: true, .derived, "The size of an RSA key's modulus."),
            .init("revoked", .boolean, .derived, "The key is empty: revoked."),
            .init("testing", .boolean, .derived, "The flag `t=y` is set."),
            .init("strict_identity", .boolean, .derived, "The flag `t=s` is set."),
            .init("usable", .boolean, .derived, "Mail can be verified with it."),
            .init("matches", .boolean, optional: true, .derived, "It is the public half of the given key; absent without one."),
            .init("misplaced", .list(.string), .dns, "Wrong names at which a key record stands instead."),
            .init("only_by_wildcard", .boolean, .derived, "Any other label there gets the same answer."),
            .init("obsolete_policies", .list(.string), .dns, "DomainKeys or ADSP records of the signing domain."),
        ])
}
