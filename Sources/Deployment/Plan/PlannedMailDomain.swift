import DNS

/// The use of a domain for sent mail.
package enum MailRole: String, Hashable, Sendable, CaseIterable {
    case from
    case mailFrom = "mail-from"
    /// Announced in EHLO. Names from PTR records are known only after a lookup.
    case helo
}

/// A domain that mail uses, in one view.
package struct PlannedMailDomain: Hashable, Sendable {
    package let domain: HostName
    package let view: ViewName
    package let roles: Set<MailRole>
    /// Sorted names of the senders that use it.
    package let senders: [String]
    package let why: String
}

extension PlannedMailDomain {
    static func all(_ deployment: Deployment, sendingAddresses: [PlannedSendingAddress]) -> [PlannedMailDomain] {
        var uses: [Key: Uses] = [:]
        func add(_ host: HostName, _ role: MailRole, _ sender: String, _ view: ViewName = .public) {
            let key = Key(name: host.name, view: view)
            uses[key, default: Uses(domain: host)].roles.insert(role)
            uses[key]?.senders.insert(sender)
        }
        let splits = deployment.relay?.splitDNS == true && deployment.view(.internal) != nil
        for sender in deployment.senders {
            for host in sender.from { add(host, .from, sender.name) }
            for host in sender.mailFrom {
                add(host, .mailFrom, sender.name)
                if splits, sender.route == .relay { add(host, .mailFrom, sender.name, .internal) }
            }
        }
        for address in sendingAddresses {
            if case .names(let hosts) = address.helo {
                for host in hosts { add(host, .helo, address.sender) }
            }
        }
        return uses.map { key, uses in
            let senders = uses.senders.sorted()
            let roles = MailRole.allCases.filter(uses.roles.contains).map(\.phrase).joined(separator: ", ")
            let whose = "\(senders.count == 1 ? "sender" : "senders") \(senders.joined(separator: ", "))"
            return PlannedMailDomain(
                domain: uses.domain, view: key.view, roles: uses.roles, senders: senders,
                why: "\(uses.domain) is \(roles) of \(whose)")
        }
        .sorted { $0.domain.name == $1.domain.name ? $0.view < $1.view : $0.domain.name < $1.domain.name }
    }

    private struct Key: Hashable {
        let name: DomainName
        let view: ViewName
    }

    private struct Uses {
        let domain: HostName
        var roles: Set<MailRole> = []
        var senders: Set<String> = []
    }
}

extension MailRole {
    fileprivate var phrase: String {
        switch self {
        case .from: "From domain"
        case .mailFrom: "MAIL FROM domain"
        case .helo: "HELO name"
        }
    }
}
