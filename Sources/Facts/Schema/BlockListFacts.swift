package final class BlockListFacts: SubjectDeclaration {
    package static let declared = Declared("BlockList", "A block list that the deployment file names.", BlockListFacts())
    package static let kind = SubjectKind(
        "block_list", variable: "list", BlockListFacts.self, in: "block_lists", .dns, "a block list that the file names",
        all: "Block lists that the deployment file names.")

    package let subject = SubjectFacts.field
    package let zone = Given<String>("zone", "Its zone.")
    package let listsAddresses = Field<Bool>(
        "lists_addresses", .dns, "It lists the test address that it must, and not the one that it must not (RFC 5782 §5).")
    package let listsDomains = Field<Bool>(
        "lists_domains", .dns, "It lists the test domain that it must, and not the one that it must not.")
    package let refuses = Field<Bool>("refuses", .dns, "It does not serve the resolver that asks.")
    package let refusal = Field<String>("refusal", .dns, "Why it refuses; empty when it does not.")
}

package final class ListingFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Listing", "What a working block list says about an address or a domain of the deployment.", ListingFacts())
    package static let kind = SubjectKind(
        "listing", variable: "listing", ListingFacts.self, in: "listings", .dns,
        "what a block list says about a sending address or a domain", all: "What they say about sending addresses and domains.")

    package let subject = SubjectFacts.field
    package let list = Given<String>("list", "The list's zone.")
    package let of = Given<ListingTarget>("of", "What was looked up.")
    package let target = Given<String>("target", "The address or the domain.")
    package let listed = Field<Bool>("listed", .dns, "It is listed; unknown if the list refuses to answer.")
    package let policy = Field<Bool>("policy", .dns, "Listed only for what it is (a dynamic range, say), not for what it did.")
    package let codes = Field<[String]>("codes", .dns, "The list's codes.")
    package let reasons = Field<[String]>("reasons", .dns, "The list's explanations (its TXT records).")
}
