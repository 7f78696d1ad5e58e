import DNS

extension Deployment {
    /// The line of the file where each name, sender and address first appears, by its text in lower case: for tools that
    /// point into the file.
    package var lines: [String: Int] {
        var lines: [String: Int] = [:]
        func note(_ text: String, _ place: SourcePlace) {
            lines[text.lowercased()] = min(lines[text.lowercased()] ?? .max, place.line)
        }
        func note(_ host: HostName) {
            note(host.written, host.place)
            note(host.name.text, host.place)
        }
        for host in webHosts {
            note(host.host)
            if let alias = host.alias { note(alias) }
            for address in host.addresses + host.bind { note(address.description, host.host.place) }
        }
        for sender in senders {
            note(sender.name, sender.place)
            for host in sender.from + sender.mailFrom + sender.dkim.map(\.domain) { note(host) }
            for address in sender.addresses {
                for one in [address.address, address.seen] { note(one.description, address.place) }
                if case .name(let host)? = address.helo { note(host) }
            }
            if case .name(let host) = sender.helo { note(host) }
            for address in sender.inbound { note(address.description, sender.place) }
            for key in sender.dkim { note(key.recordName.text, key.place) }
        }
        if let relay {
            note(relay.host)
            for address in relay.addresses { note(address.description, relay.place) }
            for egress in relay.egress { note(egress.address.description, egress.place) }
        }
        if let balancer {
            note("balancer", balancer.place)
            for address in balancer.addresses + balancer.sources { note(address.description, balancer.place) }
        }
        return lines
    }
}
