package import MailPolicy

package final class DMARCFacts: FactDeclaration {
    package static let declared = Declared(
        "DMARC", "The policy that a receiver finds for a From domain (RFC 9989 §4.10).", DMARCFacts())

    package let found = Field<Bool>("found", .derived, "There is a usable record at the domain or above it.")
    package let record = Field<String?>("record", .dns, "The record whose policy applies.")
    package let at = Field<String?>("at", .derived, "The domain whose `_dmarc` has it.")
    package let asked = Given<[String]>("asked", "The names that the tree walk queries.")
    package let ownRecords = Field<[String]>("own_records", .dns, "The DMARC records at the domain's own `_dmarc`.")
    package let multipleAt = Field<[String]>("multiple_at", .derived, "Names of the walk with more than one DMARC record.")
    package let misplaced = Field<[String]>("misplaced", .dns, "Wrong names at which a DMARC record is published.")
    package let onlyByWildcard = Field<Bool>(
        "only_by_wildcard", .derived, "Any other label in place of `_dmarc` gets the same answer.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>("problems", .derived, "What is wrong with the record's text.")
    package let repairedRecord = Field<String?>("repaired_record", .derived, "The record with its broken parts repaired.")
    package let policy = Field<DMARCRequest?>("policy", .derived, "The `p` tag, if valid.")
    package let effective = Field<DMARCRequest?>(
        "effective", .derived, "The policy for mail from the domain: `p`, `sp` or `np`, before `t`.")
    package let inherited = Field<Bool>("inherited", .derived, "The policy comes from a domain above.")
    package let testing = Field<Bool>("testing", .derived, "`t=y` is set.")
    package let aggregateURIs = Field<[String]>("aggregate_uris", .derived, "The usable `rua` addresses.")
    package let destinations = Field<[TypedObject<ReportDestinationFacts>]>("destinations", .derived, "Where reports go.")
    package let removedTags = Field<[String]>("removed_tags", .derived, "Tags that RFC 9989 has removed.")
    package let differs = Field<[String]>("differs", .derived, "How the older reading (RFC 7489) of policy differs, in words.")
}

package final class ReportDestinationFacts: FactDeclaration {
    package static let declared = Declared(
        "ReportDestination", "A domain that DMARC reports are sent to.", ReportDestinationFacts())

    package let uri = Field<String>("uri", .derived, "The address.")
    package let domain = Field<String>("domain", .derived, "Its domain.")
    package let external = Field<Bool>("external", .derived, "Outside the organizational domain of the record.")
    package let authorised = Field<Bool>(
        "authorised", .dns, "The destination publishes that it accepts the reports (RFC 9990 §4).")
    package let authorisationName = Field<String>("authorisation_name", .derived, "The name of the record that says so.")
    package let deliverable = Field<Bool>("deliverable", .dns, "Its domain accepts mail.")
}

package final class SingleRecordFacts: FactDeclaration {
    package static let declared = Declared(
        "SingleRecord", "A record that a domain may have, and what is wrong with it.", SingleRecordFacts())

    package let name = Given<String>("name", "Where it is published.")
    package let records = Field<[String]>("records", .dns, "The records of this kind there.")
    package let problems = Field<[TypedObject<PolicyProblemFacts>]>(
        "problems", .derived, "What is wrong with the text of the one record.")
}
