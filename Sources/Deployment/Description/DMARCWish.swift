import DNS

/// The content of a DMARC record that is planned because there is none.
package struct DMARCWish: Hashable, Sendable {
    /// `p=` of RFC 9989 §4.7.
    package enum Policy: String, Hashable, Sendable, CaseIterable { case none, quarantine, reject }

    package let policy: Policy
    /// Where aggregate reports go; `nil` for `dmarc@` the From domain.
    package let reports: Mailbox?

    /// Quarantine: receivers act on it, but an initial mistake loses no mail for good.
    package init(policy: Policy = .quarantine, reports: Mailbox? = nil) {
        self.policy = policy
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
