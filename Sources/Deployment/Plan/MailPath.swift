package import DNS

/// One combination of sender, sending address, From domain and MAIL FROM domain that the deployment allows.
///
/// Authentication is judged per path, so that a mixed deployment cannot pass on average.
package struct MailPath: Hashable, Sendable {
    package let sender: String
    /// As receivers see it.
    package let sendingAddress: IPAddress
    package let from: HostName
    package let mailFrom: HostName
}

extension MailPath {
    static func all(_ deployment: Deployment, sendingAddresses: [PlannedSendingAddress]) -> [MailPath] {
        deployment.senders.sorted { $0.name < $1.name }.flatMap { sender in
            let froms = distinct(sender.from)
            let mailFroms = distinct(sender.mailFrom)
            return sendingAddresses.filter { $0.sender == sender.name }.flatMap { address in
                froms.flatMap { from in
                    mailFroms.map { MailPath(sender: sender.name, sendingAddress: address.address, from: from, mailFrom: $0) }
                }
            }
        }
    }
}
