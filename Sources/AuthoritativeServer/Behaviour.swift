/// What a server does with a question: the truth, or one of the faults that a demonstration or a test wants to see.
package enum Behaviour: Hashable, Sendable {
    case answer
    case servfail, refused
    /// SERVFAIL, unless checking is disabled: as a validating resolver treats forged data.
    case bogus
    /// No reply at all.
    case drop
    case delay(Duration)
    /// TC over UDP; the answer over TCP.
    case truncate
}
