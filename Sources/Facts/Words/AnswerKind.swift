/// The kind of an answer: the word that rules about names use.
package enum AnswerKind: String, FactWord {
    /// Records of the queried type at the name itself.
    case records
    /// An alias (CNAME) that leads to such records.
    case alias
    /// An alias that leads to none: to a name without them, to a nonexistent one, or back to itself.
    case danglingAlias = "dangling-alias"
    /// The same, from a wildcard (RFC 4592): not a record written for this name.
    case wildcardAlias = "wildcard-alias"
    /// An alias and other data in one answer, which no zone may have (RFC 1034 §3.6.2).
    case conflict
    /// The name exists, but has no record of the type; this includes empty non-terminals (RFC 8020).
    case noData = "no-data"
    /// The name does not exist, nor does anything below it.
    case nonexistent
    /// The query failed.
    case unknown
}
