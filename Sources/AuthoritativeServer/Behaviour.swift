/// How a server treats a question: truthfully, or with one of the faults that demonstrations and tests need.
package enum Behaviour: Hashable, Sendable {
    case answer
    case servfail, refused
    /// SERVFAIL unless CD is set, as a validating resolver answers for bogus data.
    case bogus
    /// No reply at all.
    case drop
    case delay(Duration)
    /// TC over UDP; the answer over TCP.
    case truncate
}
