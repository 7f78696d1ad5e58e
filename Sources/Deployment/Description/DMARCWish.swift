import DNS

/// What a DMARC record asks for that is planned because there is none, or because the one that applies asks for less than the file.
package struct DMARCWish: Hashable, Sendable {
    /// `p=` of RFC 9989 §4.7.
    package enum Policy: String, Hashable, Sendable, CaseIterable { case none, quarantine, reject }

    /// What the file says; `nil` where it says nothing.
    package let statedPolicy: Policy?
    /// Where aggregate reports go; `nil` stands for `dmarc@` and the From domain.
    package let reports: Mailbox?

    /// Whether the senders of the domain's mail are described. Where they are not, nobody knows what would fail.
    package let areSendersKnown: Bool

    /// What a new record asks for. Quarantine unless the file says otherwise: receivers act on it, and a mistake of the first days loses
    /// no mail for good. Nothing where the senders are not known: the reports have to show them first.
    package var policy: Policy { statedPolicy ?? (areSendersKnown ? .quarantine : .none) }

    package init(policy: Policy? = nil, reports: Mailbox? = nil, areSendersKnown: Bool = true) {
        statedPolicy = policy
        self.reports = reports
        self.areSendersKnown = areSendersKnown
    }
}

/// A mail address of the deployment file.
package struct Mailbox: Hashable, Sendable, CustomStringConvertible {
    package let localPart: String
    package let domain: HostName

    package init(localPart: String, domain: HostName) {
        self.localPart = localPart
        self.domain = domain
    }

    /// As in records: the domain in A-labels.
    package var description: String { "\(localPart)@\(domain.name.lowercased)" }
}
