import DNS

/// What a DMARC record asks for that is planned because there is none, or because the one that applies asks for less than the file.
package struct DMARCWish: Hashable, Sendable {
    /// `p=` of RFC 9989 §4.7.
    package enum Policy: String, Hashable, Sendable, CaseIterable { case none, quarantine, reject }

    /// What the file says; `nil` where it says nothing.
    package let statedPolicy: Policy?
    /// Where aggregate reports go; `nil` stands for `dmarc@` and the From domain.
    package let reports: Mailbox?

    /// What a new record asks for. Quarantine unless the file says otherwise: receivers act on it, and a mistake of the first days loses
    /// no mail for good.
    package var policy: Policy { statedPolicy ?? .quarantine }

    package init(policy: Policy? = nil, reports: Mailbox? = nil) {
        statedPolicy = policy
        self.reports = reports
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
