package import DNS
package import Deployment

package final class ResolverFacts: SubjectDeclaration {
    package static let declared = Declared("Resolver", "A resolver of a view.", ResolverFacts())
    package static let kind = SubjectKind(
        "resolver", variable: "resolver", ResolverFacts.self, in: "resolvers", .dns, "a configured resolver of a view",
        all: "The resolvers of each view.")

    package let subject = SubjectFacts.field
    package let view = Given<ViewName>("view", "The view.")
    package let endpoint = Given<String>("endpoint", "Its address and port.")
    package let answers = Field<Bool>("answers", .dns, "It replied to at least one query. Never unknown.")
    package let cause = Field<Unknown.Cause>("cause", .dns, "Why there was no reply; meaningless if there was one.")
    package let detail = Field<String>("detail", .dns, "What was tried.")
}

package final class NameFacts: SubjectDeclaration {
    package static let declared = Declared("Name", "A name that the deployment needs, in one view.", NameFacts())
    package static let kind = SubjectKind(
        "name", variable: "name", NameFacts.self, in: "names", .dns, "a name that the deployment needs, in a view",
        all: "Every name that was looked up, by view.", concernsEveryLookup: true)

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The name.")
    package let view = Given<ViewName>("view", "The view.")
    package let failures = Field<[TypedObject<LookupFailureFacts>]>(
        "failures", .dns, "The queries that failed. Never unknown.")
    package let isOptional = Given<Bool>("is_optional", "It was queried for optional records only.")
    package let answers = Field<[TypedObject<NameAnswerFacts>]>(
        "answers", .dns, "The answer to each query for it. Never unknown.")
    package let limits = Field<[String]>(
        "limits", .derived, "The limits that cut an answer or what follows from it, in words. Never unknown.")
    package let aliasChain = Field<[String]>(
        "alias_chain", .dns, "The names that its CNAME records lead through; empty without one.")
    package let dangling = Field<Bool>(
        "dangling", .derived,
        "It is an alias of its own, not a wildcard's, and the end of the chain has none of the queried records, or the chain loops."
    )
    package let dataBesideAlias = Field<[String]>(
        "data_beside_alias", .derived, "Record types at the name beside its CNAME.")
    package let conflictAt = Field<String>(
        "conflict_at", .derived, "The name that has these: the name itself, or one in its alias chain.")
    package let onlyByWildcard = Field<Bool>(
        "only_by_wildcard", .derived,
        "Any other label in its place gets the same needed records (addresses, a DKIM key, a DMARC record), through the same aliases."
    )
    package let dnssec = Field<DNSSECStatus?>(
        "dnssec", .derived, "The result of our own DNSSEC validation of its records; absent if they were not validated.")
    package let dnssecReason = Field<String?>("dnssec_reason", .derived, "Why they are not secure.")
    package let outdated = Field<[TypedObject<OutdatedAnswerFacts>]>(
        "outdated", .derived, "Answers that the zone's own servers no longer give. Never unknown.")
}

package final class NameAnswerFacts: FactDeclaration {
    package static let declared = Declared("NameAnswer", "The answer to one query for a name.", NameAnswerFacts())

    package let type = Field<String>("type", .dns, "The record type that was asked for.")
    package let kind = Field<AnswerKind>("kind", .derived, "What the answer is.")
}

package final class LookupFailureFacts: FactDeclaration {
    package static let declared = Declared("LookupFailure", "A query that failed.", LookupFailureFacts())

    package let type = Field<String>("type", .dns, "The record type that was asked for.")
    package let cause = Field<Unknown.Cause>("cause", .dns, "Why.")
    package let detail = Field<String>("detail", .dns, "What was tried, in words.")
}

package final class SpecialAddressFacts: FactDeclaration {
    package static let declared = Declared(
        "SpecialAddress", "An address that the public Internet cannot reach.", SpecialAddressFacts())

    package let address = Field<IPAddress>("address", .dns, "The address.")
    package let kind = Field<AddressKind>(
        "kind", .derived, "Its block in the special-purpose registries: private, documentation, …")
}
