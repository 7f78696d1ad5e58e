package import DNS

/// Where the routes of a MAIL FROM domain must end in one view, so that bounces come home.
package struct PlannedReturnPath: Hashable, Sendable {
    package enum Destination: String, Hashable, Sendable, CaseIterable { case sender, relay }

    package let sender: String
    package let domain: HostName
    package let view: ViewName
    /// A route is right when it ends at one of these.
    package let expected: [IPAddress]
    package let destination: Destination
    package let why: String
}

extension PlannedReturnPath {
    static func all(_ deployment: Deployment) -> [PlannedReturnPath] {
        deployment.senders.flatMap { sender in
            distinct(sender.mailFrom).flatMap { domain in paths(domain, sender, deployment) }
        }
        .sorted { left, right in
            if left.sender != right.sender { return left.sender < right.sender }
            return left.domain.name == right.domain.name ? left.view < right.view : left.domain.name < right.domain.name
        }
    }

    private static func paths(_ domain: HostName, _ sender: Sender, _ deployment: Deployment) -> [PlannedReturnPath] {
        let path = { (view: ViewName, expected: [IPAddress], destination: Destination, why: String) in
            PlannedReturnPath(
                sender: sender.name, domain: domain, view: view, expected: Set(expected).sorted(), destination: destination,
                why: why)
        }
        guard sender.route == .relay, let relay = deployment.relay, relay.splitDNS else {
            return [
                path(
                    .public, sender.inboundSeen, .sender,
                    "bounces to \(domain) must reach sender \(sender.name) from the Internet")
            ]
        }
        return [
            path(
                .public, relay.addresses, .relay,
                "with split DNS, bounces to \(domain) go to the relay from outside, and it forwards them"),
            path(
                .internal, sender.inboundOwn, .sender,
                "with split DNS, the relay must find sender \(sender.name) for \(domain), or it mails itself"),
        ]
    }
}

extension Sender {
    /// Where DSNs are accepted, as the Internet sees it: an own address behind NAT stands for its public one.
    var inboundSeen: [IPAddress] {
        guard !inbound.isEmpty else { return addresses.map(\.seen) }
        return inbound.map { accepted in addresses.first { $0.address == accepted }?.seen ?? accepted }
    }

    /// Where DSNs are accepted, as the platform's own network may see it: own addresses, and the public ones of NAT.
    var inboundOwn: [IPAddress] {
        guard !inbound.isEmpty else { return addresses.flatMap { [$0.address, $0.seen] } }
        return inbound.flatMap { accepted in
            addresses.filter { $0.address == accepted || $0.seen == accepted }.flatMap { [$0.address, $0.seen] } + [accepted]
        }
    }
}
