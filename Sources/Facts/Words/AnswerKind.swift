/// What an answer is: the one word that rules about names go by.
package enum AnswerKind: String, FactWord {
    /// Records of the asked type at the name itself.
    case records
    /// An alias (CNAME) that leads to such records.
    case alias
    /// An alias that leads to none: to a name without them, to one that does not exist, or back to itself.
    case danglingAlias = "dangling-alias"
    /// The same, made by a wildcard (RFC 4592): nobody wrote it for this name.
    case wildcardAlias = "wildcard-alias"
    /// An alias and other data in one answer, which no zone may have (RFC 1034 §3.6.2).
    case conflict
    /// The name exists, and has no record of the type; names that only have others below them are such (RFC 8020).
    case noData = "no-data"
    /// The name does not exist, and nothing below it does.
    case nonexistent
    /// The question did not conclude.
    case unknown
}
